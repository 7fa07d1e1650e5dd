using System.Data.Common;
using System.Text.Json;
using Leadbase.Bench.Load;
using Leadbase.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadbase.Bench.Records;

/// <summary>What Sync Companies cannot do without, by hand: read by key and lock, insert, update, one transaction.</summary>
internal abstract class CompanyFloor : IDisposable
{
    private static readonly string[] Names = [.. CompanyData.Columns.Select(c => c.Quoted)];

    protected static string List => string.Join(", ", Names);

    protected static string Sets(Func<int, string> value) => string.Join(", ", Names.Select((n, i) => (n, i)).Where(c => c.i is 2 or > 3).Select(c => $"{c.n} = {value(c.i)}"));

    public abstract void Run(object[][] batch);

    public abstract void Dispose();

    /// <summary>Rows to insert, without ids, and to update.</summary>
    protected static (List<object?[]> Inserts, List<object?[]> Updates) Decide(object[][] batch, DbDataReader reader)
    {
        var found = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var row = new object?[CompanyData.Columns.Length];
            for (var i = 0; i < row.Length; i++) row[i] = reader.Value(i, CompanyData.Columns[i].Kind);
            found[(string)row[3]!] = row;
        }
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var (inserts, updates) = (new List<object?[]>(), new List<object?[]>());
        foreach (var record in batch)
        {
            if (!found.TryGetValue((string)record[0], out var row)) inserts.Add([0L, now, now, .. record]);
            else if (!row.AsSpan(4).SequenceEqual(record.AsSpan(1))) updates.Add([row[0], row[1], now, .. record]);
        }
        return (inserts, updates);
    }

    /// <summary>SQLite: one writer, statements prepared once.</summary>
    public sealed class Sqlite : CompanyFloor
    {
        private readonly SqliteConnection _connection;

        public Sqlite(string file)
        {
            _connection = new SqliteConnection($"Data Source={file};Pooling=False");
            _connection.Open();
            Execute("pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 32000; pragma cache_size = -16384");
        }

        public override void Run(object[][] batch)
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            using var select = Command(transaction, $"select {List} from company where \"externalCompanyId\" in (select value from json_each($0))", 1);
            select.Parameters[0].Value = JsonSerializer.Serialize(batch.Select(r => r[0]));
            List<object?[]> inserts, updates;
            using (var reader = select.ExecuteReader()) (inserts, updates) = Decide(batch, reader);
            using var take = Command(transaction, "update sequence set next = next + $0 where name = 'company' returning next", 1);
            take.Parameters[0].Value = inserts.Count;
            var id = (long)take.ExecuteScalar()! - inserts.Count;
            foreach (var row in inserts) row[0] = id++;
            Each(transaction, $"insert into company ({List}) values ({string.Join(", ", CompanyData.Columns.Select((_, i) => $"${i}"))})", inserts);
            Each(transaction, $"update company set {Sets(i => $"${i}")} where id = $0", updates);
            transaction.Commit();
        }

        public override void Dispose() => _connection.Dispose();

        private void Each(SqliteTransaction transaction, string sql, List<object?[]> rows)
        {
            using var command = Command(transaction, sql, CompanyData.Columns.Length);
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i];
                command.ExecuteNonQuery();
            }
        }

        private SqliteCommand Command(SqliteTransaction transaction, string sql, int parameters)
        {
            var command = _connection.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, sql);
            for (var i = 0; i < parameters; i++) command.Parameters.AddWithValue($"${i}", DBNull.Value);
            return command;
        }

        private void Execute(string sql)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>PostgreSQL: keys locked as the server must, rows as arrays.</summary>
    public sealed class Postgres(string connectionString, string schema) : CompanyFloor
    {
        private readonly NpgsqlDataSource _source = Floors.PostgresFloorReader.Source(connectionString);
        private readonly string _table = $"\"{schema}\".\"company\"";

        public override void Run(object[][] batch)
        {
            using var connection = _source.OpenConnection();
            using var transaction = connection.BeginTransaction();
            string[] keys = [.. batch.Select(r => (string)r[0])];
            using (var locks = Command(connection, "select pg_advisory_xact_lock(k) from (select hashtextextended(k, 0) as k from unnest($1) as k order by 1) as keys", keys)) locks.ExecuteNonQuery();
            List<object?[]> inserts, updates;
            using (var select = Command(connection, $"select {List} from {_table} where \"externalCompanyId\" = any($1) order by id for update", keys))
            using (var reader = select.ExecuteReader()) (inserts, updates) = Decide(batch, reader);
            using (var take = Command(connection, $"select nextval('\"{schema}\".\"company_id\"') from generate_series(1, $1)", (long)inserts.Count))
            using (var ids = take.ExecuteReader())
            {
                for (var i = 0; ids.Read(); i++) inserts[i][0] = ids.GetInt64(0);
            }
            var arrays = string.Join(", ", CompanyData.Columns.Select((c, i) => $"${i + 1}::{(c.Kind == StorageKind.Text ? "text" : "bigint")}[]"));
            Write(connection, $"insert into {_table} ({List}) select * from unnest({arrays})", inserts);
            var names = string.Join(", ", CompanyData.Columns.Select((_, i) => $"c{i}"));
            Write(connection, $"update {_table} as t set {Sets(i => $"v.c{i}")} from unnest({arrays}) as v({names}) where t.id = v.c0", updates);
            transaction.Commit();
        }

        public override void Dispose() => _source.Dispose();

        private static NpgsqlCommand Command<T>(NpgsqlConnection connection, string sql, T value)
        {
            var command = new NpgsqlCommand(sql, connection);
            command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
            return command;
        }

        private static void Write(NpgsqlConnection connection, string sql, List<object?[]> rows)
        {
            using var command = new NpgsqlCommand(sql, connection);
            for (var c = 0; c < CompanyData.Columns.Length; c++)
            {
                var i = c;
                command.Parameters.Add(CompanyData.Columns[i].Kind == StorageKind.Text
                    ? new NpgsqlParameter<string?[]> { TypedValue = [.. rows.Select(r => (string?)r[i])] }
                    : new NpgsqlParameter<long[]> { TypedValue = [.. rows.Select(r => (long)r[i]!)] });
            }
            command.ExecuteNonQuery();
        }
    }
}
