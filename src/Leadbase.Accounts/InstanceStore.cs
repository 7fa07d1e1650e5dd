using Leadbase.Storage;
using Leadbase.Storage.Postgres;
using Leadbase.Storage.Sqlite;

namespace Leadbase.Accounts;

/// <summary>Where the catalogue and the instances are kept: SQLite files in a folder, or schemas of a PostgreSQL database.</summary>
public abstract class InstanceStore : IAsyncDisposable
{
    /// <summary>The server-level catalogue.</summary>
    public abstract Database Catalogue { get; }

    /// <summary>The data of one instance.</summary>
    public abstract Database Open(string munchkinId);

    /// <summary>Fails with a message for a person when the store cannot be used.</summary>
    public abstract Task CheckAsync(CancellationToken cancel);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Catalogue.DisposeAsync();
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the store itself has opened.</summary>
    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    /// <summary>The part of a file or schema name that stands for an instance.</summary>
    protected static string Slug(string munchkinId, char separator) =>
        munchkinId.ToLowerInvariant().Replace('-', separator);
}

/// <summary>SQLite: <c>catalogue.db</c> and <c>instances/123-abc-456.db</c> in the data folder.</summary>
public sealed class SqliteStore(string folder, SqliteOptions options) : InstanceStore
{
    /// <inheritdoc />
    public override Database Catalogue { get; } = new SqliteDatabase(Path.Combine(folder, "catalogue.db"), options);

    /// <inheritdoc />
    public override Database Open(string munchkinId) =>
        new SqliteDatabase(Path.Combine(folder, "instances", Slug(munchkinId, '-') + ".db"), options);

    /// <inheritdoc />
    public override Task CheckAsync(CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>PostgreSQL: a catalogue schema, and a schema per instance beside it (<c>leadbase_123_abc_456</c>).</summary>
public sealed class PostgresStore(PostgresServer server, string schema) : InstanceStore
{
    /// <inheritdoc />
    public override Database Catalogue { get; } = server.Database(schema);

    /// <inheritdoc />
    public override Database Open(string munchkinId) => server.Database($"{schema}_{Slug(munchkinId, '_')}");

    /// <inheritdoc />
    public override Task CheckAsync(CancellationToken cancel) => server.CheckAsync(cancel);

    /// <inheritdoc />
    protected override ValueTask CloseAsync() => server.DisposeAsync();
}
