using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>A lead partition.</summary>
public sealed record Partition(long Id, string Name, string? Description);

/// <summary>A workspace and the partitions it reaches; the first is its primary one.</summary>
public sealed record Workspace(long Id, string Name, string? Description, IReadOnlyList<long> Partitions);

/// <summary>A role and the names of its permissions.</summary>
public sealed record Role(long Id, string Name, string? Description, IReadOnlyList<string> Permissions);

/// <summary>A user and its (role, workspace) pairs.</summary>
public sealed record User(
    long Id, string Email, string? FirstName, string? LastName, bool ApiOnly, IReadOnlyList<(long Role, long Workspace)> Roles);

/// <summary>A custom service of an API-only user. The secret is kept encrypted and by its keyed hash.</summary>
public sealed record Service(
    long Id, string Name, string? Description, long UserId, string ClientId, string EncryptedSecret, SecretHash SecretHash);

/// <summary>Accounts of one instance at one revision. Small: it is read whole, and again after a change.</summary>
public sealed class AccountDirectory
{
    private readonly Dictionary<string, Service> _byClientId;
    private readonly Dictionary<long, Principal> _principals;

    private AccountDirectory(
        IReadOnlyList<Partition> partitions, IReadOnlyList<Workspace> workspaces, IReadOnlyList<Role> roles,
        IReadOnlyList<User> users, IReadOnlyList<Service> services)
    {
        (Partitions, Workspaces, Roles, Users, Services) = (partitions, workspaces, roles, users, services);
        _byClientId = services.ToDictionary(s => s.ClientId, StringComparer.Ordinal);
        _principals = services.ToDictionary(s => s.Id, ToPrincipal);
    }

    /// <summary>Every lead partition.</summary>
    public IReadOnlyList<Partition> Partitions { get; }

    /// <summary>Every workspace.</summary>
    public IReadOnlyList<Workspace> Workspaces { get; }

    /// <summary>Every role.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>Every user.</summary>
    public IReadOnlyList<User> Users { get; }

    /// <summary>Every custom service.</summary>
    public IReadOnlyList<Service> Services { get; }

    /// <summary>The service of a client id, or null.</summary>
    public Service? ServiceOf(string clientId) => _byClientId.GetValueOrDefault(clientId);

    /// <summary>The caller that a service's token stands for, or null when the service is gone.</summary>
    public Principal? PrincipalOf(long serviceId) => _principals.GetValueOrDefault(serviceId);

    /// <summary>The accounts of an instance as they are now, from memory when nothing has changed.</summary>
    public static ValueTask<AccountDirectory> OfAsync(Instance instance, CancellationToken cancel = default) =>
        instance.Part(static i => new RevisionCache<AccountDirectory>(i, LoadAsync)).GetAsync(cancel);

    private static async Task<AccountDirectory> LoadAsync(Instance instance, CancellationToken cancel)
    {
        await using var s = await instance.Database.ReadAsync(cancel);
        string T(string name) => instance.Database.Table(name);
        var partitions = await s.Sql($"select id, name, description from {T("partition")} order by id")
            .ListAsync(r => new Partition(r.GetInt64(0), r.GetString(1), r.TextOrNull(2)));
        var reaches = await s.Sql($"select workspace_id, partition_id from {T("workspace_partition")} order by workspace_id, is_primary desc, partition_id")
            .ListAsync(r => (Workspace: r.GetInt64(0), Partition: r.GetInt64(1)));
        var workspaces = await s.Sql($"select id, name, description from {T("workspace")} order by id")
            .ListAsync(r => (Id: r.GetInt64(0), Name: r.GetString(1), Description: r.TextOrNull(2)));
        var permissions = await s.Sql($"select role_id, permission from {T("role_permission")} order by permission")
            .ListAsync(r => (Role: r.GetInt64(0), Permission: r.GetString(1)));
        var roles = await s.Sql($"select id, name, description from {T("role")} order by id")
            .ListAsync(r => (Id: r.GetInt64(0), Name: r.GetString(1), Description: r.TextOrNull(2)));
        var userRoles = await s.Sql($"select user_id, role_id, workspace_id from {T("user_role")}")
            .ListAsync(r => (User: r.GetInt64(0), Role: r.GetInt64(1), Workspace: r.GetInt64(2)));
        var users = await s.Sql($"select id, email, first_name, last_name, api_only from {T("app_user")} order by id")
            .ListAsync(r => (Id: r.GetInt64(0), Email: r.GetString(1), First: r.TextOrNull(2), Last: r.TextOrNull(3), ApiOnly: r.GetBoolean(4)));
        var services = await s.Sql($"select id, name, description, user_id, client_id, secret, secret_hash from {T("service")} order by id")
            .ListAsync(r => new Service(
                r.GetInt64(0), r.GetString(1), r.TextOrNull(2), r.GetInt64(3), r.GetString(4), r.GetString(5), SecretHash.Parse(r.GetString(6))));

        var byWorkspace = reaches.ToLookup(r => r.Workspace, r => r.Partition);
        var byRole = permissions.ToLookup(p => p.Role, p => p.Permission);
        var byUser = userRoles.ToLookup(r => r.User, r => (r.Role, r.Workspace));
        return new AccountDirectory(
            partitions,
            [.. workspaces.Select(w => new Workspace(w.Id, w.Name, w.Description, [.. byWorkspace[w.Id]]))],
            [.. roles.Select(r => new Role(r.Id, r.Name, r.Description, [.. byRole[r.Id]]))],
            [.. users.Select(u => new User(u.Id, u.Email, u.First, u.Last, u.ApiOnly, [.. byUser[u.Id]]))],
            services);
    }

    private Principal ToPrincipal(Service service)
    {
        var user = Users.Single(u => u.Id == service.UserId);
        var grants = user.Roles.GroupBy(r => r.Workspace).Select(rights => new WorkspaceGrant(
            rights.Key,
            Permissions.Granted(rights.SelectMany(r => Roles.Single(role => role.Id == r.Role).Permissions).Distinct().Where(Permissions.Exists)),
            Workspaces.Single(w => w.Id == rights.Key).Partitions));
        return new Principal(service.Id, service.Name, user.Email, [.. grants], Partitions.Select(p => p.Id));
    }
}
