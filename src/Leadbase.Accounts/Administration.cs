using System.Globalization;
using System.Security.Cryptography;
using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>
/// What an administrator does under Users &amp; Roles, LaunchPoint and Workspaces: create partitions, workspaces, roles,
/// users and services. The command line and the console both go through here.
/// </summary>
public static class Administration
{
    /// <summary>The name of the first workspace and partition.</summary>
    public const string DefaultName = "Default";

    /// <summary>Creates the default partition and workspace that every instance has, as far as they are not there.</summary>
    public static async Task CreateDefaultsAsync(Instance instance)
    {
        var directory = await AccountDirectory.OfAsync(instance);
        if (directory.Partitions.Count == 0) await CreatePartitionAsync(instance, DefaultName, "Initial system lead partition");
        if (directory.Workspaces.Count == 0) await CreateWorkspaceAsync(instance, DefaultName, "Initial system workspace", [DefaultName]);
    }

    /// <summary>Creates a lead partition.</summary>
    public static async Task<Partition> CreatePartitionAsync(Instance instance, string name, string? description = null)
    {
        var id = await InsertAsync(instance, "partition", name, description, (_, _) => Task.CompletedTask);
        return new Partition(id, name, description);
    }

    /// <summary>Creates a workspace that reaches partitions, the first of which is its primary one.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="name">The workspace's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="partitions">The names of its partitions.</param>
    /// <param name="chosenId">The id it is to have; null for the next one.</param>
    /// <exception cref="AdministrationException">A partition does not exist, or the id is taken.</exception>
    public static async Task<Workspace> CreateWorkspaceAsync(
        Instance instance, string name, string? description, IReadOnlyList<string> partitions, long? chosenId = null)
    {
        if (partitions.Count == 0) throw new AdministrationException("A workspace needs at least one partition.");
        var directory = await AccountDirectory.OfAsync(instance);
        var ids = partitions.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(p => Named(directory.Partitions, x => x.Name, p, "partition").Id).ToList();
        var id = await InsertAsync(instance, "workspace", name, description, async (session, id) =>
        {
            var sql = $"insert into {instance.Database.Table("workspace_partition")} (workspace_id, partition_id, is_primary) values ($1, $2, $3)";
            for (var i = 0; i < ids.Count; i++) await session.Sql(sql).Bind(id).Bind(ids[i]).Bind(i == 0).ExecuteAsync();
        }, chosenId);
        return new Workspace(id, name, description, ids);
    }

    /// <summary>Creates a role with permissions of the "Access API" group.</summary>
    /// <exception cref="AdministrationException">A permission does not exist.</exception>
    public static async Task<Role> CreateRoleAsync(Instance instance, string name, string? description, IReadOnlyList<string> permissions)
    {
        foreach (var permission in permissions)
        {
            if (!Permissions.Exists(permission)) throw new AdministrationException($"There is no permission '{permission}'.");
        }
        var names = Permissions.All.Where(p => permissions.Contains(p, StringComparer.OrdinalIgnoreCase)).ToList();
        var id = await InsertAsync(instance, "role", name, description, async (session, id) =>
        {
            foreach (var permission in names)
            {
                await session.Sql($"insert into {instance.Database.Table("role_permission")} (role_id, permission) values ($1, $2)")
                    .Bind(id).Bind(permission).ExecuteAsync();
            }
        });
        return new Role(id, name, description, names);
    }

    /// <summary>Creates a user with (role, workspace) pairs.</summary>
    /// <exception cref="AdministrationException">The address is malformed or taken, or a role or workspace does not exist.</exception>
    public static async Task<User> CreateUserAsync(
        Instance instance, string email, string? firstName, string? lastName, bool apiOnly, IReadOnlyList<(string Role, string Workspace)> roles)
    {
        if (email.Length > 255 || email.Count(c => c == '@') != 1 || email.Any(char.IsWhiteSpace))
        {
            throw new AdministrationException($"'{email}' is not an email address.");
        }
        if (roles.Count == 0) throw new AdministrationException("A user needs at least one role.");
        var directory = await AccountDirectory.OfAsync(instance);
        var pairs = roles.Select(r => (
            Role: Named(directory.Roles, x => x.Name, r.Role, "role").Id,
            Workspace: Named(directory.Workspaces, x => x.Name, r.Workspace, "workspace").Id)).Distinct().ToList();
        if (directory.Users.Any(u => string.Equals(u.Email, email, StringComparison.OrdinalIgnoreCase)))
        {
            throw new AdministrationException($"The user {email} exists already.");
        }
        await using var session = await instance.Database.WriteAsync();
        var id = (await instance.Database.Dialect.AllocateIdsAsync(session, "app_user", 1))[0];
        await session
            .Sql($"insert into {instance.Database.Table("app_user")} (id, email, first_name, last_name, api_only, created_at) values ($1, $2, $3, $4, $5, $6)")
            .Bind(id).Bind(email).Bind(firstName).Bind(lastName).Bind(apiOnly).Bind(instance.Now).ExecuteAsync();
        foreach (var (role, workspace) in pairs)
        {
            await session.Sql($"insert into {instance.Database.Table("user_role")} (user_id, role_id, workspace_id) values ($1, $2, $3)")
                .Bind(id).Bind(role).Bind(workspace).ExecuteAsync();
        }
        await session.CommitAsync();
        await session.DisposeAsync();
        await instance.ChangedAsync();
        return new User(id, email, firstName, lastName, apiOnly, pairs);
    }

    /// <summary>Creates a custom service of an API-only user.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="name">The service's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="userEmail">An API-only user; no other may own a service.</param>
    /// <param name="credentials">Credentials to use instead of random ones: the sandbox's well-known pair.</param>
    /// <returns>The service and its secret.</returns>
    /// <exception cref="AdministrationException">The user does not exist or is not API-only.</exception>
    public static async Task<(Service Service, string Secret)> CreateServiceAsync(
        Instance instance, string name, string? description, string userEmail, (string Id, string Secret)? credentials = null)
    {
        var directory = await AccountDirectory.OfAsync(instance);
        var user = Named(directory.Users, u => u.Email, userEmail, "user");
        if (!user.ApiOnly) throw new AdministrationException($"{userEmail} is not an API-only user; only those own services.");
        var (clientId, secret) = credentials ?? (Guid.NewGuid().ToString(), NewSecret());
        var (encrypted, hash) = (instance.Secrets.Encrypt(secret, Purpose(clientId)), instance.Secrets.Hash(secret));
        var id = await InsertAsync(
            instance, "service", name, description, (_, _) => Task.CompletedTask,
            ("user_id", user.Id), ("client_id", clientId), ("secret", encrypted), ("secret_hash", hash.ToString()), ("created_at", instance.Now));
        return (new Service(id, name, description, user.Id, clientId, encrypted, hash), secret);
    }

    /// <summary>Gives a service another secret and ends its tokens.</summary>
    public static async Task<string> RotateSecretAsync(Instance instance, Service service, string? secret = null)
    {
        secret ??= NewSecret();
        await using (var session = await instance.Database.WriteAsync())
        {
            await session.Sql($"update {instance.Database.Table("service")} set secret = $2, secret_hash = $3 where id = $1")
                .Bind(service.Id).Bind(instance.Secrets.Encrypt(secret, Purpose(service.ClientId))).Bind(instance.Secrets.Hash(secret).ToString()).ExecuteAsync();
            await session.Sql($"delete from {instance.Database.Table("token")} where service_id = $1").Bind(service.Id).ExecuteAsync();
            await session.CommitAsync();
        }
        await instance.ChangedAsync();
        return secret;
    }

    /// <summary>The secret of a service, for an administrator who looks at it again.</summary>
    public static string Reveal(Instance instance, Service service) =>
        instance.Secrets.Decrypt(service.EncryptedSecret, Purpose(service.ClientId));

    /// <summary>A random secret of 32 letters and digits.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 32);

    private static string Purpose(string clientId) => "secret of " + clientId;

    private static T Named<T>(IEnumerable<T> all, Func<T, string> nameOf, string name, string kind) =>
        all.FirstOrDefault(x => string.Equals(nameOf(x), name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AdministrationException($"There is no {kind} '{name}'.");

    private static async Task<long> InsertAsync(
        Instance instance, string table, string name, string? description, Func<Session, long, Task> then, params (string Column, object Value)[] more) =>
        await InsertAsync(instance, table, name, description, then, null, more);

    private static async Task<long> InsertAsync(
        Instance instance, string table, string name, string? description, Func<Session, long, Task> then, long? chosenId, params (string Column, object Value)[] more)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 255) throw new AdministrationException($"A {table} needs a name of at most 255 characters.");
        long id;
        await using (var session = await instance.Database.WriteAsync())
        {
            await instance.Database.Dialect.LockKeysAsync(session, table, ["create"]);
            if (await session.Sql($"select count(*) from {instance.Database.Table(table)} where lower(name) = $1").Bind(Folding.Lower(name)).NumberAsync() > 0)
            {
                throw new AdministrationException($"The {table} '{name}' exists already.");
            }
            id = await TakeIdAsync(session, table, chosenId);
            var columns = string.Concat(more.Select(m => ", " + m.Column));
            var values = string.Concat(more.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $", ${i + 4}")));
            var statement = session.Sql($"insert into {instance.Database.Table(table)} (id, name, description{columns}) values ($1, $2, $3{values})")
                .Bind(id).Bind(name).Bind(description);
            foreach (var (_, value) in more) _ = value is long number ? statement.Bind(number) : statement.Bind((string)value);
            await statement.ExecuteAsync();
            await then(session, id);
            await session.CommitAsync();
        }
        await instance.ChangedAsync();
        return id;
    }

    private static async Task<long> TakeIdAsync(Session session, string table, long? chosen)
    {
        var dialect = session.Database.Dialect;
        if (chosen is not { } id) return (await dialect.AllocateIdsAsync(session, table, 1))[0];
        if (await session.Sql($"select count(*) from {session.Database.Table(table)} where id = $1").Bind(id).NumberAsync() > 0)
        {
            throw new AdministrationException($"There is a {table} with the id {id} already.");
        }
        await dialect.RaiseSequenceAsync(session, table, id);
        return id;
    }
}
