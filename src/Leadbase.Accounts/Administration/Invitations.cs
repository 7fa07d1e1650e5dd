using System.Security.Cryptography;
using Leadbase.Accounts.SignIn;

namespace Leadbase.Accounts;

/// <content>Invitations: a person becomes a user by accepting one, within seven days.</content>
public static partial class Administration
{
    /// <summary>How long an invitation may be accepted, in seconds.</summary>
    public const int InvitationLifeSeconds = 7 * 24 * 3600;

    /// <summary>The longest reason or message.</summary>
    public const int MaxReason = 2_000;

    /// <summary>Invites a person; an API-only user is created at once.</summary>
    /// <param name="by">Who invites.</param>
    /// <param name="user">The user that the invited person will be.</param>
    /// <param name="reason">What is told to that person.</param>
    /// <returns>The user, and the token of the link to be sent; null when there is nothing to accept.</returns>
    /// <exception cref="AdministrationException">The user exists or is invited already, or a rule for its values is broken.</exception>
    public static Task<(User User, string? Token)> InviteUserAsync(Administrator by, NewUser user, string? reason) => Change.RunAsync(by, async change =>
    {
        if (reason?.Length > MaxReason) throw new AdministrationException($"A message has at most {MaxReason} characters.");
        if (user.ApiOnly) return (await InsertAsync(change, user, null), null);
        var token = NewInvitation(by.Instance, reason, out var invitation);
        return (await InsertAsync(change, user, invitation), (string?)token);
    });

    /// <summary>Gives an invitation another link and seven days more; the former link stops working.</summary>
    /// <returns>The user and the token of the new link.</returns>
    /// <exception cref="AdministrationException">Nobody of this id is invited.</exception>
    public static Task<(User User, string Token)> ResendInvitationAsync(Administrator by, string userId) => Change.RunAsync(by, async change =>
    {
        var user = Invited(change.Directory, userId);
        var token = NewInvitation(by.Instance, user.Invitation!.Reason, out var invitation);
        return (await SaveAsync(change, "resend invitation", user, user with { Invitation = invitation }), token);
    });

    /// <summary>Withdraws an invitation that was not accepted yet.</summary>
    /// <exception cref="AdministrationException">Nobody of this id is invited.</exception>
    public static Task DeleteInvitationAsync(Administrator by, string userId) => Change.RunAsync(by, async change =>
    {
        var user = Invited(change.Directory, userId);
        await RemoveAsync(change, user);
        await change.LogAsync("delete invitation", "user", user.UserId, Told(change.Directory, user), null);
    });

    /// <summary>Whose invitation a link's token is, in whichever instance; null when it is unknown, withdrawn, accepted or over.</summary>
    public static async Task<(Instance Instance, User User)?> FindInvitationAsync(InstanceCatalogue catalogue, string token, CancellationToken cancel = default)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || token.Length > 128 || catalogue.Find(token.AsSpan(0, dot)) is not { } instance) return null;
        var directory = await AccountDirectory.OfAsync(instance, cancel);
        return InvitedWith(directory, instance, token) is { } user ? (instance, user) : null;
    }

    /// <summary>
    /// Accepts an invitation. Who has no console account yet chooses its password; who has one, because another instance
    /// invited them before, proves to be the same person by the password it has.
    /// </summary>
    /// <exception cref="AdministrationException">The link does not work any more, or the password is too short or not the account's.</exception>
    public static async Task<User> AcceptInvitationAsync(InstanceCatalogue catalogue, string token, string password, CancellationToken cancel = default)
    {
        if (await FindInvitationAsync(catalogue, token, cancel) is not { } found) throw GoneInvitation();
        // The account first: if nothing more happens, the link still works, with the password that was chosen.
        await catalogue.Accounts.ClaimAsync(found.User.UserId, password, cancel);
        return await Change.RunAsync(new Administrator(found.Instance, found.User.UserId), change =>
            InvitedWith(change.Directory, change.Instance, token) is { } user
                ? SaveAsync(change, "accept invitation", user, user with { Invitation = null })
                : throw GoneInvitation());
    }

    // The token names its instance, so that the link works whichever host name it is opened with.
    private static string NewInvitation(Instance instance, string? reason, out Invitation invitation)
    {
        var token = $"{instance.MunchkinId}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}";
        invitation = new Invitation(instance.Secrets.Hash(token), instance.Now + InvitationLifeSeconds, reason);
        return token;
    }

    private static User Invited(AccountDirectory directory, string userId) =>
        directory.Find(userId) is { Invitation: not null } user
            ? user
            : throw new AdministrationException($"Nobody is invited as '{userId}'.", AdministrationFailure.NotFound);

    private static User? InvitedWith(AccountDirectory directory, Instance instance, string token)
    {
        var hash = instance.Secrets.Hash(token);
        return directory.Invited.FirstOrDefault(u => u.Invitation!.EndsAt > instance.Now && u.Invitation.Hash.EqualsInConstantTime(hash));
    }

    private static AdministrationException GoneInvitation() =>
        new("This invitation has been accepted or withdrawn, or is older than seven days.", AdministrationFailure.NotFound);
}
