using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.Programs;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>Import of program members ("Bulk Program Member Import"): leads by email, who then are in the program's status; who is further already stays there.</summary>
internal sealed class MemberImport : IImportKind
{
    private const string StatusParameter = "programMemberStatus";

    /// <inheritdoc />
    public string Name => "members";

    /// <inheritdoc />
    public async ValueTask<(ImportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ImportOrder order)
    {
        if (!MarketingProgram.TryId(call, out var id, out var error)) return (null, error);
        if (LeadImport.Text(call, StatusParameter) is not { } name) return (null, Errors.Missing(StatusParameter));
        if (await MarketingProgram.FindAsync(call, session, id) is not { } program) return (null, Errors.ObjectNotFound);
        return program.Channel.Find(name) is { Hidden: false } status
            ? (order with { Program = id, Status = status.Name }, default) : (null, Errors.StatusNotFound);
    }

    /// <inheritdoc />
    public async Task<(IImportWriter? Writer, string? Failure)> OpenAsync(Instance instance, ImportOrder order, CancellationToken cancel)
    {
        var target = await LeadTarget.OpenAsync(instance, order, cancel);
        await using var session = await instance.Database.ReadAsync(cancel);
        if (await MarketingProgram.FindAsync(session, order.Program!.Value) is not { } program) return (null, "The program is gone");
        if (program.Channel.Find(order.Status!) is not { } status) return (null, $"The program's channel has no status '{order.Status}'");
        var member = target.Schema.Get(StandardObjects.ProgramMember);
        var (columns, failure) = ImportColumns.OfLeads(order.Columns, target.Schema.Lead, target.Lookup, member);
        return columns is null ? (null, failure) : (new Writer(target, columns, program, status), null);
    }

    private sealed class Writer(LeadTarget target, IReadOnlyList<ImportColumn> columns, MarketingProgram program, ChannelStatus status) : IImportWriter
    {
        public IReadOnlyList<ImportColumn> Columns => columns;

        public Task WriteAsync(Session session, IReadOnlyList<ImportRow> rows) => target.WriteAsync(session, rows, (s, outcomes) => EnterAsync(s, rows, outcomes));

        private async Task<IReadOnlyList<Activity>> EnterAsync(Session session, IReadOnlyList<ImportRow> rows, RecordOutcome[] outcomes)
        {
            var context = new MembershipContext(target.Schema, program, target.Partitions, target.Cause);
            long[] leads = [.. outcomes.Where(o => o.Status is not null).Select(o => o.Row!.Id).Distinct()];
            var entered = await ProgramMembership.ChangeStatusAsync(session, context, leads, status);
            var leadId = context.Member.Find("leadId")!;
            var data = rows.Zip(outcomes).Where(x => x is { First.Member: not null, Second.Status: not null })
                .Select(x => Copy(x.First.Member!).With(leadId, x.Second.Row!.Id)).ToList();
            if (data.Count == 0) return entered.Activities;
            var changed = await MemberData.ChangeAsync(session, context, data);
            return [.. entered.Activities, .. changed.Activities];
        }

        // The step may be run again, and a record is not to name its lead twice.
        private static RecordInput Copy(RecordInput record) => record.Values.Aggregate(new RecordInput(), (copy, v) => copy.With(v.Key, v.Value));
    }
}
