using System.Data.Common;
using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Fields;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>Export of activities ("Bulk Activity Extract"): of a range of dates, of some types, about some fields or assets.</summary>
internal sealed class ActivityExport : IExportKind
{
    private const int MaxValues = 50;
    private const int MaxTypes = 1_000;
    private const long ChangeScore = 22;
    private const string Ids = "primaryAttributeValueIds";
    private const string Values = "primaryAttributeValues";

    // Those that primary attributes may be named of, by what these are: fields, programs, static lists, forms.
    private static readonly long[][] Groups =
    [
        [ActivityType.ChangeDataValue, ChangeScore], [ActivityType.ChangeStatusInProgression],
        [ActivityType.AddToList, ActivityType.RemoveFromList], [ActivityType.FillOutForm],
    ];

    private static readonly Dictionary<string, ActivityColumn> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["marketoGUID"] = new("a.position", Number),
        ["leadId"] = new("a.lead", Number),
        ["activityDate"] = new("a.date", (csv, r, i, _) => csv.Time(r.GetInt64(i))),
        ["activityTypeId"] = new("a.type", Number),
        // No activity of this server is of a campaign's flow yet: the campaigns' own activities are about the campaign.
        ["campaignId"] = new($"case when a.type in ({ActivityType.RequestCampaign}, {ActivityType.ExecuteCampaign}) then a.primary_id end", Number),
        ["primaryAttributeValueId"] = new("a.primary_id", Number),
        ["primaryAttributeValue"] = new("a.primary_value", Text),
        ["attributes"] = new("a.attributes", (csv, r, i, attributes) => attributes.Write(csv, r, i)),
        // What is in the log has happened.
        ["actionResult"] = new("'succeeded'", Text),
    };

    /// <inheritdoc />
    public string Name => "activities";

    /// <inheritdoc />
    public IReadOnlyList<string>? DefaultFields { get; } =
        ["marketoGUID", "leadId", "activityDate", "activityTypeId", "campaignId", "primaryAttributeValueId", "primaryAttributeValue", "attributes"];

    /// <inheritdoc />
    public async ValueTask<(ExportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ExportOrder order, FilterReader filter)
    {
        if (order.Fields.FirstOrDefault(f => !Columns.ContainsKey(f)) is { } unknown) return (null, Errors.FieldNotFound(unknown));
        var known = await ActivityTypes.OfAsync(call.Instance, call.Cancel);
        var read = new ExportFilter
        {
            CreatedAt = filter.Range("createdAt"),
            Types = filter.Numbers("activityTypeIds", MaxTypes),
            PrimaryIds = filter.Numbers(Ids, MaxValues),
            PrimaryValues = filter.Texts(Values, MaxValues),
        };
        filter.End();
        if (!filter.Has("createdAt")) filter.Fail(Errors.InvalidData("The filter must have createdAt"));
        if (read.Types?.Contains(ActivityType.DeleteLead) == true) filter.Fail(Errors.InvalidData("The activity type 37 is not supported; use Get Deleted Leads"));
        if (read.Types?.Where(t => known.Find(t) is null).Cast<long?>().FirstOrDefault() is { } wrong) filter.Fail(Errors.InvalidData($"Activity type {wrong} not found"));
        CheckPrimary(read, filter);
        return filter.Error is { } error ? (null, error) : (order with { Filter = read }, default);
    }

    /// <inheritdoc />
    public async Task<ExportQuery?> OpenAsync(Instance instance, Session session, ExportOrder order, CancellationToken cancel)
    {
        var filter = order.Filter;
        var attributes = new AttributesCell(await ActivityTypes.OfAsync(instance, cancel));
        List<ActivityColumn> columns = [.. order.Fields.Select(f => Columns[f])];
        var conditions = new ExportConditions(session.Database.Dialect)
            .Within("a.date", filter.CreatedAt)
            .In("a.type", filter.Types)
            .In("a.primary_id", filter.PrimaryIds)
            .In("a.primary_value", filter.PrimaryValues);
        // Deleted leads are told by Get Deleted Leads alone.
        var others = filter.Types is null ? string.Create(CultureInfo.InvariantCulture, $" and a.type <> {ActivityType.DeleteLead}") : "";
        var log = session.Database.Table("activity");
        var sql = $"""
            select a.position, a.type, {string.Join(", ", columns.Select(c => c.Sql))} from {log} a
            where a.position > $1 and a.position <= $2{conditions.Sql}{others} order by a.position limit
            """;
        var last = await ActivityLog.LastPositionAsync(session);
        return new ExportQuery([.. order.Fields.Select(order.HeaderOf)], limit => $"{sql} {limit}", conditions.Bind, Write, last)
        {
            From = await ActivityBlocks.BeforeAsync(session, filter.CreatedAt!.Start),
        };

        void Write(CsvOutput csv, DbDataReader reader)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (reader.IsDBNull(i + 2) && columns[i].Sql != "a.attributes") csv.Null();
                else columns[i].Write(csv, reader, i + 2, attributes);
            }
            csv.EndRow();
        }
    }

    private sealed record ActivityColumn(string Sql, Action<CsvOutput, DbDataReader, int, AttributesCell> Write);

    private static void Number(CsvOutput csv, DbDataReader reader, int ordinal, AttributesCell attributes) => csv.Number(reader.GetInt64(ordinal));

    private static void Text(CsvOutput csv, DbDataReader reader, int ordinal, AttributesCell attributes)
    {
        if (reader is IUtf8Reader utf8) csv.Text(utf8.GetUtf8(ordinal));
        else csv.Text(reader.GetString(ordinal));
    }

    private static void CheckPrimary(ExportFilter read, FilterReader filter)
    {
        if (!filter.Has(Ids) && !filter.Has(Values)) return;
        if (filter.Has(Ids) && filter.Has(Values)) filter.Fail(Errors.InvalidData($"{Ids} and {Values} cannot be used together"));
        var matching = read.Types is { } types && Array.Exists(Groups, g => types.All(g.Contains));
        if (!matching) filter.Fail(Errors.InvalidData($"{Ids} and {Values} need activityTypeIds of activities about the same kind of asset"));
    }
}
