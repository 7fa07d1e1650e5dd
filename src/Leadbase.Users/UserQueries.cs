using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>The reading operations of the User Management API.</summary>
internal static class UserQueries
{
    private const int DefaultPage = 20;
    private const int MaxPage = 200;

    /// <summary>Get Users: a page by offset.</summary>
    public static async ValueTask<Answer> All(Call call)
    {
        if (!TryNumber(call, "pageSize", DefaultPage, out var size, out var error) || !TryNumber(call, "pageOffset", 0, out var offset, out error)) return error;
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        call.Json.WriteStartArray();
        foreach (var user in directory.Users.Skip(offset).Take(Math.Min(size, MaxPage))) UserJson.WriteListed(call.Json, user);
        call.Json.WriteEndArray();
        return Answer.Raw;
    }

    /// <summary>Get Roles.</summary>
    public static async ValueTask<Answer> Roles(Call call)
    {
        call.Json.WriteStartArray();
        foreach (var role in (await AccountDirectory.OfAsync(call.Instance, call.Cancel)).Roles) UserJson.Write(call.Json, role);
        call.Json.WriteEndArray();
        return Answer.Raw;
    }

    /// <summary>Get Workspaces.</summary>
    public static async ValueTask<Answer> Workspaces(Call call)
    {
        call.Json.WriteStartArray();
        foreach (var workspace in (await AccountDirectory.OfAsync(call.Instance, call.Cancel)).Workspaces) UserJson.Write(call.Json, workspace);
        call.Json.WriteEndArray();
        return Answer.Raw;
    }

    /// <summary>Get User by Id: one who has accepted the invitation.</summary>
    public static async ValueTask<Answer> ById(Call call)
    {
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        if (Find(directory, call) is not { Invitation: null } user) return NotFound;
        UserJson.Write(call.Json, directory, user);
        return Answer.Raw;
    }

    /// <summary>Get Invited User by Id: one who has still to accept it, within its seven days.</summary>
    public static async ValueTask<Answer> Invited(Call call)
    {
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        if (Find(directory, call) is not { Invitation: { } invitation } user || invitation.EndsAt <= call.Instance.Now) return NotFound;
        UserJson.WriteInvited(call.Json, user);
        return Answer.Raw;
    }

    /// <summary>Get Roles and Workspaces by Id.</summary>
    public static async ValueTask<Answer> RolesOf(Call call)
    {
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        if (Find(directory, call) is not { Invitation: null } user) return NotFound;
        UserJson.WriteRoles(call.Json, directory, user);
        return Answer.Raw;
    }

    /// <summary>Nobody has the id of the path.</summary>
    public static readonly ApiError NotFound = Errors.ObjectNotFound;

    private static User? Find(AccountDirectory directory, Call call) => directory.Find(call.Route[0]);

    private static bool TryNumber(Call call, string name, int otherwise, out int number, out ApiError error)
    {
        (number, error) = (otherwise, default);
        if (call.Parameters[name] is not { Length: > 0 } text) return true;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return true;
        error = Errors.InvalidValue(text, "Integer");
        return false;
    }
}
