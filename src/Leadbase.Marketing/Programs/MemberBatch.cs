using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>The leads that a batch names and their memberships of a program, kept from changing until the transaction ends.</summary>
internal sealed class MemberBatch
{
    private readonly LeadPartitions _partitions;
    private readonly RecordMatcher _leads;
    private readonly Dictionary<long, RecordRow> _members;

    private MemberBatch(LeadPartitions partitions, RecordMatcher leads, Dictionary<long, RecordRow> members) =>
        (_partitions, _leads, _members) = (partitions, leads, members);

    /// <summary>Reads them: one statement for the leads, one for the members.</summary>
    public static async Task<MemberBatch> ReadAsync(Session session, MembershipContext context, IEnumerable<long> leads)
    {
        var (lead, member) = (context.Schema.Lead, context.Member);
        var ids = leads.Distinct().ToList();
        // Whoever makes a member holds its lead's row: two calls cannot make one twice, and no member outlives its lead.
        var known = await RecordMatcher.ReadAsync(session, lead, lead.Id, [.. ids.Cast<object>()], LeadColumns(context));
        var (leadId, programId) = (member.Find("leadId")!, member.Find("programId")!);
        var keys = ids.Select(id => RecordInput.Of(leadId, id).With(programId, context.Program.Id)).ToList();
        var members = await ObjectMatcher.ReadAsync(session, member, [programId, leadId], keys, MemberColumns(context));
        return new MemberBatch(context.Partitions, known, members.Values.ToDictionary(row => (long)row[leadId]!));
    }

    /// <summary>What is read and written of a lead.</summary>
    public static Column[] LeadColumns(MembershipContext context) =>
    [
        .. ((string[])["leadPartitionId", "acquisitionProgramId", "mktoAcquisitionDate", "updatedAt"]).Select(n => context.Schema.Lead.Find(n)!.Column),
        LeadSync.ChangedAt,
    ];

    /// <summary>What is read and written of a member: every field of its own.</summary>
    public static Column[] MemberColumns(MembershipContext context) => [.. context.Member.Fields.Where(f => f.IsOwn).Select(f => f.Column)];

    /// <summary>A lead; 1004 when there is none, 1008 when it is out of reach.</summary>
    public ApiError? Find(long id, out RecordRow lead)
    {
        lead = _leads.Any(id)!;
        if (lead is null) return Errors.LeadNotFound;
        var partition = (long)lead["leadPartitionId"]!;
        return _partitions.Reach.Includes(partition) ? null : Errors.PartitionDenied(_partitions.NameOf(partition));
    }

    /// <summary>The membership of a lead, or null.</summary>
    public RecordRow? Member(long lead) => _members.GetValueOrDefault(lead);

    /// <summary>Adds a membership that the batch makes, so that later records of the batch find it.</summary>
    public void Add(long lead, RecordRow member) => _members[lead] = member;

    /// <summary>Takes a membership away that the batch deletes.</summary>
    public void Remove(long lead) => _members.Remove(lead);
}
