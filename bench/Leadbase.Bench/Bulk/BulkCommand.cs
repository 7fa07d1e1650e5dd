using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Leadbase.Bench.Load;
using Leadbase.Bench.Records;

namespace Leadbase.Bench.Bulk;

/// <summary><c>bulk</c>: imports and exports to their end, against the bare database in the same run.</summary>
internal sealed class BulkCommand(LoadOptions options, int activities, int rows)
{
    /// <summary>Activities in the same second, so that all of them are within the 31 days that one export may span.</summary>
    private const int ActivitiesPerSecond = 4;

    private const int MaxDays = 31;
    private readonly Runner _runner = new(options);
    private long _person = 2_000_000_000;
    private long _stamp;

    private sealed record Scene(string Database, LeadServer Server, BulkApi Api, BulkFloor Floor);

    public static Command Create()
    {
        var leads = new Option<int>("--leads") { DefaultValueFactory = _ => 1_000_000, Description = "Leads in the table." };
        var activities = new Option<int>("--activities") { DefaultValueFactory = _ => 10_000_000, Description = "Activities in the log." };
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => int.MaxValue, Description = "Rows of the imported file; as many as an upload may have when not given." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "Pairs of rounds per row." };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 5, Description = "Length of a round of point reads." };
        var postgres = new Option<string?>("--postgres") { Description = "A PostgreSQL connection string; its rows are left away without one." };
        var only = new Option<string?>("--only") { Description = "Only rows whose name contains this." };
        var output = new Option<string>("--out") { DefaultValueFactory = _ => "artifacts/bulk.json", Description = "The file of results." };
        var server = new Option<string>("--server") { DefaultValueFactory = _ => LoadCommand.BuiltServer(), Description = "The server's executable." };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.GetTempPath(), Description = "Where the databases are put; not a RAM disk." };
        var command = new Command("bulk", "Measure imports and exports.") { leads, activities, rows, rounds, seconds, postgres, only, output, server, folder };
        command.SetAction(parse => new BulkCommand(
            new LoadOptions(
                parse.GetValue(leads), parse.GetValue(rounds), parse.GetValue(seconds), parse.GetValue(postgres), parse.GetValue(only),
                parse.GetValue(output)!, parse.GetValue(server)!, parse.GetValue(folder)!),
            Math.Max(parse.GetValue(activities), parse.GetValue(leads)), parse.GetValue(rows)).Run());
        return command;
    }

    private void Run()
    {
        System.Console.WriteLine(Table.Head);
        var id = Guid.NewGuid().ToString("N")[..8];
        var folder = Path.Combine(options.Folder, "leadbase-bench-" + id);
        // The list begins empty, but for one.
        var records = new RecordCounts(activities, 1_000, 1) { ActivitiesPerSecond = ActivitiesPerSecond };
        try
        {
            var file = new LeadStore.Sqlite(Path.Combine(folder, "sqlite")) { Records = records };
            Run("SQLite", file, new BulkFloor.Sqlite(Path.Combine(folder, "floor.db"), file.File));
            if (options.Postgres is not { } connection) return;
            var schema = new LeadStore.Postgres(connection, $"lbbench_{id}", Path.Combine(folder, "postgres")) { Records = records };
            Run("PostgreSQL", schema, new BulkFloor.Postgres(connection, schema.Schema));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            _runner.Save();
        }
    }

    private void Run(string database, LeadStore store, BulkFloor floor)
    {
        using (floor)
        {
            if (!Rows(database).Any(_runner.Wants)) return;
            using var server = LeadServer.Start(options.Server, store, options.Leads, () => RaiseQuota(store));
            using (var api = new BulkApi(server))
            {
                var scene = new Scene(database, server, api, floor);
                Exports(scene);
                Imports(scene);
                Reads(scene);
            }
            Memory(database, server);
        }
    }

    private static string[] Rows(string database) =>
    [
        $"Import of new people, {database}", $"Import of three changed values, {database}", $"Export of leads, nine fields, {database}", $"Export of activities, {database}",
        $"Download of an export, {database}", $"p99 of point reads during an import, {database}", $"Peak memory of exporting all leads over 10,000, {database}",
    ];

    private void Imports(Scene scene)
    {
        var names = Rows(scene.Database);
        var postgres = scene.Database == "PostgreSQL";
        var against = postgres ? "binary COPY into a bare table" : "prepared inserts into a bare table";
        double Floor()
        {
            var file = PeopleFile.Of(_person, rows);
            List<object[]> people = [.. Enumerable.Range(0, file.Rows).Select(i => PeopleFile.Row(file.First + i))];
            return Timed(people.Count, () => scene.Floor.Load(people));
        }
        _runner.Rates(names[0], against, "rows/s", Floor, () => scene.Api.Import(New()), postgres ? 1 / 12.0 : 1 / 8.0);
        PeopleFile? known = null;
        _runner.Rates(names[1], against, "rows/s", Floor, () =>
        {
            if (known is null) scene.Api.Import(known = New());
            return scene.Api.Import(PeopleFile.Of(known.First, known.Rows, ++_stamp));
        }, postgres ? 1 / 25.0 : 1 / 15.0);
    }

    private PeopleFile New()
    {
        var file = PeopleFile.Of(_person, rows);
        _person += file.Rows;
        return file;
    }

    private void Exports(Scene scene)
    {
        var names = Rows(scene.Database);
        var against = scene.Database == "PostgreSQL" ? "COPY (SELECT …) TO STDOUT" : "the same query read to its end";
        var (from, to) = (LeadData.CreatedAt(0), LeadData.CreatedAt(0) + ((MaxDays * 86_400) - 1));
        var leads = Math.Min(options.Leads, to - from);
        var lastExport = "";
        _runner.Rates(names[2], against, "rows/s", () => Timed(leads, () => scene.Floor.ReadLeads(from, to)), () =>
        {
            (var rate, lastExport) = scene.Api.Export("leads", LeadRequest(from, to), leads);
            return rate;
        }, 0.5);
        var log = Math.Min(activities, ((to - from) * ActivitiesPerSecond) + ActivitiesPerSecond - 1);
        _runner.Rates(names[3], against, "rows/s", () => Timed(log, () => scene.Floor.ReadActivities(from, to)),
            () => scene.Api.Export("activities", new { filter = new { createdAt = Range(from, to) } }, log).PerSecond, 0.4);
        if (lastExport.Length > 0) _runner.Note(names[4], "MB/s", scene.Api.Download("leads", lastExport), null);
    }

    private static object LeadRequest(long from, long to) => new
    {
        fields = (string[])["id", "email", "firstName", "lastName", "title", "phone", "city", "leadScore", "createdAt"],
        filter = new { createdAt = Range(from, to) },
    };

    private static object Range(long from, long to) => new { startAt = Moment(from), endAt = Moment(to) };

    private static string Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Point reads alone, and while one import after the other runs.</summary>
    private void Reads(Scene scene)
    {
        var random = new Random(42);
        byte[][] requests = [.. Enumerable.Range(0, 20_000).Select(_ => scene.Server.Requests.LeadById(random.NextInt64(1, options.Leads + 1)))];
        var side = new HttpSide(scene.Server.Process, 10, requests);
        _runner.Latency(Rows(scene.Database)[5], "itself without the import", side, new ImportingSide(side, () => scene.Api.Import(New())), 5);
    }

    private void Memory(string database, LeadServer server)
    {
        var name = Rows(database)[6];
        if (!_runner.Wants(name)) return;
        var from = LeadData.CreatedAt(0);
        double Peak(int leads)
        {
            server.Restart(options.Server);
            using var api = new BulkApi(server);
            // The first lead stands one second after the beginning.
            api.Export("leads", LeadRequest(from, from + leads), leads);
            return server.Process.PeakMegabytes;
        }
        var few = Peak(Math.Min(10_000, options.Leads));
        _runner.Note(name, "MB", Peak((int)Math.Min(options.Leads, (MaxDays * 86_400) - 1)) - few, 32);
    }

    private void RaiseQuota(LeadStore store)
    {
        using var set = Process.Start(options.Server, ["instance", "set", "--export-quota", "1000000", .. store.ServerArguments]);
        set.WaitForExit();
        if (set.ExitCode != 0) throw new InvalidOperationException("The export quota could not be raised.");
    }

    private static double Timed(long count, Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Another side, while imports run without a pause.</summary>
    private sealed class ImportingSide(Side reads, Action import) : Side
    {
        public override Measure Run(TimeSpan duration)
        {
            using var end = new CancellationTokenSource();
            var imports = Task.Run(() =>
            {
                while (!end.IsCancellationRequested) import();
            });
            var measure = reads.Run(duration);
            end.Cancel();
            imports.GetAwaiter().GetResult();
            return measure;
        }
    }
}
