using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>
/// Decides how leads become members of a program, go on in it and leave it, whoever asks: an operation, a form, an import.
/// Runs in the caller's transaction; how many statements it takes does not depend on how many leads there are.
/// </summary>
public sealed class ProgramMembership
{
    // What activities call the status of those who are no members.
    private const string NotInProgram = "Not in Program";
    private const string NormalCadence = "norm";

    private readonly MembershipContext _context;
    private readonly LeadChanges _leadChanges;
    private readonly List<RecordRow> _members = [];
    private readonly List<RecordRow> _acquired = [];
    private readonly List<(RecordRow Member, string? OldStatus)> _steps = [];

    private ProgramMembership(MembershipContext context) => (_context, _leadChanges) = (context, new LeadChanges(context.Cause));

    private long Now => _context.Cause.Now;

    /// <summary>Puts leads into a status: a member never goes back to a lower step (1037).</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="context">The program, and why.</param>
    /// <param name="leads">The leads' ids.</param>
    /// <param name="status">A status of the program's channel.</param>
    /// <param name="create">Whether leads that are no members become members; otherwise they are 1037.</param>
    public static async Task<MembershipChanges> ChangeStatusAsync(
        Session session, MembershipContext context, IReadOnlyList<long> leads, ChannelStatus status, bool create = true)
    {
        var change = new ProgramMembership(context);
        var batch = await MemberBatch.ReadAsync(session, context, leads);
        var outcomes = leads.Select(lead => change.Decide(batch, lead, status, create)).ToList();
        await RecordWriter.AssignIdsAsync(session, context.Member, change._members);
        await RecordWriter.WriteAsync(session, context.Member, MemberBatch.MemberColumns(context), change._members);
        await RecordWriter.WriteAsync(session, context.Schema.Lead, MemberBatch.LeadColumns(context), change._acquired);
        return new MembershipChanges(outcomes, [.. change._leadChanges.ToList(), .. change._steps.Select(s => change.Step(s.Member, s.OldStatus, status))]);
    }

    /// <summary>Takes leads out of a program; one that is no member is 1037.</summary>
    public static async Task<MembershipChanges> DeleteAsync(Session session, MembershipContext context, IReadOnlyList<long> leads)
    {
        var change = new ProgramMembership(context);
        var batch = await MemberBatch.ReadAsync(session, context, leads);
        var outcomes = leads.Select(lead => change.Remove(batch, lead)).ToList();
        await session
            .Sql($"delete from {context.Member.Table(session.Database)} where {session.Database.Dialect.In("id", 1)}")
            .BindSet([.. change._members.Select(m => m.Id)]).ExecuteAsync();
        return new MembershipChanges(outcomes, [.. change._steps.Select(s => change.Step(s.Member, s.OldStatus, null))]);
    }

    private RecordOutcome Decide(MemberBatch batch, long id, ChannelStatus status, bool create)
    {
        if (batch.Find(id, out var lead) is { } error) return new(null, null, error);
        if (batch.Member(id) is { } member) return Advance(member, status);
        if (!create) return new(null, null, Errors.NotInProgram);
        member = Create(id, lead);
        batch.Add(id, member);
        Enter(member, status);
        _steps.Add((member, NotInProgram));
        return new("created", member, default);
    }

    private RecordOutcome Advance(RecordRow member, ChannelStatus status)
    {
        var before = (string?)member["statusName"];
        var known = before is null ? null : _context.Program.Channel.Find(before);
        // A status that the channel no longer has is no obstacle.
        if (known is not null && (known == status || known.Step > status.Step)) return new(null, null, Errors.StatusReached);
        Enter(member, status);
        _steps.Add((member, before));
        return new("updated", member, default);
    }

    private RecordRow Create(long id, RecordRow lead)
    {
        var member = new RecordRow(0, isNew: true);
        member.Set("leadId", id);
        member.Set("programId", _context.Program.Id);
        member.Set("createdAt", Now);
        member.Set("membershipDate", Now);
        member.Set("acquiredBy", Acquire(lead));
        member.Set("isExhausted", false);
        member.Set("reachedSuccess", false);
        if (!_context.Program.Document.IsEngagement) return member;
        member.Set("trackName", _context.Program.Document.Streams is [var first, ..] ? first : null);
        member.Set("nurtureCadence", NormalCadence);
        return member;
    }

    private void Enter(RecordRow member, ChannelStatus status)
    {
        member.Set("statusName", status.Name);
        member.Set("updatedAt", Now);
        // Success stays, whatever comes after it.
        if (status.Success && member.Set("reachedSuccess", true)) member.Set("reachedSuccessDate", Now);
        _members.Add(member);
    }

    /// <summary>Whether the program has acquired the lead: the first one that it becomes a member of does.</summary>
    private bool Acquire(RecordRow lead)
    {
        var (program, date) = (_context.Schema.Lead.Find("acquisitionProgramId")!, _context.Schema.Lead.Find("mktoAcquisitionDate")!);
        if (lead[program] is long acquirer) return acquirer == _context.Program.Id;
        _leadChanges.Changed(lead, program, null, _context.Program.Id);
        lead.Set(program.ColumnName, _context.Program.Id);
        var before = lead[date];
        if (lead.Set(date.ColumnName, Now)) _leadChanges.Changed(lead, date, before, Now);
        lead.Set("updatedAt", Now);
        lead.Set(LeadSync.ChangedAt.Name, Now);
        _acquired.Add(lead);
        return true;
    }

    private RecordOutcome Remove(MemberBatch batch, long id)
    {
        if (batch.Find(id, out _) is { } error) return new(null, null, error);
        if (batch.Member(id) is not { } member) return new(null, null, Errors.NotInProgram);
        batch.Remove(id);
        _members.Add(member);
        _steps.Add((member, (string?)member["statusName"]));
        return new("deleted", member, default);
    }

    // The values are in the order of the type's attributes; statuses have no ids.
    private Activity Step(RecordRow member, string? oldStatus, ChannelStatus? status) => _context.Activity(
        ActivityType.ChangeStatusInProgression, (long)member["leadId"]!, Activity.Pack(
            Flag(member["acquiredBy"]), status?.Name ?? NotInProgram, null, oldStatus, null, member.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            member["reachedSuccessDate"] is long date ? IsoTime.Format(date) : null, _context.Cause.Source, (string?)member["registrationCode"],
            (string?)member["statusReason"], Flag(status?.Success ?? false), (string?)member["webinarUrl"]));

    private static string Flag(object? value) => value is true ? "true" : "false";
}
