using Leadbase.Accounts;

namespace Leadbase.Tests.Http.Users;

/// <summary>What the tests of users have in common.</summary>
internal static class UserSteps
{
    public const string Users = "/userservice/management/v1/users";
    public const string Password = "correct horse battery";

    /// <summary>The body of an invitation to a standard user.</summary>
    public static string Invitation(string email, string more = "") =>
        $$"""{"emailAddress":"{{email}}","firstName":"Jamie","lastName":"Lannister","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]{{more}}}""";

    /// <summary>Invites somebody, and returns the token of the link.</summary>
    public static async Task<string> InvitedAsync(this TestServer server, string userId, long? expires = null)
    {
        var user = new NewUser(userId, userId, "Jamie", "Lannister", ApiOnly: false, [(2, 1)], expires);
        return (await Administration.InviteUserAsync(server.Instance, user, "Keeper")).Token!;
    }

    /// <summary>A user who has accepted the invitation with <see cref="Password"/>.</summary>
    public static async Task<User> PersonAsync(this TestServer server, string userId, long? expires = null) =>
        await Administration.AcceptInvitationAsync(server.Server.Catalogue, await server.InvitedAsync(userId, expires), Password);

    /// <summary>The newest entries of the audit log, as words.</summary>
    public static async Task<string[]> AuditAsync(this TestServer server, int count) =>
        [.. (await AuditLog.ReadAsync(server.Instance, AuditPosition.Newest, count)).Entries.Select(e => $"{e.Who}: {e.Action} {e.Kind} {e.Name}")];
}
