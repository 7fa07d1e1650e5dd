using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Leadbase.Storage.Sqlite;

/// <summary>How SQLite files are opened.</summary>
/// <param name="Synchronous"><c>full</c> (default): a committed write survives a power cut. <c>normal</c>: it survives the end of the process, and a power cut may lose the last ones.</param>
/// <param name="CacheKilobytes">Page cache per connection.</param>
/// <param name="MaxReaders">Read connections kept open per file.</param>
public sealed record SqliteOptions(string Synchronous = "full", int CacheKilobytes = 16_384, int MaxReaders = 4);

/// <summary>One SQLite file in WAL mode: one writer, several readers that never wait for it.</summary>
public sealed class SqliteDatabase : Database
{
    private readonly SqliteOptions _options;
    private readonly string _path;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly SemaphoreSlim _turns = new(1, 1);
    private readonly SemaphoreSlim _readers;
    private readonly ConcurrentStack<SqliteLease> _idle = new();
    private SqliteLease? _writeLease;

    static SqliteDatabase()
    {
        SQLitePCL.Batteries_V2.Init();
        // Counting every allocation takes one lock for the whole process, and nobody reads the count.
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>Opens, and if need be creates, the file at <paramref name="path"/>.</summary>
    public SqliteDatabase(string path, SqliteOptions options)
    {
        _path = path;
        _options = options;
        _readers = new SemaphoreSlim(options.MaxReaders, options.MaxReaders);
    }

    /// <inheritdoc />
    public override ISqlDialect Dialect => SqliteDialect.Shared;

    /// <inheritdoc />
    public override string Location => _path;

    /// <inheritdoc />
    public override string Table(string name) => Identifier.Quote(name);

    /// <inheritdoc />
    public override async ValueTask<Session> ReadAsync(CancellationToken cancel = default)
    {
        await _readers.WaitAsync(cancel);
        try
        {
            if (!_idle.TryPop(out var lease)) lease = Open();
            return new SqliteSession(this, lease, null, cancel);
        }
        catch
        {
            _readers.Release();
            throw;
        }
    }

    /// <inheritdoc />
    public override async ValueTask<Session> WriteAsync(CancellationToken cancel = default)
    {
        await _writer.WaitAsync(cancel);
        try
        {
            _writeLease ??= Open();
            return new SqliteSession(this, _writeLease, _writeLease.Connection.BeginTransaction(deferred: false), cancel);
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    internal void Return(SqliteLease lease, bool wrote)
    {
        if (wrote)
        {
            _writer.Release();
            return;
        }
        _idle.Push(lease);
        _readers.Release();
    }

    /// <inheritdoc />
    public override async Task<IReadOnlySet<string>> ColumnsOfAsync(Session session, string table)
    {
        var names = await session.Sql("select name from pragma_table_info($1)").Bind(table).ListAsync(r => r.GetString(0));
        return names.ToHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public override async Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancel = default)
    {
        // Another process needs no turn: each change is a transaction of its own, and SQLite has one writer.
        await _turns.WaitAsync(cancel);
        return new Turn(() =>
        {
            _turns.Release();
            return ValueTask.CompletedTask;
        });
    }

    /// <inheritdoc />
    public override async Task CreateIndexAsync(string name, string table, string expression, CancellationToken cancel = default)
    {
        await using var session = await WriteAsync(cancel);
        await session.RunAsync($"create index if not exists {Identifier.Quote(name)} on {Table(table)} {Identifier.Indexed(expression)}");
        await session.CommitAsync();
    }

    /// <inheritdoc />
    public override async Task ExclusivelyAsync(Func<Session, Task> work, CancellationToken cancel = default)
    {
        // BEGIN IMMEDIATE is the lock: it holds off every other writer, in this process and in others.
        await using var session = await WriteAsync(cancel);
        await work(session);
        await session.CommitAsync();
    }

    /// <inheritdoc />
    public override async Task DropAsync()
    {
        await DisposeAsync();
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(_path + suffix);
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var lease)) lease.Dispose();
        _writeLease?.Dispose();
        _writeLease = null;
        return ValueTask.CompletedTask;
    }

    private SqliteLease Open()
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(_path));
        if (directory is not null) Directory.CreateDirectory(directory);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        using var pragma = connection.CreateCommand();
        // The large checkpoint interval lets a busy writer fold the log back in big, sequential steps (ADR 1).
        pragma.CommandText = $"""
            pragma busy_timeout = 10000;
            pragma journal_mode = wal;
            pragma synchronous = {(_options.Synchronous == "normal" ? "normal" : "full")};
            pragma wal_autocheckpoint = 32000;
            pragma journal_size_limit = 67108864;
            pragma cache_size = -{_options.CacheKilobytes};
            pragma temp_store = memory;
            pragma mmap_size = 0;
            """;
        pragma.ExecuteNonQuery();
        return new SqliteLease(connection);
    }
}
