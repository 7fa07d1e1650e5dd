using System.IO.Hashing;
using System.Text;
using Npgsql;

namespace Leadbase.Storage.Postgres;

/// <summary>PostgreSQL 15 and later: many rows travel as arrays, one per column, through <c>unnest</c>, and thousands by <c>copy</c>.</summary>
public sealed class PostgresDialect : ISqlDialect
{
    /// <summary>The one dialect; it has no state.</summary>
    public static readonly PostgresDialect Shared = new();

    // A batch of the API, 300 records with their activities, travels as arrays in one message; many more are quicker as a stream.
    private const int MinCopied = 2_000;

    /// <inheritdoc />
    public string IdType => "bigint";

    /// <inheritdoc />
    public string ForUpdate => " for update";

    /// <inheritdoc />
    public string TypeOf(StorageKind kind) => kind switch
    {
        // Byte order, as in SQLite: the same comparisons and the same sort in both databases, and faster ones.
        StorageKind.Text => "text collate \"C\"",
        StorageKind.Integer => "bigint",
        StorageKind.Real => "double precision",
        StorageKind.Bytes => "bytea",
        _ => "boolean",
    };

    /// <inheritdoc />
    public IEnumerable<string> StoreUncompressed(string table, string column) => [$"alter table {table} alter column {column} set storage external"];

    /// <inheritdoc />
    public string In(string expression, int parameter) => $"{expression} = any(${parameter})";

    /// <inheritdoc />
    public string Each(int parameter) => $"unnest(${parameter}) as k(value)";

    /// <inheritdoc />
    public string ItemOf(string array, int index) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"(({array}::json ->> {index}) collate \"C\")");

    /// <inheritdoc />
    public string NumberOf(string text) =>
        $"(case when {text} ~ '^-?(0|[1-9][0-9]{{0,99}})(\\.[0-9]{{1,99}})?$' then {text}::double precision end)";

    /// <inheritdoc />
    public async Task InsertAsync(Session session, string table, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0) return;
        var names = string.Join(", ", columns.Select(c => c.Quoted));
        if (rows.Count >= MinCopied)
        {
            await ((PostgresSession)session).CopyAsync($"copy {table} ({names}) from stdin (format binary)", columns, rows);
            return;
        }
        var statement = (PostgresStatement)session.Sql($"insert into {table} ({names}) select * from unnest({Arrays(columns)})");
        for (var i = 0; i < columns.Count; i++) statement.BindColumn(columns[i].Kind, rows, i);
        await statement.ExecuteAsync();
    }

    /// <inheritdoc />
    public async Task UpdateAsync(Session session, string table, Column key, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0) return;
        Column[] all = [key, .. columns];
        var sets = string.Join(", ", columns.Select((c, i) => $"{c.Quoted} = v.c{i + 1}"));
        var names = string.Join(", ", all.Select((_, i) => $"c{i}"));
        var statement = (PostgresStatement)session.Sql(
            $"update {table} as t set {sets} from unnest({Arrays(all)}) as v({names}) where t.{key.Quoted} = v.c0");
        for (var i = 0; i < all.Length; i++) statement.BindColumn(all[i].Kind, rows, i);
        await statement.ExecuteAsync();
    }

    /// <inheritdoc />
    public async Task LockKeysAsync(Session session, string scope, IEnumerable<string> keys)
    {
        // Sorted, so that two transactions with common keys cannot wait for each other.
        var prefix = session.Database.Table(scope) + "=";
        var hashes = keys.Select(k => (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(prefix + k))).Distinct().Order().ToArray();
        if (hashes.Length == 0) return;
        // Not the prefix alone: that is what the key "" hashes, and the shared lock would stand in the way of its own.
        var all = (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(session.Database.Table(scope)));
        if (hashes.Length > MaxKeyLocks)
        {
            await session.Sql("select pg_advisory_xact_lock($1)").Bind(all).ExecuteAsync();
            return;
        }
        await session.Sql("""
            with scope as materialized (select pg_advisory_xact_lock_shared($2))
            select pg_advisory_xact_lock(k) from scope, (select k from unnest($1) as k order by k) as keys
            """).BindSet(hashes).Bind(all).ExecuteAsync();
    }

    // The server has room for some thousands of locks, all sessions together: whoever has more keys than a call can name
    // locks the whole scope, which everybody else shares.
    private const int MaxKeyLocks = 1_000;

    /// <inheritdoc />
    public string CreateSequence(Database database, string name) => $"create sequence {database.Table(name + "_id")}";

    /// <inheritdoc />
    public async Task<long[]> AllocateIdsAsync(Session session, string sequence, int count)
    {
        var name = session.Database.Table(sequence + "_id").Replace("'", "''", StringComparison.Ordinal);
        var ids = await session.Sql($"select nextval('{name}') from generate_series(1, $1)")
            .Bind(count).ListAsync(r => r.GetInt64(0));
        return [.. ids];
    }

    /// <inheritdoc />
    public async Task RaiseSequenceAsync(Session session, string sequence, long value)
    {
        var name = session.Database.Table(sequence + "_id");
        var literal = name.Replace("'", "''", StringComparison.Ordinal);
        await session.Sql($"select setval('{literal}', greatest($1, (select last_value from {name})))").Bind(value).NumberAsync();
    }

    /// <inheritdoc />
    public bool IsTransient(Exception error) => error is NpgsqlException { IsTransient: true };

    /// <inheritdoc />
    public bool IsConflict(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <inheritdoc />
    public bool IsDiskFull(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    private static string Arrays(IReadOnlyList<Column> columns) =>
        string.Join(", ", columns.Select((c, i) => $"${i + 1}::{ArrayType(c.Kind)}"));

    private static string ArrayType(StorageKind kind) => kind switch
    {
        StorageKind.Text => "text[]",
        StorageKind.Integer => "bigint[]",
        StorageKind.Real => "double precision[]",
        _ => "boolean[]",
    };
}
