using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Marketing.SmartLists;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>Export of custom objects ("Bulk Custom Object Extract"): updated in a range, or linked to the members of a static or smart list; exactly one of these.</summary>
internal sealed class ObjectExport : IExportKind
{
    /// <inheritdoc />
    public string Name => "customObjects";

    /// <inheritdoc />
    public IReadOnlyList<string>? DefaultFields => null;

    /// <inheritdoc />
    public async ValueTask<(ExportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ExportOrder order, FilterReader filter)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (schema.FindCustom(call.Route[0]) is not { } type) return (null, Errors.ObjectNotFound);
        if (order.Fields.FirstOrDefault(f => type.Find(f) is null) is { } unknown) return (null, Errors.FieldNotFound(unknown));
        filter.Unsupported(call.Instance, "smartListId", "smartListName");
        var read = new ExportFilter
        {
            UpdatedAt = filter.Range("updatedAt"),
            List = await filter.StaticListAsync(session),
            SmartList = await filter.SmartListAsync(session, call.Instance),
        };
        filter.End();
        filter.OnlyOne("updatedAt", "staticListId", "staticListName", "smartListId", "smartListName");
        if ((read.List ?? read.SmartList) is not null && LinkOf(type) is null) filter.Fail(Errors.InvalidData($"The custom object '{type.Name}' is not linked to leads"));
        return filter.Error is { } error ? (null, error) : (order with { Object = type.Name, Filter = read }, default);
    }

    /// <inheritdoc />
    public async Task<ExportQuery?> OpenAsync(Instance instance, Session session, ExportOrder order, CancellationToken cancel)
    {
        var schema = await RecordSchema.OfAsync(instance, cancel);
        if (schema.FindCustom(order.Object!) is not { } type) return null;
        var (smartList, problem) = order.Filter.SmartList is { } list ? await SmartListQuery.OfListAsync(session, instance, list) : (null, "");
        if (problem.Length > 0) return null;
        var conditions = new ExportConditions(session.Database.Dialect)
            .Within("t.\"updatedAt\"", order.Filter.UpdatedAt)
            .Number(p => Linked(session.Database, schema.Lead, LinkOf(type)!, $"t.id in (select m.lead from {session.Database.Table("list_member")} m where m.list = {p})"), order.Filter.List)
            .Leads(smartList, leads => Linked(session.Database, schema.Lead, LinkOf(type)!, leads));
        return await LeadExport.OfAsync(session, schema, type, order, conditions);
    }

    private static Field? LinkOf(ObjectType type) => type.References.FirstOrDefault(f => f.RefersTo == StandardObjects.Lead);

    // Leads are called t within, as everywhere, and the object's records without.
    private static string Linked(Database database, ObjectType lead, Field link, string leads)
    {
        var key = lead.Find(link.RefersToField ?? "id") ?? lead.Id;
        // As the engine compares them when a record is written: an address in any case.
        return $"{key.Type.KeyExpression(link.Sql)} in (select {key.Type.KeyExpression($"t.{key.Column.Quoted}")} from {database.Table(StandardObjects.Lead)} t where {leads})";
    }
}
