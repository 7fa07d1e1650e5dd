using System.Data.Common;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Programs;
using Leadbase.Records.Engine;
using Leadbase.Records.Fields;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>Export of program members ("Bulk Program Member Extract"): of one program or of up to ten, with further filters that combine. Fields are the leads' and the members'.</summary>
internal sealed class MemberExport : IExportKind
{
    private const int MaxPrograms = 10;
    private const int MaxStatuses = 300;
    private const string ProgramName = "program";
    private const string ProgramId = "programId";
    private static readonly Dictionary<string, string> Cadences = new() { ["pause"] = "pause", ["paused"] = "pause", ["norm"] = "norm", ["normal"] = "norm" };

    /// <inheritdoc />
    public string Name => "members";

    /// <inheritdoc />
    public IReadOnlyList<string>? DefaultFields => null;

    /// <inheritdoc />
    public async ValueTask<(ExportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ExportOrder order, FilterReader filter)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (order.Fields.FirstOrDefault(f => FieldOf(schema, session.Database, f) is null) is { } unknown) return (null, Errors.FieldNotFound(unknown));
        var (one, several) = (filter.Number("programId"), filter.Numbers("programIds", MaxPrograms));
        var read = new ExportFilter
        {
            Programs = one is { } id ? [id] : several,
            TellsProgram = several is not null,
            UpdatedAt = filter.Range("updatedAt"),
            Statuses = filter.Texts("statusNames", MaxStatuses),
            IsExhausted = filter.Flag("isExhausted"),
            Cadence = filter.Text("nurtureCadence") is { } cadence ? CadenceOf(filter, cadence) : null,
        };
        if (one is not null && several is not null) filter.Fail(Errors.InvalidData("programId and programIds cannot be used together"));
        if (read.Programs is null) filter.Fail(Errors.InvalidData("The filter must have programId or programIds"));
        filter.End();
        if (filter.Error is null) await CheckAsync(session, read, filter);
        return filter.Error is { } error ? (null, error) : (order with { Filter = read }, default);
    }

    /// <inheritdoc />
    public async Task<ExportQuery?> OpenAsync(Instance instance, Session session, ExportOrder order, CancellationToken cancel)
    {
        var (schema, database, filter) = (await RecordSchema.OfAsync(instance, cancel), session.Database, order.Filter);
        string[] names = filter.TellsProgram
            ? [ProgramId, .. order.Fields.Where(f => !string.Equals(f, ProgramId, StringComparison.OrdinalIgnoreCase))] : [.. order.Fields];
        List<ExportField> fields = [.. names.Select(n => FieldOf(schema, database, n)).OfType<ExportField>()];
        if (fields.Count < names.Length) return null;
        var conditions = new ExportConditions(database.Dialect)
            .In("m.\"programId\"", filter.Programs)
            .Within("m.\"updatedAt\"", filter.UpdatedAt)
            .In("m.\"statusName\"", filter.Statuses)
            .In("m.\"nurtureCadence\"", filter.Cadence is { } cadence ? [cadence] : (IReadOnlyList<string>?)null)
            .Flag("m.\"isExhausted\"", filter.IsExhausted);
        var joins = string.Concat(fields.Select(f => f.Join).OfType<string>().Distinct()
            .Select(o => $" left join {database.Table(o)} {Join.AliasOf(o)} on {Join.AliasOf(o)}.id = t.\"{Join.ColumnOf(o)}\""));
        var members = database.Table(schema.Get(StandardObjects.ProgramMember).TableName);
        var sql = $"""
            select m.id, {string.Join(", ", fields.Select(f => f.Sql))} from {members} m
            join {database.Table(StandardObjects.Lead)} t on t.id = m."leadId"{joins} where m.id > $1 and m.id <= $2{conditions.Sql} order by m.id limit
            """;
        return new ExportQuery(
            [.. names.Select(order.HeaderOf)], limit => $"{sql} {limit}", conditions.Bind, (csv, reader) => Write(csv, reader, fields),
            await ExportQuery.LastAsync(session, members));
    }

    private sealed record ExportField(string Sql, FieldType Type, string? Join);

    private static void Write(CsvOutput csv, DbDataReader reader, List<ExportField> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (reader.IsDBNull(i + 1)) csv.Null();
            else fields[i].Type.WriteCsv(csv, reader, i + 1);
        }
        csv.EndRow();
    }

    /// <summary>A field by its name: the program's name, the member's, the lead's, in this order.</summary>
    private static ExportField? FieldOf(RecordSchema schema, Database database, string name)
    {
        if (string.Equals(name, ProgramName, StringComparison.OrdinalIgnoreCase))
        {
            return new($"(select a.name from {database.Table("asset")} a where a.type = '{AssetType.Program}' and a.id = m.\"programId\")", FieldTypes.Get("string"), null);
        }
        // What a member computes is of its lead or its program; those are read from where they are.
        if (schema.Get(StandardObjects.ProgramMember).Find(name) is { IsOwn: true } own) return new($"m.{own.Column.Quoted}", own.Type, null);
        return schema.Lead.Find(name) is { } field ? new(SqlOf(field, database), field.Type, field.Link ?? field.Object) : null;
    }

    private static string SqlOf(Field field, Database database) => field.Values is { } values
        ? $"(select string_agg(v.{values.Value}, ',' order by v.{values.Value}) from {database.Table(values.Table)} v where v.{values.Owner} = t.id)"
        : field.Sql;

    private static string? CadenceOf(FilterReader filter, string text)
    {
        if (Cadences.TryGetValue(text, out var cadence)) return cadence;
        filter.Fail(Errors.InvalidData("nurtureCadence is one of pause, norm"));
        return null;
    }

    /// <summary>The programs must be there, and each status be one of at least one of them.</summary>
    private static async Task CheckAsync(Session session, ExportFilter read, FilterReader filter)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in read.Programs!)
        {
            if (await MarketingProgram.FindAsync(session, id) is not { } program)
            {
                filter.Fail(Errors.ObjectNotFound);
                return;
            }
            known.UnionWith(program.Channel.Statuses.Select(s => s.Name));
        }
        if (read.Statuses?.FirstOrDefault(s => !known.Contains(s)) is { } unknown) filter.Fail(Errors.InvalidData($"No program has the status '{unknown}'"));
    }
}
