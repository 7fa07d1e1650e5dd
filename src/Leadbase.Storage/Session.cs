using System.Data.Common;

namespace Leadbase.Storage;

/// <summary>
/// A leased connection, with or without a transaction. Not safe for use by two threads. Disposing it without
/// <see cref="CommitAsync"/> undoes everything that was written.
/// </summary>
public abstract class Session : IAsyncDisposable
{
    /// <summary>The database this session belongs to.</summary>
    public abstract Database Database { get; }

    /// <summary>Cancels the statements of this session.</summary>
    public CancellationToken Cancel { get; protected init; }

    /// <summary>A prepared statement whose parameters are <c>$1</c>, <c>$2</c>, … in the order they are bound.</summary>
    public abstract Statement Sql(string sql);

    /// <summary>Makes the transaction durable, as the database's setting says.</summary>
    public abstract Task CommitAsync();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>Runs statements without parameters, for example a migration.</summary>
    public abstract Task RunAsync(string script);
}

/// <summary>A statement that takes its parameters one after the other.</summary>
public abstract class Statement
{
    /// <summary>Binds the next parameter to text.</summary>
    public abstract Statement Bind(string? value);

    /// <summary>Binds the next parameter to a number.</summary>
    public abstract Statement Bind(long? value);

    /// <summary>Binds the next parameter to a double.</summary>
    public abstract Statement Bind(double? value);

    /// <summary>Binds the next parameter to true or false.</summary>
    public abstract Statement Bind(bool? value);

    /// <summary>Binds the next parameter to bytes.</summary>
    public abstract Statement Bind(ReadOnlyMemory<byte> value);

    /// <summary>Binds the next parameter to a set for <see cref="ISqlDialect.In"/>.</summary>
    public abstract Statement BindSet(IReadOnlyList<long> values);

    /// <summary>Binds the next parameter to a set for <see cref="ISqlDialect.In"/>.</summary>
    public abstract Statement BindSet(IReadOnlyList<string> values);

    /// <summary>Binds the next parameter to a set for <see cref="ISqlDialect.In"/>.</summary>
    public abstract Statement BindSet(IReadOnlyList<double> values);

    /// <summary>Binds the next parameter to a value of a storage kind.</summary>
    public Statement Bind(StorageKind kind, object? value) => kind switch
    {
        StorageKind.Text => Bind((string?)value),
        StorageKind.Integer => Bind((long?)value),
        StorageKind.Real => Bind((double?)value),
        _ => Bind((bool?)value),
    };

    /// <summary>Runs the statement and returns its rows; dispose the reader before the statement is used again.</summary>
    public abstract ValueTask<DbDataReader> QueryAsync();

    /// <summary>Runs a query of many rows, which are read once, from the first to the last: the quickest way that the database has. It holds its thread while it waits.</summary>
    public virtual ValueTask<DbDataReader> ScanAsync() => QueryAsync();

    /// <summary>Runs the statement and returns how many rows it changed.</summary>
    public abstract ValueTask<int> ExecuteAsync();

    /// <summary>The first column of the first row, or null.</summary>
    public async ValueTask<long?> NumberAsync()
    {
        await using var reader = await QueryAsync();
        return await reader.ReadAsync() && !await reader.IsDBNullAsync(0) ? reader.GetInt64(0) : null;
    }

    /// <summary>The first column of the first row, or null.</summary>
    public async ValueTask<string?> TextAsync()
    {
        await using var reader = await QueryAsync();
        return await reader.ReadAsync() && !await reader.IsDBNullAsync(0) ? reader.GetString(0) : null;
    }

    /// <summary>Every row, read by a function.</summary>
    public async ValueTask<List<T>> ListAsync<T>(Func<DbDataReader, T> read)
    {
        var list = new List<T>();
        await using var reader = await QueryAsync();
        while (await reader.ReadAsync()) list.Add(read(reader));
        return list;
    }
}

/// <summary>A reader that has texts as UTF-8 already, so that an answer need not make strings of them.</summary>
public interface IUtf8Reader
{
    /// <summary>The text of a column, until the next row is read.</summary>
    ReadOnlySpan<byte> GetUtf8(int ordinal);
}

/// <summary>Reading of columns that may be null.</summary>
public static class ReaderExtensions
{
    /// <summary>The text of a column, or null.</summary>
    public static string? TextOrNull(this DbDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    /// <summary>The number of a column, or null.</summary>
    public static long? NumberOrNull(this DbDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    /// <summary>The value of a column as its storage kind's type (boxed), or null.</summary>
    public static object? Value(this DbDataReader reader, int ordinal, StorageKind kind)
    {
        if (reader.IsDBNull(ordinal)) return null;
        return kind switch
        {
            StorageKind.Text => reader.GetString(ordinal),
            StorageKind.Integer => reader.GetInt64(ordinal),
            StorageKind.Real => reader.GetDouble(ordinal),
            _ => reader.GetBoolean(ordinal),
        };
    }
}
