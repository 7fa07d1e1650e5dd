using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Engine;

/// <summary>The existing records that the keys of a batch name. The one place that decides a 1007.</summary>
public sealed class RecordMatcher
{
    // One statement answers for all keys; only when it finds more rows than this are the keys asked one by one.
    private const int MaxTogether = 4_000;
    private const int MaxPerKey = 50;
    private readonly Dictionary<object, List<RecordRow>> _rows = [];

    /// <summary>Every record found or added.</summary>
    public IEnumerable<RecordRow> Rows => _rows.Values.SelectMany(r => r);

    /// <summary>The only record that has a key and meets a condition; null when there is none, 1007 when there are several.</summary>
    public ApiError? Only(object key, Func<RecordRow, bool> condition, out RecordRow? row)
    {
        row = null;
        if (!_rows.TryGetValue(key, out var all)) return null;
        foreach (var candidate in all.Where(condition))
        {
            if (row is not null) return Errors.SeveralLeads;
            row = candidate;
        }
        return null;
    }

    /// <summary>Any record that has a key.</summary>
    public RecordRow? Any(object key) => _rows.TryGetValue(key, out var all) && all.Count > 0 ? all[0] : null;

    /// <summary>Adds a record that the batch creates, so that later records of the batch find it.</summary>
    public void Add(object key, RecordRow row)
    {
        if (!_rows.TryGetValue(key, out var all)) _rows[key] = all = [];
        all.Add(row);
    }

    /// <summary>Reads the records of keys and keeps them from changing until the transaction ends.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="type">The object type.</param>
    /// <param name="lookup">The field that the keys are values of.</param>
    /// <param name="keys">Distinct keys, as the field's type compares them.</param>
    /// <param name="columns">What is read of each record besides its id.</param>
    public static async Task<RecordMatcher> ReadAsync(
        Session session, ObjectType type, Field lookup, IReadOnlyList<object> keys, IReadOnlyList<Column> columns)
    {
        var matcher = new RecordMatcher();
        if (keys.Count == 0) return matcher;
        if (await matcher.ReadAsync(session, type, lookup, keys, columns, MaxTogether) < MaxTogether) return matcher;
        matcher._rows.Clear();
        foreach (var key in keys) await matcher.ReadAsync(session, type, lookup, [key], columns, MaxPerKey);
        return matcher;
    }

    private async Task<int> ReadAsync(
        Session session, ObjectType type, Field lookup, IReadOnlyList<object> keys, IReadOnlyList<Column> columns, int limit)
    {
        var dialect = session.Database.Dialect;
        var list = string.Concat(columns.Select(c => ", t." + c.Quoted));
        // In the order of ids, so that two transactions with common rows lock them in the same order.
        var statement = session.Sql(
            $"select t.id, {lookup.KeySql}{list} from {type.Table(session.Database)} t where {dialect.In(lookup.KeySql, 1)} order by t.id limit {limit}{dialect.ForUpdate}");
        _ = lookup.Type.Storage == StorageKind.Text
            ? statement.BindSet([.. keys.Cast<string>()])
            : statement.BindSet([.. keys.Cast<long>()]);
        await using var reader = await statement.QueryAsync();
        var count = 0;
        for (; await reader.ReadAsync(); count++)
        {
            var row = new RecordRow(reader.GetInt64(0), isNew: false, columns.Count);
            for (var i = 0; i < columns.Count; i++) row.Load(columns[i].Name, reader.Value(i + 2, columns[i].Kind));
            Add(reader.Value(1, lookup.Type.Storage)!, row);
        }
        return count;
    }
}
