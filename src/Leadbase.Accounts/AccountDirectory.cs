using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>A lead partition.</summary>
public sealed record Partition(long Id, string Name, string? Description);

/// <summary>A workspace and the partitions it reaches; the first is its primary one.</summary>
public sealed record Workspace(long Id, string Name, string? Description, IReadOnlyList<long> Partitions)
{
    /// <summary>The id that stands for every workspace, where a role is given.</summary>
    public const long AllZones = 0;

    /// <summary>What <see cref="AllZones"/> is called.</summary>
    public const string AllZonesName = "AllZones";

    /// <summary>When it was created, in seconds since 1970; 0 when that is not known.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public long UpdatedAt { get; init; }
}

/// <summary>A role and the names of its permissions.</summary>
public sealed record Role(long Id, string Name, string? Description, IReadOnlyList<string> Permissions)
{
    /// <summary>Whether every instance has it, and it can be neither changed nor deleted.</summary>
    public bool IsSystem { get; init; }

    /// <summary>Whether it is given for all workspaces together only.</summary>
    public bool OnlyAllZones { get; init; }

    /// <summary>When it was created, in seconds since 1970; 0 when that is not known.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public long UpdatedAt { get; init; }
}

/// <summary>A user and its (role, workspace) pairs; the workspace may be <see cref="Workspace.AllZones"/>.</summary>
/// <param name="Id">The number.</param>
/// <param name="UserId">What the user signs in with, in the form of an email address; it never changes.</param>
/// <param name="Email">Where mail goes.</param>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="ApiOnly">Whether services may act for it; then it cannot sign in to the console.</param>
/// <param name="Roles">Which roles it has, and where.</param>
public sealed record User(
    long Id, string UserId, string Email, string? FirstName, string? LastName, bool ApiOnly, IReadOnlyList<(long Role, long Workspace)> Roles)
{
    /// <summary>Whether an administrator has locked it.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Why it is locked.</summary>
    public string? LockedReason { get; init; }

    /// <summary>When its access ends, in seconds since 1970; null for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>When it was created or invited.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public long UpdatedAt { get; init; }

    /// <summary>The invitation that the user has still to accept; null when there is none to accept.</summary>
    public Invitation? Invitation { get; init; }

    /// <summary>Whether it is admitted at a moment: it has accepted its invitation, is not locked, and its time is not over.</summary>
    public bool IsActive(long now) => Invitation is null && !IsLocked && !(ExpiresAt <= now);
}

/// <summary>An invitation that waits to be accepted. Only the hash of its link's token is known here.</summary>
/// <param name="Hash">The keyed hash of the token.</param>
/// <param name="EndsAt">When the link stops working, in seconds since 1970.</param>
/// <param name="Reason">What the person who invited gave as the reason.</param>
public sealed record Invitation(SecretHash Hash, long EndsAt, string? Reason);

/// <summary>A custom service of an API-only user. The secret is kept encrypted and by its keyed hash.</summary>
public sealed record Service(
    long Id, string Name, string? Description, long UserId, string ClientId, string EncryptedSecret, SecretHash SecretHash);

/// <summary>Accounts of one instance at one revision. Small: it is read whole, and again after a change.</summary>
public sealed class AccountDirectory
{
    private readonly Dictionary<string, Service> _byClientId;
    private readonly Dictionary<long, Principal> _principals;
    private readonly Dictionary<string, User> _users;

    private AccountDirectory(
        IReadOnlyList<Partition> partitions, IReadOnlyList<Workspace> workspaces, IReadOnlyList<Role> roles,
        IReadOnlyList<User> users, IReadOnlyList<Service> services)
    {
        (Partitions, Workspaces, Roles, Users, Services) = (partitions, workspaces, roles, [.. users.Where(u => u.Invitation is null)], services);
        Invited = [.. users.Where(u => u.Invitation is not null)];
        _users = users.ToDictionary(u => u.UserId, StringComparer.OrdinalIgnoreCase);
        _byClientId = services.ToDictionary(s => s.ClientId, StringComparer.Ordinal);
        _principals = ToPrincipals();
    }

    /// <summary>Every lead partition.</summary>
    public IReadOnlyList<Partition> Partitions { get; }

    /// <summary>Every workspace.</summary>
    public IReadOnlyList<Workspace> Workspaces { get; }

    /// <summary>Every role.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>Every user, except those who have still to accept their invitation.</summary>
    public IReadOnlyList<User> Users { get; }

    /// <summary>Those who have still to accept their invitation, which may be over by now.</summary>
    public IReadOnlyList<User> Invited { get; }

    /// <summary>Every custom service.</summary>
    public IReadOnlyList<Service> Services { get; }

    /// <summary>The service of a client id, or null.</summary>
    public Service? ServiceOf(string clientId) => _byClientId.GetValueOrDefault(clientId);

    /// <summary>The user of an id in any case, invited ones included, or null.</summary>
    public User? Find(string userId) => _users.GetValueOrDefault(userId);

    /// <summary>The name of a workspace, or of all together.</summary>
    public string WorkspaceName(long id) => id == Workspace.AllZones ? Workspace.AllZonesName : Workspaces.Single(w => w.Id == id).Name;

    /// <summary>What a user may do, in each workspace where it has roles.</summary>
    public IReadOnlyList<WorkspaceGrant> GrantsOf(User user) =>
    [
        .. Workspaces.Select(workspace => new WorkspaceGrant(
                workspace.Id,
                Permissions.Granted(user.Roles.Where(r => r.Workspace == workspace.Id || r.Workspace == Workspace.AllZones)
                    .SelectMany(r => Roles.Single(role => role.Id == r.Role).Permissions).Distinct().Where(Permissions.Exists)),
                workspace.Partitions))
            .Where(grant => grant.Permissions.Bits != 0),
    ];

    /// <summary>The caller that a service's token stands for, or null when the service is gone or its user is locked.</summary>
    public Principal? PrincipalOf(long serviceId) => _principals.GetValueOrDefault(serviceId);

    /// <summary>The accounts of an instance as they are now, from memory when nothing has changed.</summary>
    public static ValueTask<AccountDirectory> OfAsync(Instance instance, CancellationToken cancel = default) =>
        instance.Part(static i => new RevisionCache<AccountDirectory>(i, LoadAsync)).GetAsync(cancel);

    /// <summary>The accounts as a session sees them.</summary>
    internal static async Task<AccountDirectory> ReadAsync(Session s)
    {
        string T(string name) => s.Database.Table(name);
        var partitions = await s.Sql($"select id, name, description from {T("partition")} order by id")
            .ListAsync(r => new Partition(r.GetInt64(0), r.GetString(1), r.TextOrNull(2)));
        var reaches = (await s.Sql($"select workspace_id, partition_id from {T("workspace_partition")} order by workspace_id, is_primary desc, partition_id")
            .ListAsync(r => (Workspace: r.GetInt64(0), Partition: r.GetInt64(1)))).ToLookup(r => r.Workspace, r => r.Partition);
        var workspaces = await s.Sql($"select id, name, description, created_at, updated_at from {T("workspace")} order by id")
            .ListAsync(r => new Workspace(r.GetInt64(0), r.GetString(1), r.TextOrNull(2), [.. reaches[r.GetInt64(0)]]) { CreatedAt = r.GetInt64(3), UpdatedAt = r.GetInt64(4) });
        var permissions = (await s.Sql($"select role_id, permission from {T("role_permission")} order by permission")
            .ListAsync(r => (Role: r.GetInt64(0), Permission: r.GetString(1)))).ToLookup(p => p.Role, p => p.Permission);
        var roles = await s.Sql($"select id, name, description, is_system, only_all_zones, created_at, updated_at from {T("role")} order by id")
            .ListAsync(r => new Role(r.GetInt64(0), r.GetString(1), r.TextOrNull(2), [.. permissions[r.GetInt64(0)]])
            {
                IsSystem = r.GetBoolean(3),
                OnlyAllZones = r.GetBoolean(4),
                CreatedAt = r.GetInt64(5),
                UpdatedAt = r.GetInt64(6),
            });
        var services = await s.Sql($"select id, name, description, user_id, client_id, secret, secret_hash from {T("service")} order by id")
            .ListAsync(r => new Service(
                r.GetInt64(0), r.GetString(1), r.TextOrNull(2), r.GetInt64(3), r.GetString(4), r.GetString(5), SecretHash.Parse(r.GetString(6))));
        return new AccountDirectory(partitions, workspaces, roles, await ReadUsersAsync(s), services);
    }

    private static async Task<List<User>> ReadUsersAsync(Session s)
    {
        var roles = (await s.Sql($"select user_id, role_id, workspace_id from {s.Database.Table("user_role")} order by user_id, role_id, workspace_id")
            .ListAsync(r => (User: r.GetInt64(0), Role: r.GetInt64(1), Workspace: r.GetInt64(2)))).ToLookup(r => r.User, r => (r.Role, r.Workspace));
        return await s.Sql($"""
            select id, userid, email, first_name, last_name, api_only, is_locked, locked_reason, expires_at, created_at, updated_at,
                   invitation_hash, invitation_ends_at, invitation_reason
            from {s.Database.Table("app_user")} order by id
            """).ListAsync(r => new User(
                r.GetInt64(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.TextOrNull(4), r.GetBoolean(5), [.. roles[r.GetInt64(0)]])
        {
            IsLocked = r.GetBoolean(6),
            LockedReason = r.TextOrNull(7),
            ExpiresAt = r.NumberOrNull(8),
            CreatedAt = r.GetInt64(9),
            UpdatedAt = r.GetInt64(10),
            Invitation = r.TextOrNull(11) is { } hash ? new Invitation(SecretHash.Parse(hash), r.GetInt64(12), r.TextOrNull(13)) : null,
        });
    }

    private static async Task<AccountDirectory> LoadAsync(Instance instance, CancellationToken cancel)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        return await ReadAsync(session);
    }

    private Dictionary<long, Principal> ToPrincipals()
    {
        var users = Users.Where(u => !u.IsLocked).ToDictionary(u => u.Id);
        var partitions = Partitions.Select(p => p.Id).ToList();
        return Services.Where(s => users.ContainsKey(s.UserId)).ToDictionary(s => s.Id, s => new Principal(
            s.Id, s.Name, users[s.UserId].UserId, GrantsOf(users[s.UserId]), partitions)
        { EndsAt = users[s.UserId].ExpiresAt ?? long.MaxValue });
    }
}
