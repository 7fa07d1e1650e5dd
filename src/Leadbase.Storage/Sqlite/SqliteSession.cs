using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Leadbase.Storage.Sqlite;

/// <summary>An open connection and the statements prepared on it.</summary>
internal sealed class SqliteLease(SqliteConnection connection) : IDisposable
{
    private const int MaxStatements = 256;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteRowStatement> _rowStatements = new(StringComparer.Ordinal);

    public SqliteConnection Connection { get; } = connection;

    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        if (_statements.Count >= MaxStatements) Forget();
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        return _statements[sql] = new SqliteStatement(command);
    }

    public SqliteRowStatement PrepareForRows(string sql)
    {
        if (_rowStatements.TryGetValue(sql, out var statement)) return statement;
        if (_rowStatements.Count >= MaxStatements) Forget();
        return _rowStatements[sql] = new SqliteRowStatement(Connection, sql);
    }

    public void Forget()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        foreach (var statement in _rowStatements.Values) statement.Dispose();
        _statements.Clear();
        _rowStatements.Clear();
    }

    public void Dispose()
    {
        Forget();
        Connection.Dispose();
    }
}

internal sealed class SqliteSession : Session
{
    private readonly SqliteDatabase _database;
    private readonly SqliteLease _lease;
    private readonly SqliteTransaction? _transaction;
    private readonly CancellationTokenRegistration _interrupt;
    private bool _disposed;

    public SqliteSession(SqliteDatabase database, SqliteLease lease, SqliteTransaction? transaction, CancellationToken cancel)
    {
        _database = database;
        _lease = lease;
        _transaction = transaction;
        Cancel = cancel;
        if (cancel.CanBeCanceled) _interrupt = cancel.UnsafeRegister(static c => raw.sqlite3_interrupt(((SqliteConnection)c!).Handle!), lease.Connection);
    }

    public override Database Database => _database;

    public override Statement Sql(string sql)
    {
        Cancel.ThrowIfCancellationRequested();
        return _lease.Prepare(sql).Begin(_transaction);
    }

    /// <summary>Runs a statement once for each row; the n-th value of a row is its n-th parameter.</summary>
    public void RunForEach(string sql, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        Cancel.ThrowIfCancellationRequested();
        _lease.PrepareForRows(sql).Run(columns, rows);
    }

    public override Task RunAsync(string script)
    {
        using var command = _lease.Connection.CreateCommand();
        command.CommandText = script;
        command.Transaction = _transaction;
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public override Task CommitAsync()
    {
        // From here on the work is done: a late cancellation must not interrupt the commit.
        _interrupt.Dispose();
        Cancel.ThrowIfCancellationRequested();
        _transaction?.Commit();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        if (_disposed) return ValueTask.CompletedTask;
        _disposed = true;
        _interrupt.Dispose();
        try
        {
            _transaction?.Dispose();
        }
        finally
        {
            _database.Return(_lease, _transaction is not null);
        }
        return ValueTask.CompletedTask;
    }
}

internal sealed class SqliteStatement(SqliteCommand command) : Statement, IDisposable
{
    private int _next;

    public SqliteStatement Begin(SqliteTransaction? transaction)
    {
        command.Transaction = transaction;
        _next = 0;
        return this;
    }

    public override Statement Bind(string? value) => BindValue(value);

    public override Statement Bind(long? value) => BindValue(value);

    public override Statement Bind(double? value) => BindValue(value);

    public override Statement Bind(bool? value) => BindValue(value is null ? null : value.Value ? 1L : 0L);

    public override Statement BindSet(IReadOnlyList<long> values) => BindValue($"[{string.Join(',', values)}]");

    public override Statement BindSet(IReadOnlyList<double> values) => BindValue(JsonSerializer.Serialize(values));

    public override Statement BindSet(IReadOnlyList<string> values) => BindValue(JsonSerializer.Serialize(values));

    public override ValueTask<DbDataReader> QueryAsync()
    {
        _next = 0;
        return new(command.ExecuteReader());
    }

    public override ValueTask<int> ExecuteAsync()
    {
        _next = 0;
        return new(command.ExecuteNonQuery());
    }

    public void Dispose() => command.Dispose();

    private SqliteStatement BindValue(object? value)
    {
        if (_next == command.Parameters.Count)
        {
            var name = "$" + (_next + 1).ToString(CultureInfo.InvariantCulture);
            command.Parameters.Add(new SqliteParameter(name, value ?? DBNull.Value));
        }
        else
        {
            command.Parameters[_next].Value = value ?? DBNull.Value;
        }
        _next++;
        return this;
    }
}

/// <summary>
/// A statement for many rows, beside Microsoft.Data.Sqlite: values are bound by their place, where a command looks up the name
/// of each parameter again for each row.
/// </summary>
internal sealed class SqliteRowStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];

    public SqliteRowStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public void Run(IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++) Check(Bind(i + 1, columns[i].Kind, row[i]));
            try
            {
                Check(raw.sqlite3_step(_statement));
            }
            finally
            {
                _ = raw.sqlite3_reset(_statement);
            }
        }
        // The last row's texts are not kept until the next batch.
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int index, StorageKind kind, object? value)
    {
        if (value is null) return raw.sqlite3_bind_null(_statement, index);
        return kind switch
        {
            StorageKind.Text => BindText(index, (string)value),
            StorageKind.Integer => raw.sqlite3_bind_int64(_statement, index, (long)value),
            StorageKind.Real => raw.sqlite3_bind_double(_statement, index, (double)value),
            _ => raw.sqlite3_bind_int64(_statement, index, (bool)value ? 1 : 0),
        };
    }

    private int BindText(int index, string value)
    {
        // An empty span has no address, and would be bound as null.
        if (value.Length == 0) return raw.sqlite3_bind_text(_statement, index, value);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_text.Length < most) _text = new byte[most];
        return raw.sqlite3_bind_text(_statement, index, _text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text)));
    }

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE)) SqliteException.ThrowExceptionForRC(result, _database);
    }
}
