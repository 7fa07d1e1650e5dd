using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadbase.Tests.Crash;

/// <summary>A place for the data of a server process, and a look into it beside the server.</summary>
internal sealed class CrashedData : IAsyncDisposable
{
    private const string Instance = "123-abc-456";
    private readonly string _id = Guid.NewGuid().ToString("N")[..12];
    private readonly DatabaseKind _kind;

    public CrashedData(DatabaseKind kind) => _kind = kind;

    private string Folder => Path.Combine(Path.GetTempPath(), "leadbase-crash-" + _id);

    private string Schema => "lb_crash_" + _id;

    private string Prefix => _kind == DatabaseKind.Postgres ? $"\"{Schema}_{Instance.Replace('-', '_')}\"." : "";

    /// <summary>Starts a server over the data.</summary>
    public ServerProcess Serve() => ServerProcess.Start(
        ["--data", Folder, "--postgres-schema", Schema, "--limits", "off", "--durability", "full", "--no-demo-data"],
        ("Leadbase__Postgres", _kind == DatabaseKind.Postgres ? OnEveryDatabaseAttribute.PostgresConnection : null),
        // Fifty short lives: compiling better code for a long one would be in vain.
        ("DOTNET_TieredPGO", "0"));

    /// <summary>The rows of every lead that was ever written, and nothing else.</summary>
    public Task<List<(long Id, string Email)>> LeadsAsync() => QueryAsync($"select id, email from {Prefix}\"lead\" order by id", r => (r.GetInt64(0), r.GetString(1)));

    /// <summary>The whole log in its order.</summary>
    public Task<List<LogRow>> LogAsync() => QueryAsync(
        $"select position, type, lead, primary_value, attributes from {Prefix}\"activity\" order by position",
        r => new LogRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.IsDBNull(3) ? "" : r.GetString(3), r.IsDBNull(4) ? "[]" : r.GetString(4)));

    /// <summary>The number that a query answers; <c>{0}</c> stands for the schema.</summary>
    public async Task<long> NumberAsync(string sql) => (await QueryAsync(sql.Replace("{0}", Prefix, StringComparison.Ordinal), r => r.GetInt64(0)))[0];

    /// <summary>Ends the leases of a dead server's jobs, so that the next one need not wait half a minute for that.</summary>
    public Task EndLeasesAsync() => QueryAsync($"update {Prefix}\"job\" set lease_until = 0 where state = 'running' returning id", r => r.GetInt64(0));

    /// <summary>SQLite's own look at every page of its files.</summary>
    public async Task CheckIntegrityAsync()
    {
        if (_kind == DatabaseKind.Postgres) return;
        Assert.Equal(["ok"], await QueryAsync("pragma integrity_check", r => r.GetString(0)));
        Assert.Equal(["ok"], await QueryAsync("pragma integrity_check", r => r.GetString(0), Path.Combine(Folder, "catalogue.db")));
    }

    public async ValueTask DisposeAsync()
    {
        if (_kind == DatabaseKind.Postgres)
        {
            await using var connection = Open(null);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"drop schema if exists {Prefix.TrimEnd('.')} cascade; drop schema if exists \"{Schema}\" cascade";
            await command.ExecuteNonQueryAsync();
        }
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, string? file = null)
    {
        await using var connection = Open(file);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    private DbConnection Open(string? file) => _kind == DatabaseKind.Postgres
        ? new NpgsqlConnection(OnEveryDatabaseAttribute.PostgresConnection)
        : new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file ?? Path.Combine(Folder, "instances", Instance + ".db"),
            Pooling = false,
            Mode = SqliteOpenMode.ReadWrite,
        }.ToString());
}

/// <summary>A row of the activity log.</summary>
internal sealed record LogRow(long Position, long Type, long Lead, string PrimaryValue, string Attributes);
