using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Records.Engine;

namespace Leadbase.Records.Leads;

/// <summary>The partitions of an instance as one call sees them ("Custom Services", Workspaces and Partitions).</summary>
/// <param name="All">Every partition.</param>
/// <param name="Reach">Those that the caller's workspaces reach.</param>
/// <param name="Named">The one the call names, or null.</param>
public sealed record LeadPartitions(IReadOnlyList<Partition> All, PartitionReach Reach, Partition? Named)
{
    /// <summary>The partition that a lead is created in when the call names none.</summary>
    public const long DefaultId = 1;

    /// <summary>Where a lead goes when the call names no partition.</summary>
    public long ForUnnamed { get; init; } = DefaultId;

    /// <summary>The caller's partitions.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">The partition the call names, or null.</param>
    /// <returns>1003 for an unknown name, 1008 for one out of reach.</returns>
    public static async ValueTask<(LeadPartitions? Partitions, ApiError Error)> OfAsync(Call call, string? name)
    {
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var partitions = new LeadPartitions(directory.Partitions, call.Reach, null);
        if (name is null) return (partitions, default);
        if (partitions.Find(name) is not { } named) return (null, Errors.InvalidData($"Partition '{Short(name)}' not found"));
        return call.Reach.Includes(named.Id) ? (partitions with { Named = named }, default) : (null, Errors.PartitionDenied(named.Name));
    }

    /// <summary>The partition of a name, or null.</summary>
    public Partition? Find(string name) => All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of a partition.</summary>
    public string NameOf(long id) => All.FirstOrDefault(p => p.Id == id)?.Name ?? "";

    /// <summary>1008 for a lead whose partition the caller does not reach.</summary>
    public ApiError? Denies(RecordRow row)
    {
        var partition = (long)row["leadPartitionId"]!;
        return Reach.Includes(partition) ? null : Errors.PartitionDenied(NameOf(partition));
    }

    /// <summary>Where a new lead goes; 1009 when the default partition is out of reach and the call names no other.</summary>
    public ApiError? ForNew(out long partition)
    {
        partition = Named?.Id ?? ForUnnamed;
        return Reach.Includes(partition) ? null : Errors.PartitionMissing;
    }

    private static string Short(string name) => name.Length <= 100 ? name : name[..100];
}
