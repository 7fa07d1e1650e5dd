using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadbase.Bench.Load;
using Leadbase.Gateway;

namespace Leadbase.Bench.Records;

/// <summary><c>records</c>: what is not a lead, over a large log and a long list, against floors of the same run.</summary>
internal sealed partial class RecordsCommand(LoadOptions options, RecordCounts counts)
{
    private const int Samples = 200;
    private const string ListOperation = "getLeadsByListIdUsingGET_1";
    private readonly Runner _runner = new(options);
    private readonly Random _random = new(42);

    /// <summary>The rows: a name, and what runs it; a row whose operation is only planned is left away.</summary>
    private (string Name, string Operation, Action<string, Scene> Run)[] Rows =>
    [
        ("Get Lead Activities, 300 a page", "getLeadActivitiesUsingGET", Pages),
        ("Growth: Get Lead Activities", "getLeadActivitiesUsingGET", PagesGrow),
        ("Sync Companies, 300 a batch", "syncCompaniesUsingPOST", (n, s) => Sync(n, s, ObjectData.Company)),
        ("Sync Custom Objects, 300 a batch", "syncCustomObjectsUsingPOST", (n, s) => Sync(n, s, ObjectData.Custom)),
        ($"Get Leads by List Id, {counts.Members:N0} members, any page against the first", ListOperation, ListPages),
        // These come last: what the floor appends is in no block, which makes reading of the log slower, and merges take leads away.
        ("Add Custom Activities, 300 a batch", "addCustomActivityUsingPOST", Append),
        ("Merge of 25 leads with 1,000 activities each", "mergeLeadsUsingPOST", Merge),
    ];

    private sealed record Scene(LeadServer Server, Func<LeadServer> Small, Floors Floors);

    private sealed record Floors(Func<ObjectData, IBatchFloor> Upsert, Func<IBatchFloor> Append);

    public static Command Create()
    {
        var leads = new Option<int>("--leads") { DefaultValueFactory = _ => 1_000_000, Description = "Leads, all members of one list." };
        var activities = new Option<int>("--activities") { DefaultValueFactory = _ => 10_000_000, Description = "Activities in the log." };
        var companies = new Option<int>("--companies") { DefaultValueFactory = _ => 100_000, Description = "Companies, and custom objects." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Pairs of rounds per row." };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 5, Description = "Length of a round." };
        var postgres = new Option<string?>("--postgres") { Description = "A PostgreSQL connection string; its rows are left away without one." };
        var only = new Option<string?>("--only") { Description = "Only rows whose name contains this." };
        var output = new Option<string>("--out") { DefaultValueFactory = _ => "artifacts/records.json", Description = "The file of results." };
        var server = new Option<string>("--server") { DefaultValueFactory = _ => LoadCommand.BuiltServer(), Description = "The server's executable." };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.GetTempPath(), Description = "Where the databases are put; not a RAM disk." };
        var command = new Command("records", "Measure activities, companies, custom objects, lists and merges.") { leads, activities, companies, rounds, seconds, postgres, only, output, server, folder };
        command.SetAction(parse => new RecordsCommand(
            new LoadOptions(
                parse.GetValue(leads), parse.GetValue(rounds), parse.GetValue(seconds), parse.GetValue(postgres), parse.GetValue(only),
                parse.GetValue(output)!, parse.GetValue(server)!, parse.GetValue(folder)!),
            new RecordCounts(Math.Max(parse.GetValue(activities), parse.GetValue(leads)), parse.GetValue(companies), parse.GetValue(leads))).Run());
        return command;
    }

    private void Run()
    {
        System.Console.WriteLine(Table.Head);
        var id = Guid.NewGuid().ToString("N")[..8];
        var folder = Path.Combine(options.Folder, "leadbase-bench-" + id);
        var small = new RecordCounts(Math.Max(Math.Max(options.SmallLeads, 10_000), counts.Activities / 100), Math.Max(1_000, counts.Companies / 100), options.SmallLeads);
        try
        {
            LeadStore.Sqlite File(string part, RecordCounts records) => new(Path.Combine(folder, part)) { Records = records };
            var copy = "";
            var file = File("sqlite", counts);
            Run("SQLite", () => LeadServer.Start(options.Server, file, options.Leads, () => copy = file.Copy()),
                () => LeadServer.Start(options.Server, File("sqlite-small", small), options.SmallLeads), _ => new Floors(d => new UpsertFloor.Sqlite(copy, d), () => new AppendFloor.Sqlite(copy)));
            if (options.Postgres is not { } connection) return;
            LeadStore.Postgres Schema(string part, RecordCounts records) => new(connection, $"lbbench_{id}_{part}", Path.Combine(folder, "postgres-" + part)) { Records = records };
            // The floor writes into the schema that the server has: rounds alternate, and keys of new companies are never the same.
            Run("PostgreSQL", () => LeadServer.Start(options.Server, Schema("real", counts), options.Leads),
                () => LeadServer.Start(options.Server, Schema("small", small), options.SmallLeads), s =>
                {
                    var schema = ((LeadStore.Postgres)s.Store).Schema;
                    return new Floors(d => new UpsertFloor.Postgres(connection, schema, d), () => new AppendFloor.Postgres(connection, schema));
                });
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            _runner.Save();
        }
    }

    private void Run(string database, Func<LeadServer> start, Func<LeadServer> small, Func<LeadServer, Floors> floors)
    {
        var rows = Rows.Where(r => OperationCatalogue.All.Single(o => o.Id == r.Operation).IsImplemented && _runner.Wants($"{r.Name}, {database}")).ToList();
        if (rows.Count == 0) return;
        using var server = start();
        foreach (var (name, _, run) in rows) run($"{name}, {database}", new Scene(server, small, floors(server)));
    }

    private void Pages(string name, Scene scene)
    {
        var pages = ActivityPages(scene.Server, counts.Activities);
        using var floor = FloorServer.Start("activities", scene.Server.Store);
        foreach (var (real, by) in pages.Take(20)) CheckSame(HttpLoad.Once(floor.Port, by), HttpLoad.Once(scene.Server.Process.Port, real));
        _runner.Compare(name, "bare endpoint, same keyset SELECT", "calls/s", () => (
            new HttpSide(floor, 10, [.. pages.Select(p => p.Floor)]), new HttpSide(scene.Server.Process, 10, [.. pages.Select(p => p.Real)])), 0.75);
    }

    private void PagesGrow(string name, Scene scene)
    {
        using var small = scene.Small();
        byte[][] Of(LeadServer server, int activities) => [.. ActivityPages(server, activities).Select(p => p.Real)];
        _runner.Grow(name, "calls/s", () => (
            new HttpSide(small.Process, 10, Of(small, small.Store.Records!.Activities)), new HttpSide(scene.Server.Process, 10, Of(scene.Server, counts.Activities))), 1.5,
            $"itself over {small.Store.Records!.Activities:N0} activities");
    }

    private void Sync(string name, Scene scene, ObjectData data)
    {
        using var floor = scene.Floors.Upsert(data);
        Batches(name, scene, floor, r => ObjectData.Batch(r, counts.Companies), b => scene.Server.Requests.Json(data.Path, JsonSerializer.SerializeToUtf8Bytes(data.Body(b))), 0.75);
    }

    private void Append(string name, Scene scene)
    {
        using var floor = scene.Floors.Append();
        Batches(name, scene, floor, r => CustomActivityData.Batch(r, options.Leads),
            b => scene.Server.Requests.Json("/rest/v1/activities/external.json", JsonSerializer.SerializeToUtf8Bytes(CustomActivityData.Body(b))), 0.6);
    }

    private void Batches(string name, Scene scene, IBatchFloor floor, Func<Random, object[][]> make, Func<object[][], byte[]> request, double target) =>
        _runner.Compare(name, "hand-written transaction, no HTTP", "records/s", () => (
            new FloorBatchSide(floor, make), new HttpBatchSide(scene.Server.Process, make, request)), target);

    private void Merge(string name, Scene scene) => _runner.Note(name, "ms", new MergeSide(scene.Server).Run(options.Rounds), null);

    private void ListPages(string name, Scene scene)
    {
        var (path, pages) = ($"/rest/v1/lists/{RecordCounts.ListId}/leads.json", new List<byte[]>());
        var request = scene.Server.Requests.Of(path);
        while (Ask(scene.Server, request).TryGetProperty("nextPageToken", out var token)) pages.Add(request = scene.Server.Requests.Of($"{path}?nextPageToken={token.GetString()}"));
        byte[][] any = [.. Enumerable.Range(0, Samples).Select(_ => pages[_random.Next(pages.Count - 1)])];
        _runner.Grow(name, "calls/s", () => (
            new HttpSide(scene.Server.Process, 10, [scene.Server.Requests.Of(path)]), new HttpSide(scene.Server.Process, 10, any)), 1.3, "its first page");
    }

    /// <summary>Pages from anywhere in the log: what is asked of the server, and the same of the floor.</summary>
    private List<(byte[] Real, byte[] Floor)> ActivityPages(LeadServer server, int activities)
    {
        var pages = new List<(byte[], byte[])>();
        while (pages.Count < Samples)
        {
            // A token of a position is only given with a page: the one after a moment's first.
            var moment = DateTimeOffset.FromUnixTimeSeconds(LeadData.CreatedAt(_random.NextInt64(1, activities - 5_000)));
            string Activities(string token) => $"/rest/v1/activities.json?activityTypeIds=12,13&nextPageToken={token}";
            string Next(string path, out JsonElement answer) => (answer = Ask(server, server.Requests.Of(path))).GetProperty("nextPageToken").GetString()!;
            var token = Next(Activities(Next($"/rest/v1/activities/pagingtoken.json?sinceDatetime={moment:yyyy-MM-ddTHH:mm:ssZ}", out _)), out var first);
            var after = first.GetProperty("result").EnumerateArray().Last().GetProperty("id").GetInt64();
            pages.Add((server.Requests.Of(Activities(token)), server.Requests.Of($"/?after={after}")));
        }
        return pages;
    }

    private static JsonElement Ask(LeadServer server, byte[] request)
    {
        using var json = JsonDocument.Parse(HttpLoad.Once(server.Process.Port, request));
        return json.RootElement.Clone();
    }

    private static void CheckSame(byte[] floor, byte[] real)
    {
        static string ResultOf(byte[] body) => Result().Match(Encoding.UTF8.GetString(body)).Value;
        if (ResultOf(floor) != ResultOf(real)) throw new InvalidDataException($"The floor answers\n{Encoding.UTF8.GetString(floor)}\nand the server\n{Encoding.UTF8.GetString(real)}");
    }

    [GeneratedRegex("\"result\":.*\"success\":true", RegexOptions.Singleline)]
    private static partial Regex Result();
}
