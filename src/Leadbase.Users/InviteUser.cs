using Leadbase.Accounts;
using Leadbase.Accounts.Mail;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>
/// Invite User ("User Management", Invite User): the body of the answer is <c>true</c>. An API-only user is there at once;
/// anybody else gets a mail where a mail server is configured, and otherwise a link that the console shows on resending.
/// </summary>
internal static class InviteUser
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!UserInput.TryRequired(call, "emailAddress", out var email, out var error)) return error;
        if (!UserInput.TryRequired(call, "firstName", out var first, out error) || !UserInput.TryRequired(call, "lastName", out var last, out error)) return error;
        if (!UserInput.TryAddress(call, "emailAddress", out _, out error) || !UserInput.TryAddress(call, "userid", out var userId, out error)) return error;
        if (!UserInput.TryPairs(UserInput.Member(call, "userRoleWorkspaces"), "userRoleWorkspaces", out var roles, out error)) return error;
        if (!UserInput.TryMoment(call, "expiresAt", out var expires, out error) || !UserInput.TryFlag(call, "apiOnly", out var apiOnly, out error)) return error;
        if (!call.TryText("reason", out var reason, out var refusal)) return refusal.Value;
        var user = new NewUser(userId ?? email, email, first, last, apiOnly ?? false, [.. roles.Distinct()], expires);
        return await Refusal.TryAsync(() => InviteAsync(call, user, reason));
    }

    private static async Task<Answer> InviteAsync(Call call, NewUser user, string? reason)
    {
        var by = UserInput.By(call);
        var (_, token) = await Administration.InviteUserAsync(by, user, reason);
        if (token is not null && call.Instance.Mailer is not null)
        {
            var request = call.Http.Request;
            var link = $"{request.Scheme}://{request.Host}{InvitationMail.PathOf(token)}";
            if (!await InvitationMail.TrySendAsync(by, user.Email, InvitationMail.Message, link))
            {
                // An error means that nobody is invited, so that the caller can try again.
                await Administration.DeleteInvitationAsync(by, user.UserId);
                return Errors.Transient;
            }
        }
        call.Json.WriteBooleanValue(true);
        return Answer.Raw;
    }
}
