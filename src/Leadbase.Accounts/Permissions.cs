using System.Collections.Frozen;

namespace Leadbase.Accounts;

/// <summary>
/// The API permissions that a role may hold: those of "Custom Services / Permission List" and all others that an
/// operation of the catalogue names. A "Read-Write" permission includes its "Read-Only" one.
/// </summary>
public static class Permissions
{
    /// <summary>Every permission, by its documented name; the place in the list is its bit.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "Approve Assets", "Execute Campaign",
        "Read-Only Activity", "Read-Write Activity",
        "Read-Only Activity Metadata", "Read-Write Activity Metadata",
        "Read-Only Assets", "Read-Write Assets",
        "Read-Only Campaign", "Read-Write Campaign",
        "Read-Only Company", "Read-Write Company",
        "Read-Only Custom Object", "Read-Write Custom Object",
        "Read-Only Custom Object Type", "Read-Write Custom Object Type",
        "Read-Only Lead", "Read-Write Lead",
        "Read-Only Named Account", "Read-Write Named Account",
        "Read-Only Named Account List", "Read-Write Named Account List",
        "Read-Only Opportunity", "Read-Write Opportunity",
        "Read-Only Sales Person", "Read-Write Sales Person",
        "Read-Write Schema Custom Field", "Read-Write Schema Standard Field",
        "Read Only Redirect Rules", "Read Write Redirect Rules",
        "Activate Campaign", "Deactivate Campaign",
        "Access User Management Api", "Access Users",
        "Access Design Studio",
        "Access Email", "Edit Email", "Approve Email", "Delete Email",
        "Access Email Template", "Edit Email Template", "Approve Email Template", "Delete Email Template",
        "Access Snippet", "Edit Snippet", "Approve Snippet", "Delete Snippet",
    ];

    /// <summary>Those that let somebody administer users, roles, services and settings.</summary>
    public static readonly IReadOnlyList<string> OfAdministrators = ["Access Users"];

    /// <summary>The permissions in the groups in which roles are edited; only those of "Access API" and "Access Admin" matter to most services.</summary>
    public static readonly IReadOnlyList<(string Group, IReadOnlyList<string> Permissions)> Tree =
    [
        ("Access API", [.. All.TakeWhile(p => p != "Access Users")]),
        ("Access Admin", OfAdministrators),
        ("Access Design Studio", [.. All.SkipWhile(p => p != "Access Design Studio")]),
    ];

    private static readonly FrozenDictionary<string, int> Bits =
        All.Select((name, bit) => (name, bit)).ToFrozenDictionary(p => p.name, p => p.bit, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is a permission's, without regard to case.</summary>
    public static bool Exists(string name) => Bits.ContainsKey(name);

    /// <summary>The permissions of a list of names; an unknown name is an error of the caller.</summary>
    public static PermissionSet Of(params IEnumerable<string> names)
    {
        ulong set = 0;
        foreach (var name in names) set |= 1UL << Bits[name];
        return new PermissionSet(set);
    }

    /// <summary>The permissions of a role, with what each includes.</summary>
    public static PermissionSet Granted(params IEnumerable<string> names)
    {
        var all = names.ToList();
        return Of(all.Concat(all.Select(Included).OfType<string>()));
    }

    private static string? Included(string name)
    {
        var included = name.Replace("Read-Write", "Read-Only", StringComparison.OrdinalIgnoreCase)
            .Replace("Read Write", "Read Only", StringComparison.OrdinalIgnoreCase);
        return included != name && Bits.ContainsKey(included) ? included : null;
    }
}

/// <summary>A set of permissions.</summary>
public readonly record struct PermissionSet(ulong Bits)
{
    /// <summary>Whether at least one of the other set is in this one.</summary>
    public bool HasAny(PermissionSet other) => (Bits & other.Bits) != 0;

    /// <summary>Whether the whole other set is in this one.</summary>
    public bool HasAll(PermissionSet other) => (Bits & other.Bits) == other.Bits;

    /// <summary>Both sets together.</summary>
    public static PermissionSet operator |(PermissionSet a, PermissionSet b) => new(a.Bits | b.Bits);

    /// <summary>Both sets together.</summary>
    public static PermissionSet BitwiseOr(PermissionSet left, PermissionSet right) => left | right;
}
