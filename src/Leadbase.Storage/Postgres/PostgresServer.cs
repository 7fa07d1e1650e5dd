using Npgsql;

namespace Leadbase.Storage.Postgres;

/// <summary>One PostgreSQL database and the one connection pool that all instances share.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The oldest server that is supported.</summary>
    public const int MinimumVersion = 15;

    /// <summary>Connects lazily with <paramref name="connectionString"/> (Npgsql's keywords).</summary>
    /// <param name="connectionString">A pool size given in it wins over the default.</param>
    /// <param name="synchronousCommit">False trades the last moments before a crash of the database server for speed.</param>
    public PostgresServer(string connectionString, bool synchronousCommit = true)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "leadbase",
            // Sessions never change their settings, so there is nothing to reset when a connection is returned.
            NoResetOnClose = true,
            // Exports and pages of 300 leads come in fewer reads.
            ReadBufferSize = 64 * 1024,
            IncludeErrorDetail = false,
        };
        if (!connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase))
        {
            // Pools near the core count beat large ones: fewer transactions stand in each other's way (ADR 1).
            settings.MaxPoolSize = Math.Max(8, Environment.ProcessorCount * 2);
        }
        if (!connectionString.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
        {
            settings.MaxAutoPrepare = 256;
            settings.AutoPrepareMinUsages = 2;
        }
        if (!synchronousCommit) settings.Options = (settings.Options + " -c synchronous_commit=off").Trim();
        // A turn holds a connection while its work needs others: the pool must always have some left.
        Turns = new SemaphoreSlim(Math.Max(1, settings.MaxPoolSize / 2));
        Source = new NpgsqlDataSourceBuilder(settings.ToString()).Build();
    }

    internal NpgsqlDataSource Source { get; }

    internal SemaphoreSlim Turns { get; }

    /// <summary>The tables of one schema; the schema need not exist yet.</summary>
    public PostgresDatabase Database(string schema) => new(this, schema);

    /// <summary>Fails with a message for a person when the server is too old.</summary>
    public async Task CheckAsync(CancellationToken cancel = default)
    {
        await using var connection = await Source.OpenConnectionAsync(cancel);
        if (connection.PostgreSqlVersion.Major < MinimumVersion)
        {
            throw new OldServerException(
                $"PostgreSQL {connection.PostgreSqlVersion} is too old: {MinimumVersion} or later is needed.");
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Turns.Dispose();
        return Source.DisposeAsync();
    }
}

/// <summary>The PostgreSQL server is older than what is supported.</summary>
public sealed class OldServerException(string message) : Exception(message);
