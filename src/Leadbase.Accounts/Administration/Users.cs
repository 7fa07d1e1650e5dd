using System.Text.RegularExpressions;

namespace Leadbase.Accounts;

/// <summary>A user that is to be created or invited.</summary>
/// <param name="UserId">What it signs in with, in the form of an email address.</param>
/// <param name="Email">Where its mail goes.</param>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="ApiOnly">Whether services may act for it; then it cannot sign in to the console.</param>
/// <param name="Roles">At least one (role, workspace) pair; the workspace may be <see cref="Workspace.AllZones"/>.</param>
/// <param name="ExpiresAt">When its access ends, in seconds since 1970; null for never.</param>
public sealed record NewUser(
    string UserId, string Email, string? FirstName, string? LastName, bool ApiOnly, IReadOnlyList<(long Role, long Workspace)> Roles, long? ExpiresAt = null);

/// <content>Users.</content>
public static partial class Administration
{
    /// <summary>Creates a user with (role, workspace) pairs; an API-only one, or one who is given a password by other means than an invitation.</summary>
    /// <exception cref="AdministrationException">The address is malformed or taken, or a role or workspace does not exist.</exception>
    public static async Task<User> CreateUserAsync(
        Administrator by, string email, string? firstName, string? lastName, bool apiOnly, IReadOnlyList<(string Role, string Workspace)> roles)
    {
        var directory = await AccountDirectory.OfAsync(by.Instance);
        return await CreateUserAsync(by, new NewUser(email, email, firstName, lastName, apiOnly, [.. roles.Select(r => (
            Named(directory.Roles, x => x.Name, r.Role, "role").Id,
            string.Equals(r.Workspace, Workspace.AllZonesName, StringComparison.OrdinalIgnoreCase) ? Workspace.AllZones
                : Named(directory.Workspaces, x => x.Name, r.Workspace, "workspace").Id)).Distinct()]));
    }

    /// <summary>The same from ids.</summary>
    /// <exception cref="AdministrationException">An address is malformed or taken, or a role or workspace does not exist.</exception>
    public static Task<User> CreateUserAsync(Administrator by, NewUser user) =>
        Change.RunAsync(by, change => InsertAsync(change, user, null));

    /// <summary>Changes a user's address, names, expiry, and whether it is API-only.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="userId">Whom.</param>
    /// <param name="edit">The user as it is to be; what else than the above is changed is not kept.</param>
    /// <exception cref="AdministrationException">There is no such user, or a rule for its values is broken.</exception>
    public static Task<User> UpdateUserAsync(Administrator by, string userId, Func<User, User> edit) => Change.RunAsync(by, async change =>
    {
        var user = Accepted(change.Directory, userId);
        var updated = edit(user);
        CheckAddress(updated.Email);
        CheckNames(updated.FirstName, updated.LastName);
        if (!updated.ApiOnly) CheckOwnsNothing(change.Directory, user);
        return await SaveAsync(change, "update", user, updated);
    });

    /// <summary>Gives a user other roles.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="userId">Whom.</param>
    /// <param name="edit">The (role, workspace) pairs that it is to have, from those it has.</param>
    /// <exception cref="AdministrationException">There is no such user, role or workspace, or no role would be left.</exception>
    public static Task<User> SetRolesAsync(
        Administrator by, string userId, Func<IReadOnlyList<(long Role, long Workspace)>, IEnumerable<(long Role, long Workspace)>> edit) => Change.RunAsync(by, async change =>
    {
        var user = Accepted(change.Directory, userId);
        var roles = edit(user.Roles).Distinct().Order().ToList();
        CheckRoles(change.Directory, roles);
        await change.Session.Sql($"delete from {change.Table("user_role")} where user_id = $1").Bind(user.Id).ExecuteAsync();
        await InsertRolesAsync(change, user.Id, roles);
        return await SaveAsync(change, "update roles", user, user with { Roles = roles });
    });

    /// <summary>Locks a user: it cannot sign in, and its services' tokens admit nobody, until it is unlocked.</summary>
    /// <exception cref="AdministrationException">There is no such user.</exception>
    public static Task<User> LockUserAsync(Administrator by, string userId, string? reason) => Change.RunAsync(by, change =>
    {
        var user = Accepted(change.Directory, userId);
        return SaveAsync(change, "lock", user, user with { IsLocked = true, LockedReason = reason ?? "Locked by an administrator" });
    });

    /// <summary>Unlocks a user.</summary>
    /// <exception cref="AdministrationException">There is no such user.</exception>
    public static Task<User> UnlockUserAsync(Administrator by, string userId) => Change.RunAsync(by, change =>
    {
        var user = Accepted(change.Directory, userId);
        return SaveAsync(change, "unlock", user, user with { IsLocked = false, LockedReason = null });
    });

    /// <summary>Deletes a user who has accepted the invitation.</summary>
    /// <exception cref="AdministrationException">There is no such user, or it owns a LaunchPoint service.</exception>
    public static Task DeleteUserAsync(Administrator by, string userId) => Change.RunAsync(by, async change =>
    {
        var user = Accepted(change.Directory, userId);
        CheckOwnsNothing(change.Directory, user);
        await RemoveAsync(change, user);
        await change.LogAsync("delete", "user", user.UserId, Told(change.Directory, user), null);
    });

    /// <summary>Whether a text has the form of an email address: the documented pattern, without quotes and slashes, which have no place in a path.</summary>
    public static bool IsAddress(string text) => text.Length <= MaxName && Address().IsMatch(text);

    private static async Task<User> InsertAsync(Change change, NewUser given, Invitation? invitation)
    {
        CheckAddress(given.UserId);
        CheckAddress(given.Email);
        CheckNames(given.FirstName, given.LastName);
        CheckRoles(change.Directory, given.Roles);
        if (change.Directory.Find(given.UserId) is { } other)
        {
            if (!(other.Invitation?.EndsAt <= change.Instance.Now)) throw new AdministrationException($"The user {given.UserId} exists already.", AdministrationFailure.Exists);
            await RemoveAsync(change, other);
        }
        var now = change.Instance.Now;
        var user = new User(await change.NextIdAsync("app_user"), given.UserId, given.Email, given.FirstName, given.LastName, given.ApiOnly, given.Roles)
        {
            ExpiresAt = given.ExpiresAt,
            CreatedAt = now,
            UpdatedAt = now,
            Invitation = invitation,
        };
        await change.Session.Sql($"""
            insert into {change.Table("app_user")}
                (id, userid, email, first_name, last_name, api_only, expires_at, created_at, updated_at, invitation_hash, invitation_ends_at, invitation_reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11)
            """)
            .Bind(user.Id).Bind(user.UserId).Bind(user.Email).Bind(user.FirstName).Bind(user.LastName).Bind(user.ApiOnly).Bind(user.ExpiresAt).Bind(now)
            .Bind(invitation?.Hash.ToString()).Bind(invitation?.EndsAt).Bind(invitation?.Reason).ExecuteAsync();
        await InsertRolesAsync(change, user.Id, user.Roles);
        await change.LogAsync(invitation is null ? "create" : "invite", "user", user.UserId, null, Told(change.Directory, user));
        return user;
    }

    private static async Task<User> SaveAsync(Change change, string action, User before, User after)
    {
        after = after with { UpdatedAt = change.Instance.Now };
        await change.Session.Sql($"""
            update {change.Table("app_user")}
            set email = $2, first_name = $3, last_name = $4, api_only = $5, expires_at = $6, is_locked = $7, locked_reason = $8, updated_at = $9,
                invitation_hash = $10, invitation_ends_at = $11
            where id = $1
            """)
            .Bind(after.Id).Bind(after.Email).Bind(after.FirstName).Bind(after.LastName).Bind(after.ApiOnly).Bind(after.ExpiresAt)
            .Bind(after.IsLocked).Bind(after.LockedReason).Bind(after.UpdatedAt)
            .Bind(after.Invitation?.Hash.ToString()).Bind(after.Invitation?.EndsAt).ExecuteAsync();
        await change.LogAsync(action, "user", before.UserId, Told(change.Directory, before), Told(change.Directory, after));
        return after;
    }

    private static async Task InsertRolesAsync(Change change, long user, IEnumerable<(long Role, long Workspace)> roles)
    {
        foreach (var (role, workspace) in roles)
        {
            await change.Session.Sql($"insert into {change.Table("user_role")} (user_id, role_id, workspace_id) values ($1, $2, $3)")
                .Bind(user).Bind(role).Bind(workspace).ExecuteAsync();
        }
    }

    private static async Task RemoveAsync(Change change, User user)
    {
        await change.Session.Sql($"delete from {change.Table("user_role")} where user_id = $1").Bind(user.Id).ExecuteAsync();
        await change.Session.Sql($"delete from {change.Table("app_user")} where id = $1").Bind(user.Id).ExecuteAsync();
    }

    private static User Accepted(AccountDirectory directory, string userId) =>
        directory.Find(userId) is { Invitation: null } user ? user : throw new AdministrationException($"There is no user '{userId}'.", AdministrationFailure.NotFound);

    private static void CheckAddress(string text)
    {
        if (!IsAddress(text)) throw new AdministrationException($"'{text}' is not an email address.");
    }

    private static void CheckNames(params IEnumerable<string?> names)
    {
        if (names.Any(n => n?.Length > MaxName)) throw new AdministrationException($"A name has at most {MaxName} characters.");
    }

    private static void CheckRoles(AccountDirectory directory, IReadOnlyList<(long Role, long Workspace)> roles)
    {
        if (roles.Count == 0) throw new AdministrationException("A user needs at least one role.");
        foreach (var (id, workspace) in roles)
        {
            var role = directory.Roles.FirstOrDefault(r => r.Id == id) ?? throw new AdministrationException($"There is no role {id}.");
            if (workspace != Workspace.AllZones && directory.Workspaces.All(w => w.Id != workspace)) throw new AdministrationException($"There is no workspace {workspace}.");
            if (role.OnlyAllZones && workspace != Workspace.AllZones)
            {
                throw new AdministrationException($"The role '{role.Name}' is given for all workspaces together: {Workspace.AllZonesName}, {Workspace.AllZones}.");
            }
        }
    }

    private static void CheckOwnsNothing(AccountDirectory directory, User user)
    {
        if (directory.Services.FirstOrDefault(s => s.UserId == user.Id) is { } service)
        {
            throw new AdministrationException($"The user {user.UserId} owns the service '{service.Name}'.", AdministrationFailure.InUse);
        }
    }

    private static object Told(AccountDirectory directory, User user) => new
    {
        user.UserId,
        user.Email,
        user.FirstName,
        user.LastName,
        user.ApiOnly,
        user.IsLocked,
        user.LockedReason,
        user.ExpiresAt,
        Roles = user.Roles.Select(r => $"{directory.Roles.Single(role => role.Id == r.Role).Name}@{directory.WorkspaceName(r.Workspace)}"),
        Pending = user.Invitation is not null,
    };

    [GeneratedRegex(@"^[-\w.!#$%&'*+=?^`{|}~]{1,64}@(\w[-\w]{0,62}\.)+[A-Za-z]{2,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
