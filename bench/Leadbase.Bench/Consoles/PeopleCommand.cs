using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Leadbase.Bench.Load;
using Leadbase.Records.People;
using Leadbase.Server;

namespace Leadbase.Bench.Consoles;

/// <summary>
/// <c>people</c>: the console's list of people over many leads against the same over few, on each database: a page as a browser
/// gets it, and the query alone.
/// </summary>
internal sealed class PeopleCommand(LoadOptions options)
{
    private const int PageSize = 25;
    private readonly Runner _runner = new(options);

    public static Command Create()
    {
        var leads = new Option<int>("--leads") { DefaultValueFactory = _ => 1_000_000, Description = "Leads of the large table." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Pairs of rounds per row." };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 2, Description = "Length of a round." };
        var postgres = new Option<string?>("--postgres") { Description = "A PostgreSQL connection string; its rows are left away without one." };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.GetTempPath(), Description = "Where the databases are put." };
        var program = new Option<string>("--server") { DefaultValueFactory = _ => LoadCommand.BuiltServer(), Description = "The server's executable." };
        var command = new Command("people", "Measure pages of people in the console.") { leads, rounds, seconds, postgres, folder, program };
        command.SetAction(parse => new PeopleCommand(new LoadOptions(
            parse.GetValue(leads), parse.GetValue(rounds), parse.GetValue(seconds), parse.GetValue(postgres), null, "", parse.GetValue(program)!, parse.GetValue(folder)!)).RunAsync());
        return command;
    }

    private async Task RunAsync()
    {
        System.Console.WriteLine(Table.Head);
        var id = Guid.NewGuid().ToString("N")[..8];
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"leadbase-bench-{id}")).FullName;
        try
        {
            await RunAsync(id, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RunAsync(string id, string folder)
    {
        string Folder(string part) => Path.Combine(folder, part);
        await RunAsync("SQLite", part => new ServerOptions { Data = Folder(part) }, (part, _) => new LeadStore.Sqlite(Folder(part)));
        if (options.Postgres is not { } connection) return;
        await RunAsync(
            "PostgreSQL", part => new ServerOptions { Data = Folder(part), Postgres = connection, PostgresSchema = $"lbbench_{id}_{part}" },
            (part, server) => new LeadStore.Postgres(connection, server.PostgresSchema, Folder(part)));
    }

    private async Task RunAsync(string database, Func<string, ServerOptions> server, Func<string, ServerOptions, LeadStore> data)
    {
        using var smallData = data("small", server("small"));
        using var largeData = data("large", server("large"));
        await using var small = await OpenAsync(server("small"), smallData, options.SmallLeads);
        await using var large = await OpenAsync(server("large"), largeData, options.Leads);
        using var smallServer = Launch(smallData);
        using var largeServer = Launch(largeData);
        using var smallClient = await SignInAsync(smallServer, smallData);
        using var largeClient = await SignInAsync(largeServer, largeData);
        foreach (var by in Enum.GetValues<PeopleKey>())
        {
            _runner.Grow($"A page of people by {by}, {database}", "pages/s", () => (
                new PageSide(place => Read(smallClient, by, place), by, options.SmallLeads), new PageSide(place => Read(largeClient, by, place), by, options.Leads)), 1.5);
            _runner.Grow($"The query of such a page by {by}, {database}", "pages/s", () => (
                new PageSide(place => Find(small, by, place), by, options.SmallLeads), new PageSide(place => Find(large, by, place), by, options.Leads)), 1.5);
        }
    }

    private ChildProcess Launch(LeadStore data) =>
        ChildProcess.Start(options.Server, url => ["serve", "--sandbox", "--no-demo-data", "--call-log", "off", "--urls", url, .. data.ServerArguments]);

    /// <summary>A browser of the sandbox's administrator.</summary>
    private async Task<HttpClient> SignInAsync(ChildProcess process, LeadStore data)
    {
        var origin = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{process.Port}/");
        var start = new ProcessStartInfo(options.Server, ["console", "link", Sandbox.AdministratorEmail, "--url", origin, "--json", .. data.ServerArguments]) { RedirectStandardOutput = true };
        using var command = Process.Start(start)!;
        using var printed = JsonDocument.Parse(await command.StandardOutput.ReadToEndAsync());
        var client = new HttpClient { BaseAddress = new Uri(origin) };
        using var page = await client.GetAsync(printed.RootElement.GetProperty("address").GetString());
        return client;
    }

    private static int Read(HttpClient client, PeopleKey by, PeoplePlace after)
    {
        var html = client.GetStringAsync(string.Create(
            CultureInfo.InvariantCulture, $"console/{Sandbox.MunchkinId}/people?by={by}&after={after.Id}&afterKey={Uri.EscapeDataString(after.Key)}")).GetAwaiter().GetResult();
        return html.Split("<a href=\"" + Sandbox.MunchkinId + "/people/").Length - 1;
    }

    private static int Find(LeadbaseStore store, PeopleKey by, PeoplePlace after) =>
        PeopleSearch.FindAsync(store.Catalogue.Default!, by, "", after, PageSize).GetAwaiter().GetResult().People.Count;

    /// <summary>The place of a lead of the data.</summary>
    private static PeoplePlace PlaceOf(PeopleKey by, int id)
    {
        var values = LeadData.Values(id);
        return new PeoplePlace(by switch { PeopleKey.Email => (string)values[0], PeopleKey.LastName => Storage.Folding.Lower((string)values[2]), _ => "" }, id);
    }

    private static async Task<LeadbaseStore> OpenAsync(ServerOptions server, LeadStore data, int leads)
    {
        (server.Durability, server.DemoData) = ("fast", false);
        var store = await LeadbaseStore.OpenAsync(server, TimeProvider.System, CancellationToken.None);
        await Sandbox.EnsureAsync(store.Catalogue, server, CancellationToken.None);
        data.Fill(leads);
        return store;
    }

    /// <summary>Pages from anywhere: after a person that is chosen by chance.</summary>
    private sealed class PageSide(Func<PeoplePlace, int> read, PeopleKey by, int leads) : Side
    {
        private readonly Random _random = new(42);

        public override Measure Run(TimeSpan duration)
        {
            var (ticks, people) = (new List<long>(), 0L);
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var before = Stopwatch.GetTimestamp();
                people += read(PlaceOf(by, _random.Next(1, leads - PageSize)));
                ticks.Add(Stopwatch.GetTimestamp() - before);
            }
            // Pages from near the end are shorter, and few.
            if (people < ticks.Count * PageSize * 0.9) throw new InvalidOperationException("Pages were empty.");
            return Measure.Of(ticks, Stopwatch.GetElapsedTime(started), 1);
        }
    }
}
