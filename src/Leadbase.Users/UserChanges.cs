using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>The changing operations of the User Management API; the rules are those of the console and the command line.</summary>
internal static class UserChanges
{
    private const string Pairs = "userRoleWorkspaces";

    /// <summary>Invite User: an API-only user is there at once, everybody else once the invitation is accepted.</summary>
    public static ValueTask<Answer> Invite(Call call) => TryAsync(async () =>
    {
        if (!TryTexts(call, ["emailAddress", "firstName", "lastName", "userid", "reason"], out var texts, out var error)) return error;
        foreach (var name in (string[])["emailAddress", "firstName", "lastName"])
        {
            if (texts[name] is null) return Errors.Missing(name);
        }
        if (!UserInput.TryPairs(Member(call, Pairs), Pairs, out var roles, out error) || !UserInput.TryTime(call, "expiresAt", out var expires, out error)) return error;
        var apiOnly = Member(call, "apiOnly");
        if (apiOnly is { ValueKind: not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null) } wrong) return Errors.InvalidValue(wrong.GetRawText(), "boolean");
        var user = new NewUser(
            texts["userid"] ?? texts["emailAddress"]!, texts["emailAddress"]!, texts["firstName"], texts["lastName"], apiOnly?.ValueKind == JsonValueKind.True, roles, expires);
        await Administration.InviteUserAsync(By(call), user, texts["reason"]);
        call.Json.WriteBooleanValue(true);
        return Answer.Raw;
    });

    /// <summary>Update User Attributes: what is named is changed.</summary>
    public static ValueTask<Answer> Update(Call call) => TryAsync(async () =>
    {
        if (!TryTexts(call, ["emailAddress", "firstName", "lastName"], out var texts, out var error) || !UserInput.TryTime(call, "expiresAt", out var expires, out error)) return error;
        if (texts.Values.All(t => t is null) && expires is null) return Errors.Missing("emailAddress, firstName, lastName or expiresAt");
        var changed = await Administration.UpdateUserAsync(By(call), call.Route[0], user => user with
        {
            Email = texts["emailAddress"] ?? user.Email,
            FirstName = texts["firstName"] ?? user.FirstName,
            LastName = texts["lastName"] ?? user.LastName,
            ExpiresAt = expires ?? user.ExpiresAt,
        });
        UserJson.Write(call.Json, await AccountDirectory.OfAsync(call.Instance, call.Cancel), changed);
        return Answer.Raw;
    });

    /// <summary>Add Roles: answers all that the user has then.</summary>
    public static ValueTask<Answer> AddRoles(Call call) => SetRolesAsync(call, (before, given) => before.Concat(given));

    /// <summary>Delete Roles: answers all that remain; one must.</summary>
    public static ValueTask<Answer> DeleteRoles(Call call) => SetRolesAsync(call, (before, given) => before.Except(given));

    /// <summary>Delete User.</summary>
    public static ValueTask<Answer> Delete(Call call) => TryAsync(async () =>
    {
        await Administration.DeleteUserAsync(By(call), call.Route[0]);
        return Answer.Raw;
    });

    /// <summary>Delete Invited User.</summary>
    public static ValueTask<Answer> DeleteInvited(Call call) => TryAsync(async () =>
    {
        await Administration.DeleteInvitationAsync(By(call), call.Route[0]);
        return Answer.Raw;
    });

    private static ValueTask<Answer> SetRolesAsync(
        Call call, Func<IReadOnlyList<(long Role, long Workspace)>, List<(long Role, long Workspace)>, IEnumerable<(long Role, long Workspace)>> change) => TryAsync(async () =>
    {
        if (!UserInput.TryPairs(call.Body, "accessRoleId", out var given, out var error)) return error;
        var user = await Administration.SetRolesAsync(By(call), call.Route[0], before => change(before, given));
        UserJson.WriteRoles(call.Json, await AccountDirectory.OfAsync(call.Instance, call.Cancel), user);
        return Answer.Raw;
    });

    private static Administrator By(Call call) => new(call.Instance, call.Principal.UserEmail);

    private static JsonElement? Member(Call call, string name) =>
        call.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out var value) ? value : null;

    private static bool TryTexts(Call call, string[] names, out Dictionary<string, string?> texts, out ApiError error)
    {
        (texts, error) = ([], default);
        foreach (var name in names)
        {
            if (!call.TryText(name, out var text, out var wrong))
            {
                error = wrong.Value;
                return false;
            }
            texts[name] = text;
        }
        return true;
    }

    // What an administrator may not do is said in words; the code tells which kind of reason it is.
    private static async ValueTask<Answer> TryAsync(Func<Task<Answer>> work)
    {
        try
        {
            return await work();
        }
        catch (AdministrationException refusal)
        {
            return refusal.Failure switch
            {
                AdministrationFailure.NotFound => new ApiError("1013", refusal.Message),
                AdministrationFailure.Exists => new ApiError("1017", refusal.Message),
                AdministrationFailure.InUse => new ApiError("1022", refusal.Message),
                _ => new ApiError("1003", refusal.Message),
            };
        }
    }
}
