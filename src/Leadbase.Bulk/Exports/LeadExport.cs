using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Marketing.SmartLists;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>Export of leads ("Bulk Lead Extract"): created or updated in a range, or members of a static or smart list; exactly one of these.</summary>
internal sealed class LeadExport : IExportKind
{
    /// <inheritdoc />
    public string Name => "leads";

    /// <inheritdoc />
    public IReadOnlyList<string>? DefaultFields => null;

    /// <inheritdoc />
    public async ValueTask<(ExportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ExportOrder order, FilterReader filter)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (order.Fields.FirstOrDefault(f => schema.Lead.Find(f) is null) is { } unknown) return (null, Errors.FieldNotFound(unknown));
        filter.Unsupported(call.Instance, "updatedAt", "smartListId", "smartListName");
        var read = new ExportFilter
        {
            CreatedAt = filter.Range("createdAt"),
            UpdatedAt = filter.Range("updatedAt"),
            List = await filter.StaticListAsync(session),
            SmartList = await filter.SmartListAsync(session, call.Instance),
        };
        filter.End();
        filter.OnlyOne("createdAt", "updatedAt", "staticListId", "staticListName", "smartListId", "smartListName");
        return filter.Error is { } error ? (null, error) : (order with { Filter = read }, default);
    }

    /// <inheritdoc />
    public async Task<ExportQuery?> OpenAsync(Instance instance, Session session, ExportOrder order, CancellationToken cancel)
    {
        var schema = await RecordSchema.OfAsync(instance, cancel);
        var (smartList, problem) = order.Filter.SmartList is { } list ? await SmartListQuery.OfListAsync(session, instance, list) : (null, "");
        if (problem.Length > 0) return null;
        // By the last change of any field; the visible time goes by standard fields only.
        var conditions = new ExportConditions(session.Database.Dialect)
            .Within("t.\"createdAt\"", order.Filter.CreatedAt)
            .Within($"t.{LeadSync.ChangedAt.Quoted}", order.Filter.UpdatedAt)
            .Number(p => $"t.id in (select m.lead from {session.Database.Table("list_member")} m where m.list = {p})", order.Filter.List)
            .Leads(smartList);
        return await OfAsync(session, schema, schema.Lead, order, conditions);
    }

    /// <summary>The query over an object type's own records.</summary>
    internal static async Task<ExportQuery?> OfAsync(Session session, RecordSchema schema, ObjectType type, ExportOrder order, ExportConditions conditions)
    {
        List<Field> fields = [.. order.Fields.Select(type.Find).OfType<Field>()];
        if (fields.Count < order.Fields.Count) return null;
        var projection = Projection.Of(schema, type, fields);
        return new ExportQuery(
            [.. order.Fields.Select(order.HeaderOf)], limit => projection.Where($"t.id > $1 and t.id <= $2{conditions.Sql}", limit), conditions.Bind, projection.Write,
            await ExportQuery.LastAsync(session, type.Table(session.Database)));
    }
}
