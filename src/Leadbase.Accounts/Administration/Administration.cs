using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>
/// What an administrator does under Users &amp; Roles, LaunchPoint and Workspaces. The command line, the console and the
/// User Management API all go through here; each change is in the audit log.
/// </summary>
public static partial class Administration
{
    /// <summary>The name of the first workspace and partition.</summary>
    public const string DefaultName = "Default";

    /// <summary>The role that may do everything.</summary>
    public const string AdminRole = "Admin";

    /// <summary>The role that may do everything except administer.</summary>
    public const string StandardRole = "Standard User";

    /// <summary>The longest name.</summary>
    public const int MaxName = 255;

    /// <summary>Roles that administrators create have ids above this one.</summary>
    private const long LastSystemRole = 100;

    /// <summary>Creates what every instance has, as far as it is not there: a partition, a workspace and the system's roles.</summary>
    public static async Task CreateDefaultsAsync(Instance instance)
    {
        var directory = await AccountDirectory.OfAsync(instance);
        if (directory.Partitions.Count == 0) await CreatePartitionAsync(instance, DefaultName, "Initial system lead partition");
        if (directory.Workspaces.Count == 0) await CreateWorkspaceAsync(instance, DefaultName, "Initial system workspace", [DefaultName]);
        if (!Has(directory, AdminRole)) await CreateSystemRoleAsync(instance, AdminRole, "All permissions", Permissions.All, onlyAllZones: true);
        if (Has(directory, StandardRole)) return;
        await CreateSystemRoleAsync(
            instance, StandardRole, "All permissions except those of administrators", [.. Permissions.All.Except(Permissions.OfAdministrators)], onlyAllZones: false);
    }

    private static bool Has(AccountDirectory directory, string role) =>
        directory.Roles.Any(r => string.Equals(r.Name, role, StringComparison.OrdinalIgnoreCase));

    private static T Named<T>(IEnumerable<T> all, Func<T, string> nameOf, string name, string kind) =>
        all.FirstOrDefault(x => string.Equals(nameOf(x), name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AdministrationException($"There is no {kind} '{name}'.");

    private static void CheckName<T>(IEnumerable<T> others, Func<T, string> nameOf, string name, string kind)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName) throw new AdministrationException($"A {kind} needs a name of at most {MaxName} characters.");
        if (others.Any(o => string.Equals(nameOf(o), name, StringComparison.OrdinalIgnoreCase))) throw new AdministrationException($"The {kind} '{name}' exists already.");
    }

    private static async Task<long> TakeIdAsync<T>(Change change, string table, long? chosen, IEnumerable<T> taken, Func<T, long> idOf)
    {
        if (chosen is not { } id) return await change.NextIdAsync(table);
        if (taken.Any(t => idOf(t) == id)) throw new AdministrationException($"There is a {table} with the id {id} already.");
        await change.Session.Database.Dialect.RaiseSequenceAsync(change.Session, table, id);
        return id;
    }
}
