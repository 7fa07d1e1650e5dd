using Leadbase.Gateway;
using Leadbase.Records.Leads;
using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>Which of the leads that a call names exist, and where: read once for a whole batch.</summary>
public sealed class KnownLeads
{
    private readonly Dictionary<long, long> _partitions;
    private readonly LeadPartitions _reach;

    private KnownLeads(Dictionary<long, long> partitions, LeadPartitions reach)
    {
        _partitions = partitions;
        _reach = reach;
    }

    /// <summary>Looks leads up; with <paramref name="forUpdate"/> none of them is changed or deleted until the transaction ends.</summary>
    public static async Task<KnownLeads> ReadAsync(Session session, LeadPartitions reach, IEnumerable<LeadId> ids, bool forUpdate = true)
    {
        var dialect = session.Database.Dialect;
        var wanted = ids.Where(i => i.Error is null).Select(i => i.Id).Distinct().ToList();
        var rows = await session
            .Sql($"select id, \"leadPartitionId\" from {session.Database.Table("lead")} where {dialect.In("id", 1)} order by id{(forUpdate ? dialect.ForUpdate : "")}")
            .BindSet(wanted).ListAsync(r => (Id: r.GetInt64(0), Partition: r.GetInt64(1)));
        return new KnownLeads(rows.ToDictionary(r => r.Id, r => r.Partition), reach);
    }

    /// <summary>What is wrong with a named lead: not a number, not there (1004), or out of reach (1008).</summary>
    public ApiError? Check(LeadId lead)
    {
        if (lead.Error is { } error) return error;
        if (!_partitions.TryGetValue(lead.Id, out var partition)) return Errors.LeadNotFound;
        return _reach.Reach.Includes(partition) ? null : Errors.PartitionDenied(_reach.NameOf(partition));
    }
}
