namespace Leadbase.Accounts.SignIn;

/// <summary>
/// What somebody who has signed in is in one instance. An account belongs to those instances that have a user of its id,
/// so that there is one list of who belongs where, and whoever is deleted or locked there is out at once.
/// </summary>
/// <param name="Instance">The instance.</param>
/// <param name="User">The user there.</param>
/// <param name="IsAdministrator">Whether a role of theirs has a permission of administrators; others may look and not change.</param>
public sealed record ConsoleMember(Instance Instance, User User, bool IsAdministrator)
{
    private static readonly PermissionSet OfAdministrators = Permissions.Of(Permissions.OfAdministrators);

    /// <summary>Under this name their changes are in the audit log.</summary>
    public Administrator Administrator => new(Instance, User.UserId);

    /// <summary>What an account is in an instance; null when it does not belong to it, is locked there, or its time is over.</summary>
    public static async ValueTask<ConsoleMember?> InAsync(Instance instance, string userId, CancellationToken cancel = default)
    {
        var directory = await AccountDirectory.OfAsync(instance, cancel);
        if (directory.Find(userId) is not { ApiOnly: false } user || !user.IsActive(instance.Now)) return null;
        return new ConsoleMember(instance, user, directory.GrantsOf(user).Any(g => g.Permissions.HasAny(OfAdministrators)));
    }

    /// <summary>Every instance that an account belongs to, by Munchkin id.</summary>
    public static async Task<IReadOnlyList<ConsoleMember>> OfAsync(InstanceCatalogue catalogue, string userId, CancellationToken cancel = default)
    {
        var members = new List<ConsoleMember>();
        foreach (var instance in catalogue.Instances.OrderBy(i => i.MunchkinId, StringComparer.Ordinal))
        {
            if (await InAsync(instance, userId, cancel) is { } member) members.Add(member);
        }
        return members;
    }
}
