using System.IO.Hashing;
using System.Text;
using Npgsql;

namespace Leadbase.Storage.Postgres;

/// <summary>One PostgreSQL schema. Every statement names it: no <c>search_path</c>, so one pool serves all.</summary>
public sealed class PostgresDatabase(PostgresServer server, string schema) : Database
{
    private const int TurnPollMilliseconds = 50;
    private readonly string _prefix = Identifier.Quote(schema) + ".";
    private readonly SemaphoreSlim _turns = new(1, 1);

    /// <inheritdoc />
    public override ISqlDialect Dialect => PostgresDialect.Shared;

    /// <inheritdoc />
    public override string Location => $"PostgreSQL schema {schema}";

    /// <inheritdoc />
    public override string Table(string name) => _prefix + Identifier.Quote(name);

    /// <inheritdoc />
    public override async ValueTask<Session> ReadAsync(CancellationToken cancel = default) =>
        new PostgresSession(this, await server.Source.OpenConnectionAsync(cancel), null, cancel);

    /// <inheritdoc />
    public override async ValueTask<Session> WriteAsync(CancellationToken cancel = default)
    {
        var connection = await server.Source.OpenConnectionAsync(cancel);
        try
        {
            return new PostgresSession(this, connection, await connection.BeginTransactionAsync(cancel), cancel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public override async Task<IReadOnlySet<string>> ColumnsOfAsync(Session session, string table)
    {
        // With the system's own (ctid, xmin, …): no other column can have such a name either.
        var names = await session
            .Sql("""
                select a.attname::text from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = $1 and c.relname = $2 and not a.attisdropped
                """)
            .Bind(schema).Bind(table).ListAsync(r => r.GetString(0));
        return names.ToHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public override async Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancel = default)
    {
        await _turns.WaitAsync(cancel);
        try
        {
            await server.Turns.WaitAsync(cancel);
            try
            {
                return await LockTurnAsync(cancel);
            }
            catch
            {
                server.Turns.Release();
                throw;
            }
        }
        catch
        {
            _turns.Release();
            throw;
        }
    }

    /// <inheritdoc />
    public override async Task CreateIndexAsync(string name, string table, string expression, CancellationToken cancel = default)
    {
        await using var session = new PostgresSession(this, await server.Source.OpenConnectionAsync(cancel), null, cancel);
        // A concurrent build that was cut off leaves an invalid index behind, which "if not exists" would take for done.
        var invalid = await session
            .Sql("""
                select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = $1 and c.relname = $2 and not i.indisvalid
                """)
            .Bind(schema).Bind(name).NumberAsync();
        if (invalid > 0) await session.RunAsync($"drop index concurrently {_prefix}{Identifier.Quote(name)}");
        await session.RunAsync(
            $"create index concurrently if not exists {Identifier.Quote(name)} on {Table(table)} {Identifier.Indexed(expression)}");
    }

    /// <inheritdoc />
    public override async Task ExclusivelyAsync(Func<Session, Task> work, CancellationToken cancel = default)
    {
        await using var session = await WriteAsync(cancel);
        await session.Sql("select pg_advisory_xact_lock($1)").Bind(LockKey("migrate")).ExecuteAsync();
        await session.RunAsync($"create schema if not exists {Identifier.Quote(schema)}");
        await work(session);
        await session.CommitAsync();
    }

    /// <inheritdoc />
    public override async Task DropAsync()
    {
        await using var session = await WriteAsync();
        await session.RunAsync($"drop schema if exists {Identifier.Quote(schema)} cascade");
        await session.CommitAsync();
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private long LockKey(string purpose) => (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{purpose} {schema}"));

    /// <summary>Asks for the lock of turns again and again: waiting for it within a statement would hold a snapshot.</summary>
    private async Task<Turn> LockTurnAsync(CancellationToken cancel)
    {
        for (; ; await Task.Delay(TurnPollMilliseconds, cancel))
        {
            var connection = await server.Source.OpenConnectionAsync(cancel);
            var session = new PostgresSession(this, connection, null, CancellationToken.None);
            try
            {
                var mine = await session.Sql("select pg_try_advisory_lock($1)::int::bigint").Bind(LockKey("turn")).NumberAsync() == 1;
                if (mine) return new Turn(() => EndTurnAsync(session));
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }
            await session.DisposeAsync();
        }
    }

    private async ValueTask EndTurnAsync(Session session)
    {
        try
        {
            // The lock is the connection's, which goes back to the pool.
            await session.Sql("select pg_advisory_unlock($1)").Bind(LockKey("turn")).ExecuteAsync();
        }
        finally
        {
            await session.DisposeAsync();
            server.Turns.Release();
            _turns.Release();
        }
    }
}
