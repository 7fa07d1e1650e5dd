using System.Collections.Concurrent;

namespace Leadbase.Accounts;

/// <summary>Who calls: a custom service, through its API-only user, with what the user's roles allow in each workspace.</summary>
public sealed class Principal
{
    private readonly IReadOnlyList<WorkspaceGrant> _grants;
    private readonly long[] _allPartitions;
    private readonly ConcurrentDictionary<PermissionSet, PartitionReach> _reach = new();

    /// <summary>A caller with the given rights.</summary>
    public Principal(long serviceId, string serviceName, string userEmail, IReadOnlyList<WorkspaceGrant> grants, IEnumerable<long> allPartitions)
    {
        ServiceId = serviceId;
        ServiceName = serviceName;
        UserEmail = userEmail;
        _grants = grants;
        _allPartitions = [.. allPartitions.Order()];
        Permissions = grants.Aggregate(default(PermissionSet), (all, grant) => all | grant.Permissions);
    }

    /// <summary>The custom service.</summary>
    public long ServiceId { get; }

    /// <summary>The custom service's name.</summary>
    public string ServiceName { get; }

    /// <summary>The id of the API-only user, in the form of an email address; usage is counted for it, and it is the token's scope.</summary>
    public string UserEmail { get; }

    /// <summary>When the user's access ends, in seconds since 1970.</summary>
    public long EndsAt { get; init; } = long.MaxValue;

    /// <summary>What the user may do in at least one workspace.</summary>
    public PermissionSet Permissions { get; }

    /// <summary>The partitions of the workspaces in which the user has one of the permissions.</summary>
    public PartitionReach Reach(PermissionSet anyOf) => _reach.GetOrAdd(anyOf, static (set, self) => self.Compute(set), this);

    /// <summary>Whether the user has one of the permissions in a workspace, or all of them where all are needed.</summary>
    public bool Reaches(PermissionSet permissions, long workspaceId, bool all = false) =>
        _grants.Any(g => g.WorkspaceId == workspaceId && (all ? g.Permissions.HasAll(permissions) : g.Permissions.HasAny(permissions)));

    private PartitionReach Compute(PermissionSet anyOf)
    {
        var reached = _grants.Where(g => g.Permissions.HasAny(anyOf)).SelectMany(g => g.Partitions).Distinct().Order().ToArray();
        return new PartitionReach(reached, reached.SequenceEqual(_allPartitions));
    }
}

/// <summary>What a user may do in one workspace, and which partitions that workspace reaches.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="Permissions">The permissions of the user's roles there.</param>
/// <param name="Partitions">The ids of its partitions.</param>
public sealed record WorkspaceGrant(long WorkspaceId, PermissionSet Permissions, IReadOnlyList<long> Partitions);

/// <summary>The partitions whose leads a call may see.</summary>
/// <param name="Partitions">Their ids, ascending.</param>
/// <param name="All">Whether that is every partition, so that no condition is needed.</param>
public sealed record PartitionReach(long[] Partitions, bool All)
{
    /// <summary>Whether leads of a partition may be seen.</summary>
    public bool Includes(long partition) => All || Array.BinarySearch(Partitions, partition) >= 0;
}
