using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Memberships;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>Import of leads ("Bulk Lead Import"): creates and updates, into a static list if one is named; with the lookup field <c>id</c> it only updates.</summary>
internal sealed class LeadImport : IImportKind
{
    /// <inheritdoc />
    public string Name => "leads";

    /// <inheritdoc />
    public async ValueTask<(ImportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ImportOrder order)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        order = order with { LookupField = Text(call, "lookupField"), Partition = Text(call, "partitionName") };
        if (LeadTarget.FindLookup(schema.Lead, order, out _) is { } wrong) return (null, wrong);
        if (order.Partition is not null && LeadTarget.ActionOf(order) == SyncAction.UpdateOnly)
        {
            return (null, Errors.InvalidData("partitionName cannot be used with the lookupField 'id'"));
        }
        var (partitions, denied) = await LeadPartitions.OfAsync(call, order.Partition);
        if (partitions is null) return (null, denied);
        if (Text(call, "listId") is not { } text) return (order, default);
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return (null, Errors.InvalidValue(text, "Integer"));
        return await AssetStore.FindAsync(session, AssetType.StaticList, id) is { } list && call.Reaches(list.Workspace)
            ? (order with { List = id }, default) : (null, Errors.ObjectNotFound);
    }

    /// <inheritdoc />
    public async Task<(IImportWriter? Writer, string? Failure)> OpenAsync(Instance instance, ImportOrder order, CancellationToken cancel)
    {
        var target = await LeadTarget.OpenAsync(instance, order, cancel);
        var (columns, failure) = ImportColumns.OfLeads(order.Columns, target.Schema.Lead, target.Lookup);
        return columns is null ? (null, failure) : (new Writer(target, columns, order), null);
    }

    internal static string? Text(Call call, string name) => call.Parameters[name] is { Length: > 0 } text ? text : null;

    private sealed class Writer(LeadTarget target, IReadOnlyList<ImportColumn> columns, ImportOrder order) : IImportWriter
    {
        public IReadOnlyList<ImportColumn> Columns => columns;

        public Task WriteAsync(Session session, IReadOnlyList<ImportRow> rows) => target.WriteAsync(session, rows, AddToListAsync);

        private async Task<IReadOnlyList<Activity>> AddToListAsync(Session session, RecordOutcome[] outcomes)
        {
            // The list stays while its members change; one that is gone by now has none.
            if (order.List is not { } id || await AssetStore.FindAsync(session, AssetType.StaticList, id, forUpdate: true) is not { } list) return [];
            var rows = outcomes.Where(o => o.Status is not null).Select(o => o.Row!).Distinct().ToList();
            // Who is created here is a member of nothing yet: a list that grows fast is not asked about them.
            var known = rows.Where(r => !r.IsNew).Select(r => r.Id).ToList();
            var members = known.Count > 0 ? await ListMembers.FindAsync(session, id, known) : [];
            List<long> leads = [.. rows.Select(r => r.Id).Where(l => !members.Contains(l))];
            await ListMembers.AddAsync(session, id, leads, target.Now);
            return [.. ListMembers.Log(ActivityType.AddToList, id, list.Name, leads, LeadTarget.Source, target.Now)];
        }
    }
}
