using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Leadbase.Bench.Floors;

namespace Leadbase.Bench.Load;

/// <summary>What a run is told.</summary>
internal sealed record LoadOptions(
    int Leads, int Rounds, double Seconds, string? Postgres, string? Only, string Out, string Server, string Folder)
{
    /// <summary>The small table of the growth rows.</summary>
    public int SmallLeads => Math.Max(1_000, Leads / 100);
}

/// <summary><c>load</c>: the real server and its floors, in the same run.</summary>
internal sealed partial class LoadCommand(LoadOptions options)
{
    private const int Samples = 20_000;
    private const int Batches = 200;
    private readonly Random _random = new(42);
    private readonly Runner _runner = new(options);
    private ChildProcess? _floor;

    public static Command Create()
    {
        var leads = new Option<int>("--leads") { DefaultValueFactory = _ => 1_000_000, Description = "Leads in the table." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Pairs of rounds per row." };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 5, Description = "Length of a round." };
        var postgres = new Option<string?>("--postgres") { Description = "A PostgreSQL connection string; its rows are left away without one." };
        var only = new Option<string?>("--only") { Description = "Only rows whose name contains this." };
        var output = new Option<string>("--out") { DefaultValueFactory = _ => "artifacts/load.json", Description = "The file of results." };
        var server = new Option<string>("--server") { DefaultValueFactory = _ => BuiltServer(), Description = "The server's executable." };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.GetTempPath(), Description = "Where the databases are put; not a RAM disk." };
        var command = new Command("load", "Measure the server over HTTP against its floors.") { leads, rounds, seconds, postgres, only, output, server, folder };
        command.SetAction(parse =>
        {
            var options = new LoadOptions(
                parse.GetValue(leads), parse.GetValue(rounds), parse.GetValue(seconds), parse.GetValue(postgres), parse.GetValue(only),
                parse.GetValue(output)!, parse.GetValue(server)!, parse.GetValue(folder)!);
            new LoadCommand(options).Run();
        });
        return command;
    }

    private void Run()
    {
        System.Console.WriteLine(Table.Head);
        var id = Guid.NewGuid().ToString("N")[..8];
        var folder = Path.Combine(options.Folder, "leadbase-bench-" + id);
        try
        {
            RunSqlite(folder);
            if (options.Postgres is { } connection) RunPostgres(connection, "lbbench_" + id, folder);
        }
        finally
        {
            StopFloor();
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        _runner.Save(Processor());
    }

    private void RunSqlite(string folder)
    {
        if (!Names("SQLite").Append("Memory").Any(_runner.Wants)) return;
        var store = new LeadStore.Sqlite(Path.Combine(folder, "sqlite"));
        var copy = "";
        using var server = LeadServer.Start(options.Server, store, options.Leads, () => copy = store.Copy());
        Reads(server, "SQLite");
        Memory(server);
        StopFloor();
        if (_runner.Wants(SyncName(1, "SQLite")) || _runner.Wants(SyncName(8, "SQLite")))
        {
            using var floor = new SqliteSyncFloor(copy);
            Syncs(server, floor, "SQLite");
        }
        Growth(server, "SQLite", () => new LeadStore.Sqlite(Path.Combine(folder, "sqlite-small")));
        _runner.Note("Memory after start", "MB", server.MegabytesAtStart, 150);
        _runner.Note("Memory after the SQLite load", "MB", server.Process.ResidentMegabytes, 400);
    }

    private void RunPostgres(string connection, string prefix, string folder)
    {
        if (!Names("PostgreSQL").Any(_runner.Wants)) return;
        LeadStore.Postgres Store(string part) => new(connection, $"{prefix}_{part}", Path.Combine(folder, "postgres-" + part));
        using var server = LeadServer.Start(options.Server, Store("real"), options.Leads);
        Reads(server, "PostgreSQL");
        StopFloor();
        if (_runner.Wants(SyncName(1, "PostgreSQL")) || _runner.Wants(SyncName(8, "PostgreSQL")))
        {
            // The other server is only there because it makes the tables.
            using var other = LeadServer.Start(options.Server, Store("floor"), options.Leads);
            using var floor = new PostgresSyncFloor(connection, ((LeadStore.Postgres)other.Store).Schema);
            Syncs(server, floor, "PostgreSQL");
        }
        Growth(server, "PostgreSQL", () => Store("small"));
    }

    private void Reads(LeadServer server, string database)
    {
        foreach (var connections in (int[])[10, 64])
        {
            _runner.Compare(
                ReadName(connections, database), "bare endpoint, same SELECT", "calls/s",
                () => Endpoints(server, "lead", connections, Points(server)), 0.85, 1.5);
        }
        _runner.Compare(
            FilterName(1, database), "bare endpoint, same SELECT", "calls/s",
            () => Endpoints(server, "filter", 10, Lookups(server)), 0.80);
        _runner.Compare(
            FilterName(300, database), "bare endpoint, same SELECT", "calls/s",
            () => Endpoints(server, "filter", 10, Many(server)), 0.80);
    }

    private void Memory(LeadServer server)
    {
        foreach (var connections in (int[])[10, 64])
        {
            _runner.Compare(ReadName(connections, "SQLite") + ", B", "bare endpoint, from memory", "calls/s", () =>
            {
                var points = Points(server);
                var floor = Keep(FloorServer.StartMemory(HttpLoad.Once(server.Process.Port, points[0])));
                return (new HttpSide(floor, connections, points), new HttpSide(server.Process, connections, points));
            }, 0.60);
        }
    }

    private void Syncs(LeadServer server, SyncFloor floor, string database)
    {
        foreach (var clients in (int[])[1, 8])
        {
            _runner.Compare(
                SyncName(clients, database), "hand-written transaction, no HTTP", "leads/s",
                () => (new FloorSyncSide(floor, clients, options.Leads), new HttpSyncSide(server.Process, server.Requests, clients, options.Leads)), 0.75);
        }
    }

    private void Growth(LeadServer large, string database, Func<LeadStore> makeSmall)
    {
        if (!GrowthNames(database).Any(_runner.Wants)) return;
        using var small = LeadServer.Start(options.Server, makeSmall(), options.SmallLeads);
        (Side, Side) Both(Func<LeadServer, byte[][]> requests) => (new HttpSide(small.Process, 10, requests(small)), new HttpSide(large.Process, 10, requests(large)));
        var names = GrowthNames(database);
        _runner.Grow(names[0], "calls/s", () => Both(Points), 1.5);
        _runner.Grow(names[1], "calls/s", () => Both(Lookups), 1.5);
        _runner.Grow(names[2], "leads/s", () => (
            new HttpSyncSide(small.Process, small.Requests, 1, options.SmallLeads), new HttpSyncSide(large.Process, large.Requests, 1, options.Leads)), 2);
    }

    private static string ReadName(int connections, string database) => $"Get Lead by Id, {connections} connections, {database}";

    private static string FilterName(int emails, string database) => $"Get Leads by Filter Type, {emails} {(emails == 1 ? "email" : "emails")}, {database}";

    private static string SyncName(int clients, string database) => $"Sync Leads, {clients} {(clients == 1 ? "client" : "clients")}, {database}";

    private static string[] GrowthNames(string database) => [$"Growth: Get Lead by Id, {database}", $"Growth: one email, {database}", $"Growth: Sync Leads, {database}"];

    private static IEnumerable<string> Names(string database) =>
        [ReadName(10, database), ReadName(64, database), ReadName(10, database) + ", B", ReadName(64, database) + ", B", FilterName(1, database), FilterName(300, database), SyncName(1, database), SyncName(8, database), .. GrowthNames(database)];

    private long Any(LeadServer server) => _random.NextInt64(1, server.Leads + 1);

    private byte[][] Points(LeadServer server) =>
        [.. Enumerable.Range(0, Samples).Select(_ => server.Requests.LeadById(Any(server)))];

    private byte[][] Lookups(LeadServer server) =>
        [.. Enumerable.Range(0, Samples).Select(_ => server.Requests.LeadsByEmail(LeadData.Email(Any(server))))];

    private byte[][] Many(LeadServer server) => [.. Enumerable.Range(0, Batches).Select(_ =>
        server.Requests.LeadsByEmails(Enumerable.Range(0, SyncBatch.Size).Select(_ => LeadData.Email(Any(server))).Distinct()))];

    private (Side Floor, Side Real) Endpoints(LeadServer server, string kind, int connections, byte[][] requests)
    {
        var floor = Keep(FloorServer.Start(kind, server.Store));
        foreach (var request in requests.Take(20)) CheckSame(HttpLoad.Once(floor.Port, request), HttpLoad.Once(server.Process.Port, request));
        return (new HttpSide(floor, connections, requests), new HttpSide(server.Process, connections, requests));
    }

    private ChildProcess Keep(ChildProcess floor)
    {
        StopFloor();
        return _floor = floor;
    }

    private void StopFloor()
    {
        _floor?.Dispose();
        _floor = null;
    }

    /// <summary>Both answers must be the same but for the request id.</summary>
    private static void CheckSame(byte[] floor, byte[] real)
    {
        string Without(byte[] body) => RequestId().Replace(Encoding.UTF8.GetString(body), "\"requestId\":\"\"");
        if (Without(floor) != Without(real)) throw new InvalidDataException($"The floor answers\n{Encoding.UTF8.GetString(floor)}\nand the server\n{Encoding.UTF8.GetString(real)}");
    }

    [GeneratedRegex("\"requestId\":\"[^\"]*\"")]
    private static partial Regex RequestId();

    /// <summary>The server of this build.</summary>
    internal static string BuiltServer() => Path.GetFullPath(
        typeof(LoadCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "LeadbaseServer").Value!);

    private static string Processor()
    {
        const string Name = "model name";
        var line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
