using System.Data.Common;
using System.Text.Json;

namespace Leadbase.Bench.Records;

/// <summary>What the sync of an object cannot do without, by hand: read by key and lock, insert, update, one transaction.</summary>
internal abstract class UpsertFloor(ObjectData data) : IBatchFloor
{
    protected ObjectData Data => data;

    protected string List => string.Join(", ", data.Columns.Select(c => c.Quoted));

    protected string Sets(Func<int, string> value) =>
        string.Join(", ", data.Columns.Select((c, i) => (c.Quoted, i)).Where(c => c.i == ObjectData.UpdatedAt || c.i > data.Key).Select(c => $"{c.Quoted} = {value(c.i)}"));

    public abstract void Run(object[][] batch);

    public abstract void Dispose();

    /// <summary>Rows to insert, without ids, and to update.</summary>
    protected (List<object?[]> Inserts, List<object?[]> Updates) Decide(object[][] batch, DbDataReader reader)
    {
        var found = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var row = new object?[data.Columns.Length];
            for (var i = 0; i < row.Length; i++) row[i] = Storage.ReaderExtensions.Value(reader, i, data.Columns[i].Kind);
            found[(string)row[data.Key]!] = row;
        }
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var (inserts, updates) = (new List<object?[]>(), new List<object?[]>());
        foreach (var record in batch)
        {
            if (!found.TryGetValue((string)record[0], out var row))
            {
                inserts.Add([.. data.Head(0, now), .. record]);
            }
            else if (!row.AsSpan(data.Key + 1).SequenceEqual(record.AsSpan(1)))
            {
                record.CopyTo(row, data.Key);
                row[ObjectData.UpdatedAt] = now;
                updates.Add(row);
            }
        }
        return (inserts, updates);
    }

    /// <summary>SQLite.</summary>
    public sealed class Sqlite(string path, ObjectData data) : UpsertFloor(data)
    {
        private readonly SqliteFloorFile _file = new(path);

        public override void Run(object[][] batch)
        {
            using var transaction = _file.Begin();
            var select = _file.Command(
                transaction, $"select {List} from \"{Data.Table}\" where {Data.KeyColumn} in (select value from json_each($0))", JsonSerializer.Serialize(batch.Select(r => r[0])));
            List<object?[]> inserts, updates;
            using (var reader = select.ExecuteReader()) (inserts, updates) = Decide(batch, reader);
            var id = _file.Take(transaction, Data.Table, inserts.Count);
            foreach (var row in inserts) row[0] = id++;
            _file.Insert(transaction, Data.Table, Data.Columns, inserts);
            _file.Each(transaction, $"update \"{Data.Table}\" set {Sets(i => $"${i}")} where id = $0", updates);
            transaction.Commit();
        }

        public override void Dispose() => _file.Dispose();
    }

    /// <summary>PostgreSQL: keys locked as the server must.</summary>
    public sealed class Postgres(string connectionString, string schema, ObjectData data) : UpsertFloor(data)
    {
        private readonly PostgresFloorSchema _schema = new(connectionString, schema);

        public override void Run(object[][] batch)
        {
            using var connection = _schema.Open();
            using var transaction = connection.BeginTransaction();
            string[] keys = [.. batch.Select(r => (string)r[0])];
            using (var locks = PostgresFloorSchema.Command(connection, "select pg_advisory_xact_lock(k) from (select hashtextextended(k, 0) as k from unnest($1) as k order by 1) as keys", keys)) locks.ExecuteNonQuery();
            List<object?[]> inserts, updates;
            using (var select = PostgresFloorSchema.Command(connection, $"select {List} from {_schema.Table(Data.Table)} where {Data.KeyColumn} = any($1) order by id for update", keys))
            using (var reader = select.ExecuteReader()) (inserts, updates) = Decide(batch, reader);
            using (var take = PostgresFloorSchema.Command(connection, $"select nextval('{_schema.Table(Data.Table + "_id")}') from generate_series(1, $1)", (long)inserts.Count))
            using (var ids = take.ExecuteReader())
            {
                for (var i = 0; ids.Read(); i++) inserts[i][0] = ids.GetInt64(0);
            }
            _schema.Insert(connection, Data.Table, Data.Columns, inserts);
            var names = string.Join(", ", Data.Columns.Select((_, i) => $"c{i}"));
            PostgresFloorSchema.Write(
                connection, $"update {_schema.Table(Data.Table)} as t set {Sets(i => $"v.c{i}")} from unnest({PostgresFloorSchema.Arrays(Data.Columns)}) as v({names}) where t.id = v.c0", Data.Columns, updates);
            transaction.Commit();
        }

        public override void Dispose() => _schema.Dispose();
    }
}
