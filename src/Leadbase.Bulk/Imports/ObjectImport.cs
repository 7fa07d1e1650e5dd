using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>Import of custom objects ("Bulk Custom Object Import"): creates and updates by the dedupe fields. A column that is no field is not imported.</summary>
internal sealed class ObjectImport : IImportKind
{
    private const string MissingKey = "missing.dedupe.fields";

    /// <inheritdoc />
    public string Name => "customObjects";

    /// <inheritdoc />
    public async ValueTask<(ImportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ImportOrder order)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        return schema.FindCustom(call.Route[0]) is { } type ? (order with { Object = type.Name }, default) : (null, Errors.ObjectNotFound);
    }

    /// <inheritdoc />
    public async Task<(IImportWriter? Writer, string? Failure)> OpenAsync(Instance instance, ImportOrder order, CancellationToken cancel)
    {
        var schema = await RecordSchema.OfAsync(instance, cancel);
        if (schema.FindCustom(order.Object!) is not { } type) return (null, $"The custom object '{order.Object}' is gone");
        List<ImportColumn> columns = [.. order.Columns.Select(name => new ImportColumn(name, type.Find(name) is { ReadOnly: false } field ? field : null))];
        var twice = columns.Where(c => c.Field is not null).GroupBy(c => c.Field).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? (new Writer(schema, type, columns), null) : (null, $"Field '{twice.Key!.Name}' is in the header more than once");
    }

    private sealed class Writer(RecordSchema schema, ObjectType type, IReadOnlyList<ImportColumn> columns) : IImportWriter
    {
        public IReadOnlyList<ImportColumn> Columns => columns;

        /// <summary>A record that stands in the file twice is updated: what the engine takes for one batch names each key once.</summary>
        public async Task WriteAsync(Session session, IReadOnlyList<ImportRow> rows)
        {
            var turns = new List<List<ImportRow>>();
            var times = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                if (RecordKey.Of(type.DedupeFields, row.Record.Value, out _) is not { } key)
                {
                    row.Failure = MissingKey;
                    continue;
                }
                var turn = times[key] = times.GetValueOrDefault(key, -1) + 1;
                if (turn == turns.Count) turns.Add([]);
                turns[turn].Add(row);
            }
            foreach (var group in turns) await WriteTurnAsync(session, group);
        }

        private async Task WriteTurnAsync(Session session, List<ImportRow> rows)
        {
            var outcomes = await ObjectSync.RunAsync(session, schema, type, [.. rows.Select(r => r.Record)]);
            for (var i = 0; i < rows.Count; i++)
            {
                if (outcomes[i].Status is null) rows[i].Failure = ImportBatch.Explain(outcomes[i].Reason);
            }
        }
    }
}
