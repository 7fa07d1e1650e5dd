using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Engine;

/// <summary>Writes the new and the changed rows of a batch: one statement for all inserts, one for all updates.</summary>
public static class RecordWriter
{
    private static readonly Column Id = new("id", StorageKind.Integer);

    /// <summary>Gives new rows their ids, in their order.</summary>
    public static async Task AssignIdsAsync(Session session, ObjectType type, IReadOnlyList<RecordRow> rows)
    {
        var fresh = rows.Where(r => r is { IsNew: true, Id: 0 }).ToList();
        if (fresh.Count == 0) return;
        var ids = await session.Database.Dialect.AllocateIdsAsync(session, type.TableName, fresh.Count);
        for (var i = 0; i < ids.Length; i++) fresh[i].Id = ids[i];
    }

    /// <summary>Inserts the new rows and updates the changed ones. Ids must have been given.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="type">The object type.</param>
    /// <param name="columns">Every column that a row of the batch may have a value for.</param>
    /// <param name="rows">The rows of the batch, each once.</param>
    public static async Task WriteAsync(Session session, ObjectType type, IReadOnlyList<Column> columns, IReadOnlyList<RecordRow> rows)
    {
        var (dialect, table) = (session.Database.Dialect, type.Table(session.Database));
        var inserts = rows.Where(r => r.IsNew).ToList();
        if (inserts.Count > 0)
        {
            Column[] filled = [.. columns.Where(c => inserts.Exists(r => r[c.Name] is not null))];
            await dialect.InsertAsync(session, table, [Id, .. filled], [.. inserts.Select(r => Values(r, filled))]);
        }
        var updates = rows.Where(r => !r.IsNew && r.Changed.Count > 0).ToList();
        if (updates.Count > 0)
        {
            // Rows keep the values, read under lock, of columns that only others change.
            var names = updates.SelectMany(r => r.Changed).ToHashSet(StringComparer.Ordinal);
            Column[] changed = [.. columns.Where(c => names.Contains(c.Name))];
            await dialect.UpdateAsync(session, table, Id, changed, [.. updates.Select(r => Values(r, changed))]);
        }
    }

    private static object?[] Values(RecordRow row, Column[] columns)
    {
        var values = new object?[columns.Length + 1];
        values[0] = row.Id;
        for (var i = 0; i < columns.Length; i++) values[i + 1] = row[columns[i].Name];
        return values;
    }
}
