using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Get, update and delete a user who has accepted the invitation ("User Management", User by Id and Update User).</summary>
internal static class UserById
{
    private static readonly string[] Attributes = ["emailAddress", "firstName", "lastName", "expiresAt", "apiOnly"];

    /// <summary>Get User by Id.</summary>
    public static async ValueTask<Answer> Get(Call call) =>
        await FindAsync(call) is { } user ? await UserOutput.WriteAsync(call, user) : Errors.ObjectNotFound;

    /// <summary>Update User Attributes: those that the body names; null takes away, except the address.</summary>
    public static async ValueTask<Answer> Update(Call call)
    {
        if (!Attributes.Any(name => UserInput.Has(call, name))) return Errors.InvalidData($"Nothing to update; there are {string.Join(", ", Attributes)}");
        if (!UserInput.TryAddress(call, "emailAddress", out var email, out var error)) return error;
        if (!call.TryText("firstName", out var first, out var refusal) || !call.TryText("lastName", out var last, out refusal)) return refusal.Value;
        if (!UserInput.TryMoment(call, "expiresAt", out var expires, out error) || !UserInput.TryFlag(call, "apiOnly", out var apiOnly, out error)) return error;
        return await Refusal.TryAsync(async () => await UserOutput.WriteAsync(call, await Administration.UpdateUserAsync(UserInput.By(call), call.Route[0], user => user with
        {
            Email = email ?? user.Email,
            FirstName = UserInput.Has(call, "firstName") ? first : user.FirstName,
            LastName = UserInput.Has(call, "lastName") ? last : user.LastName,
            ExpiresAt = UserInput.Has(call, "expiresAt") ? expires : user.ExpiresAt,
            ApiOnly = apiOnly ?? user.ApiOnly,
        })));
    }

    /// <summary>Delete User: for good; refused while it owns a service.</summary>
    public static ValueTask<Answer> Delete(Call call) => Refusal.TryAsync(async () =>
    {
        await Administration.DeleteUserAsync(UserInput.By(call), call.Route[0]);
        return Answer.Raw;
    });

    /// <summary>The user of the path; null when there is none, or when the invitation has still to be accepted.</summary>
    internal static async Task<User?> FindAsync(Call call) =>
        (await AccountDirectory.OfAsync(call.Instance, call.Cancel)).Find(call.Route[0]) is { Invitation: null } user ? user : null;
}
