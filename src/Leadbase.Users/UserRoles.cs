using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>The (role, workspace) pairs of a user ("User Management", Roles and Workspaces by Id and Update Roles).</summary>
internal static class UserRoles
{
    /// <summary>Get Roles and Workspaces by Id.</summary>
    public static async ValueTask<Answer> Get(Call call) =>
        await UserById.FindAsync(call) is { } user ? await WriteAsync(call, user) : Errors.ObjectNotFound;

    /// <summary>Add Roles; a pair that the user has already stays.</summary>
    public static ValueTask<Answer> Add(Call call) => EditAsync(call, (present, given) => present.Union(given));

    /// <summary>Delete Roles; a pair that the user does not have is passed over, and at least one must be left.</summary>
    public static ValueTask<Answer> Delete(Call call) => EditAsync(call, (present, given) => present.Except(given));

    private static async ValueTask<Answer> EditAsync(
        Call call, Func<IEnumerable<(long Role, long Workspace)>, List<(long Role, long Workspace)>, IEnumerable<(long Role, long Workspace)>> edit)
    {
        // The page sends the array itself, and the definition has it in an object.
        var list = call.Body is { ValueKind: JsonValueKind.Array } ? call.Body : UserInput.Member(call, "input");
        if (!UserInput.TryPairs(list, "input", out var pairs, out var error)) return error;
        return await Refusal.TryAsync(async () =>
            await WriteAsync(call, await Administration.SetRolesAsync(UserInput.By(call), call.Route[0], present => edit(present, pairs))));
    }

    private static async Task<Answer> WriteAsync(Call call, User user)
    {
        UserOutput.WriteRoles(call.Json, await AccountDirectory.OfAsync(call.Instance, call.Cancel), user);
        return Answer.Raw;
    }
}
