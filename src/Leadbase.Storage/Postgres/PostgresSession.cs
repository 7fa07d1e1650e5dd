using System.Data.Common;
using Npgsql;

namespace Leadbase.Storage.Postgres;

internal sealed class PostgresSession : Session
{
    private readonly PostgresDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction? _transaction;

    public PostgresSession(PostgresDatabase database, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancel)
    {
        _database = database;
        _connection = connection;
        _transaction = transaction;
        Cancel = cancel;
    }

    public override Database Database => _database;

    public override Statement Sql(string sql) => new PostgresStatement(_connection, sql, Cancel);

    /// <summary>Streams rows into a table.</summary>
    public async Task CopyAsync(string sql, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        await using var copy = await _connection.BeginBinaryImportAsync(sql, Cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(Cancel);
            for (var i = 0; i < columns.Count; i++) await WriteAsync(copy, columns[i].Kind, row[i]);
        }
        await copy.CompleteAsync(Cancel);
    }

    private Task WriteAsync(NpgsqlBinaryImporter copy, StorageKind kind, object? value) => (kind, value) switch
    {
        (_, null) => copy.WriteNullAsync(Cancel),
        (StorageKind.Text, string text) => copy.WriteAsync(text, NpgsqlTypes.NpgsqlDbType.Text, Cancel),
        (StorageKind.Integer, long number) => copy.WriteAsync(number, NpgsqlTypes.NpgsqlDbType.Bigint, Cancel),
        (StorageKind.Real, double number) => copy.WriteAsync(number, NpgsqlTypes.NpgsqlDbType.Double, Cancel),
        (StorageKind.Boolean, bool flag) => copy.WriteAsync(flag, NpgsqlTypes.NpgsqlDbType.Boolean, Cancel),
        _ => throw new InvalidOperationException($"A column of the kind {kind} has a value of the type {value.GetType()}."),
    };

    public override async Task RunAsync(string script)
    {
        await using var command = new NpgsqlCommand(script, _connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public override Task CommitAsync()
    {
        Cancel.ThrowIfCancellationRequested();
        // Once sent, the commit is not cancelled: its outcome must be known.
        return _transaction?.CommitAsync(CancellationToken.None) ?? Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_transaction is not null) await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

internal sealed class PostgresStatement(NpgsqlConnection connection, string sql, CancellationToken cancel) : Statement
{
    // Made when first needed: a statement may be run again with new values, and each run has a command of its own.
    private NpgsqlCommand? _command;

    public override Statement Bind(string? value) => Add(value);

    public override Statement Bind(long? value) => value is { } v ? AddValue(v) : AddNull(NpgsqlTypes.NpgsqlDbType.Bigint);

    public override Statement Bind(double? value) => value is { } v ? AddValue(v) : AddNull(NpgsqlTypes.NpgsqlDbType.Double);

    public override Statement Bind(bool? value) => value is { } v ? AddValue(v) : AddNull(NpgsqlTypes.NpgsqlDbType.Boolean);

    public override Statement BindSet(IReadOnlyList<long> values) => AddValue(values as long[] ?? [.. values]);

    public override Statement BindSet(IReadOnlyList<double> values) => AddValue(values as double[] ?? [.. values]);

    public override Statement Bind(ReadOnlyMemory<byte> value) => AddValue(value);

    public override Statement BindSet(IReadOnlyList<string> values) => AddValue(values as string[] ?? [.. values]);

    /// <summary>Binds one column of many rows as an array.</summary>
    public void BindColumn(StorageKind kind, IReadOnlyList<object?[]> rows, int column)
    {
        switch (kind)
        {
            case StorageKind.Text: AddValue(Transpose<string?>(rows, column)); break;
            case StorageKind.Integer: AddValue(Transpose<long?>(rows, column)); break;
            case StorageKind.Real: AddValue(Transpose<double?>(rows, column)); break;
            default: AddValue(Transpose<bool?>(rows, column)); break;
        }
    }

    public override async ValueTask<DbDataReader> QueryAsync()
    {
        var reader = await Take().ExecuteReaderAsync(cancel);
        return reader;
    }

    public override async ValueTask<DbDataReader> ScanAsync()
    {
        await using var command = Take();
        var query = PostgresLiterals.Inline(sql, command.Parameters);
        return new PostgresCopyReader(await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", cancel));
    }

    public override async ValueTask<int> ExecuteAsync() => await Take().ExecuteNonQueryAsync(cancel);

    private NpgsqlCommand Current => _command ??= new NpgsqlCommand(sql, connection);

    private NpgsqlCommand Take()
    {
        var command = Current;
        _command = null;
        return command;
    }

    private static T[] Transpose<T>(IReadOnlyList<object?[]> rows, int column)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (T)rows[i][column]!;
        return values;
    }

    private PostgresStatement Add(string? value)
    {
        if (value is null) return AddNull(NpgsqlTypes.NpgsqlDbType.Text);
        return AddValue(value);
    }

    private PostgresStatement AddValue<T>(T value)
    {
        Current.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return this;
    }

    private PostgresStatement AddNull(NpgsqlTypes.NpgsqlDbType type)
    {
        Current.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = DBNull.Value });
        return this;
    }
}
