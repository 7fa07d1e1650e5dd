using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Leadbase.Activities;
using Leadbase.Bench.Load;
using Leadbase.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadbase.Bench.Floors;

/// <summary>
/// What Sync Leads cannot do without, written by hand for this one batch and called in process, without HTTP and JSON: the
/// same reads, the comparison, the same rows written, their activities, and the same durability, in one transaction.
/// </summary>
internal abstract class SyncFloor : IDisposable
{
    private static readonly (long Id, string Name)[] UpdatedFields = [(55, "Job Title"), (61, "City"), (108, "Lead Score")];

    /// <summary>The columns that are read of every lead the batch names: as the server, all that the batch may write.</summary>
    protected static readonly Column[] Read = [.. LeadData.SystemColumns[1..], .. LeadData.Fields];

    protected static readonly Column[] Inserted = [.. LeadData.SystemColumns, .. LeadData.Fields];

    protected static readonly Column[] Activity =
    [
        new("position", StorageKind.Integer), new("type", StorageKind.Integer), new("lead", StorageKind.Integer), new("date", StorageKind.Integer),
        new("primary_id", StorageKind.Integer), new("primary_value", StorageKind.Text), new("attributes", StorageKind.Text),
    ];

    protected static string UpdateColumns(Func<int, string> value) => string.Join(
        ", ", ((string[])["updatedAt", "_changedAt", .. LeadData.Updated.Select(i => LeadData.Fields[i].Name)]).Select((c, i) => $"\"{c}\" = {value(i)}"));

    /// <summary>Writes a batch; returns the ids in input order.</summary>
    public abstract Task<long[]> RunAsync(SyncRecord[] records);

    /// <summary>The title of the lead with an address.</summary>
    public abstract string TitleOf(string email);

    public abstract void Dispose();

    /// <summary>Decides: what is inserted (without ids), what is updated, and the activities by record.</summary>
    protected static Decision Decide(SyncRecord[] records, Dictionary<string, (long Id, object?[] Values)> existing, Func<int, IReadOnlyList<long>> takeIds)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var decision = new Decision(new long[records.Length], [], [], []);
        var fresh = takeIds(records.Count(r => !existing.ContainsKey(r.Email)));
        var taken = 0;
        for (var i = 0; i < records.Length; i++)
        {
            var record = records[i];
            if (!existing.TryGetValue(record.Email, out var lead))
            {
                var id = decision.Ids[i] = fresh[taken++];
                decision.Inserts.Add([id, 1L, now, now, now, .. record.Values]);
                decision.Activities.Add([0L, ActivityType.NewLead, id, now, null, null, SyncBatch.NewAttributes(record.Values[14])]);
                continue;
            }
            decision.Ids[i] = lead.Id;
            var changed = false;
            for (var c = 0; c < LeadData.Updated.Length; c++)
            {
                var before = lead.Values[LeadData.Updated[c] + 4];
                if (Equals(before, record.Values[c])) continue;
                changed = true;
                var (field, name) = UpdatedFields[c];
                decision.Activities.Add(
                    [0L, ActivityType.ChangeDataValue, lead.Id, now, field, name, SyncBatch.ChangeAttributes(record.Values[c], before)]);
            }
            if (changed) decision.Updates.Add([lead.Id, now, now, .. record.Values]);
        }
        return decision;
    }

    protected sealed record Decision(long[] Ids, List<object?[]> Inserts, List<object?[]> Updates, List<object?[]> Activities);
}

/// <summary>One writer, five statements prepared once.</summary>
internal sealed class SqliteSyncFloor : SyncFloor
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _select;
    private readonly SqliteCommand _take;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _append;

    public SqliteSyncFloor(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        using (var pragma = _connection.CreateCommand())
        {
            pragma.CommandText = """
                pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 32000;
                pragma journal_size_limit = 67108864; pragma cache_size = -16384; pragma temp_store = memory; pragma mmap_size = 0;
                """;
            pragma.ExecuteNonQuery();
        }
        var list = string.Concat(Read.Select(c => ", t." + c.Quoted));
        _select = Prepare($"select t.id, lower(t.\"email\"){list} from \"lead\" t where lower(t.\"email\") in (select value from json_each($1)) order by t.id limit 4000", 1);
        _take = Prepare("update \"sequence\" set next = next + $2 where name = $1 returning next", 2);
        _insert = Prepare(InsertSql("lead", Inserted), Inserted.Length);
        _update = Prepare($"update \"lead\" set {UpdateColumns(i => $"${i + 2}")} where id = $1", 6);
        _append = Prepare(InsertSql("activity", Activity), Activity.Length);
    }

    public override async Task<long[]> RunAsync(SyncRecord[] records)
    {
        await _writer.WaitAsync();
        try
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            foreach (var command in (SqliteCommand[])[_select, _take, _insert, _update, _append]) command.Transaction = transaction;
            var decision = Decide(records, Find(records), count => TakeMany("lead", count));
            foreach (var row in decision.Inserts) Run(_insert, row);
            foreach (var row in decision.Updates) Run(_update, row);
            var position = Take("activity", decision.Activities.Count);
            foreach (var row in decision.Activities)
            {
                row[0] = position++;
                Run(_append, row);
            }
            transaction.Commit();
            return decision.Ids;
        }
        finally
        {
            _writer.Release();
        }
    }

    public override string TitleOf(string email)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "select title from \"lead\" where lower(email) = $1";
        command.Parameters.AddWithValue("$1", email);
        return (string)command.ExecuteScalar()!;
    }

    public override void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_select, _take, _insert, _update, _append]) command.Dispose();
        _connection.Dispose();
        _writer.Dispose();
    }

    private Dictionary<string, (long Id, object?[] Values)> Find(SyncRecord[] records)
    {
        var found = new Dictionary<string, (long, object?[])>(StringComparer.Ordinal);
        _select.Parameters[0].Value = JsonSerializer.Serialize(records.Select(r => r.Email));
        using var reader = _select.ExecuteReader();
        while (reader.Read())
        {
            var values = new object?[Read.Length];
            for (var i = 0; i < values.Length; i++) values[i] = reader.Value(i + 2, Read[i].Kind);
            found[reader.GetString(1)] = (reader.GetInt64(0), values);
        }
        return found;
    }

    private List<long> TakeMany(string sequence, int count)
    {
        var first = Take(sequence, count);
        return [.. Enumerable.Range(0, count).Select(i => first + i)];
    }

    private long Take(string sequence, int count)
    {
        _take.Parameters[0].Value = sequence;
        _take.Parameters[1].Value = count;
        return (long)_take.ExecuteScalar()! - count;
    }

    private static void Run(SqliteCommand command, object?[] row)
    {
        for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.AddWithValue("$" + i.ToString(CultureInfo.InvariantCulture), DBNull.Value);
        command.Prepare();
        return command;
    }

    private static string InsertSql(string table, Column[] columns) =>
        $"insert into \"{table}\" ({string.Join(", ", columns.Select(c => c.Quoted))}) values ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
}

/// <summary>Eight round trips a batch, rows as arrays through unnest; keys locked as the server must, since eight clients write at once.</summary>
internal sealed class PostgresSyncFloor(string connectionString, string schema) : SyncFloor
{
    private readonly NpgsqlDataSource _source = PostgresFloorReader.Source(connectionString);
    private readonly string _select =
        $"select t.id, lower(t.\"email\"){string.Concat(Read.Select(c => ", t." + c.Quoted))} from \"{schema}\".\"lead\" t where lower(t.\"email\") = any($1) order by t.id limit 4000 for update";

    private readonly string _insert = InsertSql(schema, "lead", Inserted);
    private readonly string _append = InsertSql(schema, "activity", Activity);

    private readonly string _update =
        $"update \"{schema}\".\"lead\" as t set {UpdateColumns(i => $"v.c{i + 1}")} from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[]) as v(c0, c1, c2, c3, c4, c5) where t.id = v.c0";

    public override async Task<long[]> RunAsync(SyncRecord[] records)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        string[] emails = [.. records.Select(r => r.Email)];
        await RunAsync(connection, "select pg_advisory_xact_lock(k) from (select k from unnest($1) as k order by k) as keys", Keys(emails));
        var existing = await FindAsync(connection, emails);
        var ids = await IdsAsync(connection, emails.Count(e => !existing.ContainsKey(e)));
        var decision = Decide(records, existing, _ => ids);
        await WriteAsync(connection, _insert, Inserted, decision.Inserts);
        Column[] updated = [Inserted[0], Inserted[3], Inserted[4], .. LeadData.Updated.Select(i => LeadData.Fields[i])];
        await WriteAsync(connection, _update, updated, decision.Updates);
        var position = await NumberAsync(connection, decision.Activities.Count) - decision.Activities.Count;
        foreach (var row in decision.Activities) row[0] = position++;
        await WriteAsync(connection, _append, Activity, decision.Activities);
        await transaction.CommitAsync();
        return decision.Ids;
    }

    public override string TitleOf(string email)
    {
        using var command = _source.CreateCommand($"select title from \"{schema}\".\"lead\" where lower(email) = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = email });
        return (string)command.ExecuteScalar()!;
    }

    public override void Dispose() => _source.Dispose();

    private static long[] Keys(string[] emails) =>
        [.. emails.Select(e => (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(e))).Distinct().Order()];

    private async Task<Dictionary<string, (long Id, object?[] Values)>> FindAsync(NpgsqlConnection connection, string[] emails)
    {
        var found = new Dictionary<string, (long, object?[])>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(_select, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = emails });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var values = new object?[Read.Length];
            for (var i = 0; i < values.Length; i++) values[i] = reader.Value(i + 2, Read[i].Kind);
            found[reader.GetString(1)] = (reader.GetInt64(0), values);
        }
        return found;
    }

    private async Task<List<long>> IdsAsync(NpgsqlConnection connection, int count)
    {
        var ids = new List<long>(count);
        await using var command = new NpgsqlCommand($"select nextval('\"{schema}\".\"lead_id\"') from generate_series(1, $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = count });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) ids.Add(reader.GetInt64(0));
        return ids;
    }

    private async Task<long> NumberAsync(NpgsqlConnection connection, int count)
    {
        await using var command = new NpgsqlCommand($"update \"{schema}\".\"sequence\" set next = next + $1 where name = 'activity' returning next", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = count });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync<T>(NpgsqlConnection connection, string sql, T value)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task WriteAsync(NpgsqlConnection connection, string sql, Column[] columns, List<object?[]> rows)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        for (var i = 0; i < columns.Length; i++)
        {
            command.Parameters.Add(columns[i].Kind switch
            {
                StorageKind.Text => Parameter<string?>(rows, i),
                StorageKind.Integer => Parameter<long?>(rows, i),
                _ => Parameter<bool?>(rows, i),
            });
        }
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter<T[]> Parameter<T>(List<object?[]> rows, int column)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (T)rows[i][column]!;
        return new NpgsqlParameter<T[]> { TypedValue = values };
    }

    private static string InsertSql(string schema, string table, Column[] columns)
    {
        var arrays = string.Join(", ", columns.Select((c, i) => $"${i + 1}::{(c.Kind == StorageKind.Text ? "text" : c.Kind == StorageKind.Integer ? "bigint" : "boolean")}[]"));
        return $"insert into \"{schema}\".\"{table}\" ({string.Join(", ", columns.Select(c => c.Quoted))}) select * from unnest({arrays})";
    }
}
