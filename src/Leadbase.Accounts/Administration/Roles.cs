namespace Leadbase.Accounts;

/// <content>Roles.</content>
public static partial class Administration
{
    /// <summary>Creates a role.</summary>
    /// <exception cref="AdministrationException">A permission does not exist, or the name is taken.</exception>
    public static Task<Role> CreateRoleAsync(Administrator by, string name, string? description, IReadOnlyList<string> permissions)
    {
        var known = Known(permissions);
        return Change.RunAsync(by, async change =>
        {
            CheckName(change.Directory.Roles, r => r.Name, name, "role");
            return await InsertAsync(change, new Role(await change.NextIdAsync("role"), name, description, known));
        });
    }

    /// <summary>Changes a role's name, description and permissions.</summary>
    /// <exception cref="AdministrationException">It is the system's, is gone, or a rule for its values is broken.</exception>
    public static Task<Role> UpdateRoleAsync(Administrator by, long id, string name, string? description, IReadOnlyList<string> permissions)
    {
        var known = Known(permissions);
        return Change.RunAsync(by, async change =>
        {
            var role = Own(change.Directory, id);
            CheckName(change.Directory.Roles.Where(r => r.Id != id), r => r.Name, name, "role");
            var updated = role with { Name = name, Description = description, Permissions = known, UpdatedAt = change.Instance.Now };
            await change.Session.Sql($"update {change.Table("role")} set name = $2, description = $3, updated_at = $4 where id = $1")
                .Bind(id).Bind(name).Bind(description).Bind(updated.UpdatedAt).ExecuteAsync();
            await change.Session.Sql($"delete from {change.Table("role_permission")} where role_id = $1").Bind(id).ExecuteAsync();
            await GrantAsync(change, updated);
            await change.LogAsync("update", "role", role.Name, Told(role), Told(updated));
            return updated;
        });
    }

    /// <summary>Deletes a role that nobody has.</summary>
    /// <exception cref="AdministrationException">It is the system's, is gone, or users have it; the message names them.</exception>
    public static Task DeleteRoleAsync(Administrator by, long id) => Change.RunAsync(by, async change =>
    {
        var role = Own(change.Directory, id);
        var holders = change.Directory.Users.Concat(change.Directory.Invited).Where(u => u.Roles.Any(r => r.Role == id)).Select(u => u.UserId).ToList();
        if (holders.Count > 0)
        {
            var more = holders.Count > 3 ? $" and {holders.Count - 3} more" : "";
            throw new AdministrationException($"The role '{role.Name}' is in use by {string.Join(", ", holders.Take(3))}{more}.");
        }
        await change.Session.Sql($"delete from {change.Table("role_permission")} where role_id = $1").Bind(id).ExecuteAsync();
        await change.Session.Sql($"delete from {change.Table("role")} where id = $1").Bind(id).ExecuteAsync();
        await change.LogAsync("delete", "role", role.Name, Told(role), null);
    });

    // The first of them have the numbers that the documentation shows; where those are taken, the next one does.
    private static Task CreateSystemRoleAsync(Instance instance, string name, string description, IReadOnlyList<string> permissions, bool onlyAllZones) =>
        Change.RunAsync(instance, async change =>
        {
            if (Has(change.Directory, name)) return;
            var id = change.Directory.Roles.Select(r => r.Id).Where(i => i <= LastSystemRole).DefaultIfEmpty().Max() + 1;
            await change.Session.Database.Dialect.RaiseSequenceAsync(change.Session, "role", LastSystemRole);
            await InsertAsync(change, new Role(id, name, description, permissions) { IsSystem = true, OnlyAllZones = onlyAllZones });
        });

    private static async Task<Role> InsertAsync(Change change, Role role)
    {
        role = role with { CreatedAt = change.Instance.Now, UpdatedAt = change.Instance.Now };
        await change.Session
            .Sql($"insert into {change.Table("role")} (id, name, description, is_system, only_all_zones, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)")
            .Bind(role.Id).Bind(role.Name).Bind(role.Description).Bind(role.IsSystem).Bind(role.OnlyAllZones).Bind(role.CreatedAt).ExecuteAsync();
        await GrantAsync(change, role);
        await change.LogAsync("create", "role", role.Name, null, Told(role));
        return role;
    }

    private static async Task GrantAsync(Change change, Role role)
    {
        foreach (var permission in role.Permissions)
        {
            await change.Session.Sql($"insert into {change.Table("role_permission")} (role_id, permission) values ($1, $2)")
                .Bind(role.Id).Bind(permission).ExecuteAsync();
        }
    }

    /// <summary>A role that administrators may change.</summary>
    private static Role Own(AccountDirectory directory, long id)
    {
        var role = directory.Roles.FirstOrDefault(r => r.Id == id) ?? throw new AdministrationException($"There is no role {id}.");
        return role.IsSystem ? throw new AdministrationException($"The role '{role.Name}' is the system's and stays as it is.") : role;
    }

    private static List<string> Known(IReadOnlyList<string> permissions)
    {
        foreach (var permission in permissions)
        {
            if (!Permissions.Exists(permission)) throw new AdministrationException($"There is no permission '{permission}'.");
        }
        return [.. Permissions.All.Where(p => permissions.Contains(p, StringComparer.OrdinalIgnoreCase))];
    }

    private static object Told(Role role) => new { role.Name, role.Description, role.Permissions };
}
