using System.Globalization;
using Leadbase.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadbase.Bench.Records;

/// <summary>The file that hand-written transactions write, with the server's settings: one writer, statements prepared once.</summary>
internal sealed class SqliteFloorFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public SqliteFloorFile(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        using var pragmas = _connection.CreateCommand();
        pragmas.CommandText = "pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 32000; pragma cache_size = -16384";
        pragmas.ExecuteNonQuery();
    }

    public SqliteTransaction Begin() => _connection.BeginTransaction(deferred: false);

    public SqliteCommand Command(SqliteTransaction transaction, string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$" + i.ToString(CultureInfo.InvariantCulture), DBNull.Value);
            _commands.Add(sql, command);
        }
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>Takes ids, or positions, from a counter; returns the first.</summary>
    public long Take(SqliteTransaction transaction, string counter, int count) =>
        (long)Command(transaction, "update sequence set next = next + $0 where name = $1 returning next", count, counter).ExecuteScalar()! - count;

    public void Each(SqliteTransaction transaction, string sql, List<object?[]> rows)
    {
        foreach (var row in rows) Command(transaction, sql, row).ExecuteNonQuery();
    }

    public void Insert(SqliteTransaction transaction, string table, Column[] columns, List<object?[]> rows) =>
        Each(transaction, $"insert into \"{table}\" ({string.Join(", ", columns.Select(c => c.Quoted))}) values ({string.Join(", ", columns.Select((_, i) => $"${i}"))})", rows);

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }
}

/// <summary>The schema that hand-written transactions write: rows as arrays, one statement for all.</summary>
internal sealed class PostgresFloorSchema(string connectionString, string schema) : IDisposable
{
    private readonly NpgsqlDataSource _source = Floors.PostgresFloorReader.Source(connectionString);

    public NpgsqlConnection Open() => _source.OpenConnection();

    public string Table(string name) => $"\"{schema}\".\"{name}\"";

    public static NpgsqlCommand Command<T>(NpgsqlConnection connection, string sql, T value)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    public static string Arrays(Column[] columns) =>
        string.Join(", ", columns.Select((c, i) => $"${i + 1}::{(c.Kind == StorageKind.Text ? "text" : "bigint")}[]"));

    public void Insert(NpgsqlConnection connection, string table, Column[] columns, List<object?[]> rows) =>
        Write(connection, $"insert into {Table(table)} ({string.Join(", ", columns.Select(c => c.Quoted))}) select * from unnest({Arrays(columns)})", columns, rows);

    public static void Write(NpgsqlConnection connection, string sql, Column[] columns, List<object?[]> rows)
    {
        using var command = new NpgsqlCommand(sql, connection);
        for (var c = 0; c < columns.Length; c++)
        {
            var i = c;
            command.Parameters.Add(columns[i].Kind == StorageKind.Text
                ? new NpgsqlParameter<string?[]> { TypedValue = [.. rows.Select(r => (string?)r[i])] }
                : new NpgsqlParameter<long?[]> { TypedValue = [.. rows.Select(r => (long?)r[i])] });
        }
        command.ExecuteNonQuery();
    }

    public void Dispose() => _source.Dispose();
}
