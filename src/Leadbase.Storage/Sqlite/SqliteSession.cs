using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Leadbase.Storage.Sqlite;

/// <summary>An open connection and the statements prepared on it.</summary>
internal sealed class SqliteLease(SqliteConnection connection) : IDisposable
{
    private const int MaxStatements = 256;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    public SqliteConnection Connection { get; } = connection;

    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        if (_statements.Count >= MaxStatements) Forget();
        return _statements[sql] = new SqliteStatement(Connection.Handle!, sql);
    }

    public void Forget()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
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
        return _lease.Prepare(sql).Begin();
    }

    /// <summary>Runs a statement once for each row; the n-th value of a row is the parameter <c>?n</c>.</summary>
    public void RunForEach(string sql, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        Cancel.ThrowIfCancellationRequested();
        _lease.Prepare(sql).Begin().RunForEach(columns, rows);
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
