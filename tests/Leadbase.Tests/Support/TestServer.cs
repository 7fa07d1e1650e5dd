using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Server;
using Leadbase.Storage.Postgres;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Leadbase.Tests.Support;

/// <summary>
/// A real server on a free port of loopback, over a database of its own: a folder, or schemas with a prefix of their own.
/// A sandbox unless configured otherwise, with a clock that stands still until it is advanced.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly ServerOptions _options;
    private readonly DatabaseKind _kind;
    private readonly bool _ownsData;

    private TestServer(LeadbaseServer server, ServerOptions options, DatabaseKind kind, FakeTimeProvider clock, bool ownsData)
    {
        (Server, _options, _kind, Clock, _ownsData) = (server, options, kind, clock, ownsData);
        Url = server.Addresses.First();
        Api = new ApiClient(Url);
    }

    public static DateTimeOffset StartTime { get; } = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    public LeadbaseServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public string Url { get; }

    /// <summary>A client with the sandbox's token, obtained when first needed.</summary>
    public ApiClient Api { get; }

    public ServerOptions Options => _options;

    public Instance Instance => Server.Catalogue.Default!;

    /// <summary>Starts a server.</summary>
    /// <param name="kind">The database.</param>
    /// <param name="configure">Changes options; the data and the address are given.</param>
    /// <param name="mapMore">Serves planned operations with handlers of the test's own, for example to be slow or to fail.</param>
    /// <param name="clock">A clock to share; a new one otherwise.</param>
    public static async Task<TestServer> StartAsync(
        DatabaseKind kind, Action<ServerOptions>? configure = null, Action<Routes>? mapMore = null, FakeTimeProvider? clock = null)
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
        var options = new ServerOptions
        {
            Urls = "http://127.0.0.1:0",
            Data = Path.Combine(Path.GetTempPath(), "leadbase-test-" + id),
            Postgres = kind == DatabaseKind.Postgres ? OnEveryDatabaseAttribute.PostgresConnection : null,
            PostgresSchema = "lb_" + id,
            CallLog = "off",
            // Tests cut no power: what they check does not depend on the disk's pace.
            Durability = "fast",
        };
        configure?.Invoke(options);
        try
        {
            return await OpenAsync(kind, options, mapMore, clock ?? new FakeTimeProvider(StartTime), ownsData: true);
        }
        catch
        {
            // A start that a test wants to fail.
            if (Directory.Exists(options.Data)) Directory.Delete(options.Data, recursive: true);
            throw;
        }
    }

    /// <summary>Stops this server and starts another one over the same data, as a restart does.</summary>
    public async Task<TestServer> RestartAsync(Action<ServerOptions>? configure = null)
    {
        await Server.DisposeAsync();
        Api.Dispose();
        configure?.Invoke(_options);
        return await OpenAsync(_kind, _options, null, Clock, ownsData: true);
    }

    /// <summary>Starts a second server process's worth over the same data, which stays this one's.</summary>
    public Task<TestServer> StartSecondAsync() => OpenAsync(_kind, _options, null, Clock, ownsData: false);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Server.DisposeAsync();
        if (!_ownsData) return;
        if (_kind == DatabaseKind.Postgres) await DropSchemasAsync(_options.PostgresSchema);
        if (System.IO.Directory.Exists(_options.Data)) System.IO.Directory.Delete(_options.Data, recursive: true);
    }

    private static async Task<TestServer> OpenAsync(
        DatabaseKind kind, ServerOptions options, Action<Routes>? mapMore, FakeTimeProvider clock, bool ownsData)
    {
        var server = await LeadbaseServer.StartAsync(options, clock, CancellationToken.None, mapMore);
        return new TestServer(server, options, kind, clock, ownsData);
    }

    private static async Task DropSchemasAsync(string prefix)
    {
        await using var source = NpgsqlDataSource.Create(OnEveryDatabaseAttribute.PostgresConnection!);
        await using var list = source.CreateCommand("select nspname from pg_namespace where nspname = $1 or nspname like $1 || '\\_%'");
        list.Parameters.Add(new NpgsqlParameter<string> { TypedValue = prefix });
        var names = new List<string>();
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        }
        foreach (var name in names)
        {
            await using var drop = source.CreateCommand($"drop schema \"{name}\" cascade");
            await drop.ExecuteNonQueryAsync();
        }
    }
}
