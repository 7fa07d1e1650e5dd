using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Leadbase.Storage.Sqlite;

/// <summary>SQLite: one writer at a time, so keys and rows need no locks of their own.</summary>
public sealed class SqliteDialect : ISqlDialect
{
    /// <summary>The one dialect; it has no state.</summary>
    public static readonly SqliteDialect Shared = new();

    /// <inheritdoc />
    public string IdType => "integer";

    /// <inheritdoc />
    public string ForUpdate => "";

    /// <inheritdoc />
    public string TypeOf(StorageKind kind) => kind switch
    {
        StorageKind.Text => "text",
        StorageKind.Real => "real",
        StorageKind.Bytes => "blob",
        _ => "integer",
    };

    /// <inheritdoc />
    public IEnumerable<string> StoreUncompressed(string table, string column) => [];

    /// <inheritdoc />
    public string In(string expression, int parameter) => $"{expression} in (select value from json_each(${parameter}))";

    /// <inheritdoc />
    public string Each(int parameter) => $"json_each(${parameter}) as k";

    /// <inheritdoc />
    public string ItemOf(string array, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({array} ->> {index})");

    /// <inheritdoc />
    public string NumberOf(string text) =>
        $"(case when json_valid({text}) and {text} not glob '*[^0-9.-]*' then cast({text} as real) end)";

    /// <inheritdoc />
    public Task InsertAsync(Session session, string table, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        var names = string.Join(", ", columns.Select(c => c.Quoted));
        var values = string.Join(", ", Enumerable.Repeat("?", columns.Count));
        ((SqliteSession)session).RunForEach($"insert into {table} ({names}) values ({values})", columns, rows);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task UpdateAsync(Session session, string table, Column key, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        // "?1" and not "$1": SQLite takes the latter for a name, and numbers names by where they first appear.
        var sets = string.Join(", ", columns.Select((c, i) => $"{c.Quoted} = ?{i + 2}"));
        ((SqliteSession)session).RunForEach($"update {table} set {sets} where {key.Quoted} = ?1", [key, .. columns], rows);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task LockKeysAsync(Session session, string scope, IEnumerable<string> keys) => Task.CompletedTask;

    /// <inheritdoc />
    public string CreateSequence(Database database, string name) =>
        $"insert into {database.Table("sequence")} (name, next) values ('{name}', 1)";

    /// <inheritdoc />
    public async Task<long[]> AllocateIdsAsync(Session session, string sequence, int count)
    {
        var next = await session
            .Sql($"update {session.Database.Table("sequence")} set next = next + $2 where name = $1 returning next")
            .Bind(sequence).Bind(count).NumberAsync() ?? throw new InvalidOperationException($"No sequence '{sequence}'.");
        var ids = new long[count];
        for (var i = 0; i < count; i++) ids[i] = next - count + i;
        return ids;
    }

    /// <inheritdoc />
    public async Task RaiseSequenceAsync(Session session, string sequence, long value) =>
        await session.Sql($"update {session.Database.Table("sequence")} set next = max(next, $2) where name = $1")
            .Bind(sequence).Bind(value + 1).ExecuteAsync();

    /// <inheritdoc />
    public bool IsTransient(Exception error) =>
        error is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED };

    /// <inheritdoc />
    public bool IsConflict(Exception error) => false;

    /// <inheritdoc />
    public bool IsDiskFull(Exception error) => error is SqliteException { SqliteErrorCode: raw.SQLITE_FULL };
}
