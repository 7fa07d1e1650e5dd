using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Leadbase.Bench.Load;

namespace Leadbase.Bench.AssetReads;

/// <summary><c>assets</c>: what reading of many assets costs over reading of as many leads, and how long a clone of a program takes.</summary>
internal sealed class AssetsCommand(LoadOptions options, AssetData data)
{
    private const int Samples = 5_000;
    private const int Page = 20;
    private const int Connections = 10;
    private const double Target = 2;
    private readonly Runner _runner = new(options);
    private readonly Random _random = new(42);

    /// <summary>Reads of one asset, and of a page of them.</summary>
    private (string Name, bool OfOne, Func<string> Path)[] Rows =>
    [
        ("Get Program by Id", true, () => $"program/{Any()}.json"),
        ("Get Program by Name", true, () => $"program/byName.json?name=Program%20{Any()}"),
        ("Get Email by Id", true, () => $"email/{Any()}.json"),
        ("Get Programs, 20 from anywhere", false, () => $"programs.json?offset={Offset(data.Each)}&maxReturn={Page}"),
        ("Get Programs of a folder, 20", false, () => $"programs.json?folder={AssetData.First + _random.Next(data.Folders)}&maxReturn={Page}"),
        ("Get Programs of a status, 20 from anywhere", false, () => $"programs.json?status=unlocked&offset={Offset(data.Each)}&maxReturn={Page}"),
        ("Get Programs by Tag, 20 from anywhere", false, () => $"program/byTag.json?tagType=Region&tagValue=Region%20{_random.Next(100)}&offset={Offset(data.Each / 100)}&maxReturn={Page}"),
        ("Get Emails, 20 from anywhere", false, () => $"emails.json?offset={Offset(data.Each)}&maxReturn={Page}"),
        ("Get Emails of a folder, 20 that are approved", false, () => $"emails.json?status=approved&folder={AssetData.First + data.Folders + _random.Next(data.Folders)}&maxReturn={Page}"),
    ];

    public static Command Create()
    {
        var assets = new Option<int>("--assets") { DefaultValueFactory = _ => 100_000, Description = "Assets: half of them programs, half emails; and as many leads." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Pairs of rounds per row." };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 2, Description = "Length of a round." };
        var postgres = new Option<string?>("--postgres") { Description = "A PostgreSQL connection string; its rows are left away without one." };
        var only = new Option<string?>("--only") { Description = "Only rows whose name contains this." };
        var output = new Option<string>("--out") { DefaultValueFactory = _ => "artifacts/assets.json", Description = "The file of results." };
        var server = new Option<string>("--server") { DefaultValueFactory = _ => LoadCommand.BuiltServer(), Description = "The server's executable." };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.GetTempPath(), Description = "Where the databases are put; not a RAM disk." };
        var command = new Command("assets", "Measure reads of assets against reads of leads.") { assets, rounds, seconds, postgres, only, output, server, folder };
        command.SetAction(parse => new AssetsCommand(
            new LoadOptions(
                parse.GetValue(assets), parse.GetValue(rounds), parse.GetValue(seconds), parse.GetValue(postgres), parse.GetValue(only),
                parse.GetValue(output)!, parse.GetValue(server)!, parse.GetValue(folder)!),
            new AssetData(parse.GetValue(assets))).Run());
        return command;
    }

    private void Run()
    {
        System.Console.WriteLine(Table.Head);
        var id = Guid.NewGuid().ToString("N")[..8];
        var folder = Path.Combine(options.Folder, "leadbase-bench-" + id);
        try
        {
            Run("SQLite", new LeadStore.Sqlite(Path.Combine(folder, "sqlite")));
            if (options.Postgres is { } connection) Run("PostgreSQL", new LeadStore.Postgres(connection, "lbbench_" + id, Path.Combine(folder, "postgres")));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            _runner.Save();
        }
    }

    private void Run(string database, LeadStore store)
    {
        using var server = LeadServer.Start(options.Server, store, options.Leads, () => data.Import(options.Server, store));
        foreach (var (name, ofOne, path) in Rows)
        {
            var requests = Many(() => server.Requests.Of("/rest/asset/v1/" + path()));
            foreach (var request in requests.Take(20)) CheckCount(HttpLoad.Once(server.Process.Port, request), ofOne ? 1 : Page);
            var leads = ofOne ? Many(() => server.Requests.LeadById(Lead())) : Many(() => server.Requests.LeadsById(Enumerable.Range(0, Page).Select(_ => Lead())));
            _runner.Grow($"{name}, {database}", "calls/s", () => (new HttpSide(server.Process, Connections, leads), new HttpSide(server.Process, Connections, requests)), Target,
                ofOne ? "Get Lead by Id" : $"Get Leads by Filter Type, {Page} ids");
        }
        _runner.Note($"Clone Program with {AssetData.Content} emails, {database}", "ms", Clone(server), null);
    }

    private double Clone(LeadServer server)
    {
        var times = new List<double>();
        for (var i = 0; i < options.Rounds; i++)
        {
            var request = server.Requests.Form($"/rest/asset/v1/program/{AssetData.Cloned}/clone.json", $"name=Copy%20{i}&folder=%7B%22id%22%3A{AssetData.First}%2C%22type%22%3A%22Folder%22%7D");
            var started = Stopwatch.GetTimestamp();
            CheckCount(HttpLoad.Once(server.Process.Port, request), 1);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return times.Order().ElementAt(times.Count / 2);
    }

    private static void CheckCount(byte[] answer, int expected)
    {
        using var json = JsonDocument.Parse(answer);
        if (!json.RootElement.TryGetProperty("result", out var result) || result.GetArrayLength() != expected) throw new InvalidDataException(json.RootElement.GetRawText());
    }

    private static byte[][] Many(Func<byte[]> request) => [.. Enumerable.Range(0, Samples).Select(_ => request())];

    private long Lead() => _random.Next(1, options.Leads + 1);

    private string Any() => (AssetData.First + _random.Next(data.Each)).ToString(CultureInfo.InvariantCulture);

    private int Offset(int of) => _random.Next(of - Page);
}
