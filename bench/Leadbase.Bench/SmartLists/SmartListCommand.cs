using System.CommandLine;
using System.Diagnostics;
using Leadbase.Bench.Load;
using Leadbase.Marketing.SmartLists;
using Leadbase.Server;
using Leadbase.Storage;

namespace Leadbase.Bench.SmartLists;

/// <summary><c>smartlists</c>: how many members a smart list has, against the same question as one would write it by hand, in the same session.</summary>
internal sealed class SmartListCommand(LoadOptions options)
{
    private const string P = "$1";
    private readonly Runner _runner = new(options);

    public static Command Create()
    {
        var leads = new Option<int>("--leads") { DefaultValueFactory = _ => 1_000_000, Description = "Leads in the table, each with an activity." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Pairs of rounds per row." };
        var postgres = new Option<string?>("--postgres") { Description = "A PostgreSQL connection string; its rows are left away without one." };
        var only = new Option<string?>("--only") { Description = "Only rows whose name contains this." };
        var output = new Option<string>("--out") { DefaultValueFactory = _ => "artifacts/smartlists.json", Description = "The file of results." };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.GetTempPath(), Description = "Where the databases are put; not a RAM disk." };
        var command = new Command("smartlists", "Measure the evaluation of smart lists.") { leads, rounds, postgres, only, output, folder };
        command.SetAction((parse, _) => new SmartListCommand(
            new LoadOptions(parse.GetValue(leads), parse.GetValue(rounds), 0, parse.GetValue(postgres), parse.GetValue(only), parse.GetValue(output)!, "", parse.GetValue(folder)!)).RunAsync());
        return command;
    }

    private async Task RunAsync()
    {
        System.Console.WriteLine(Table.Head);
        var id = Guid.NewGuid().ToString("N")[..8];
        var folder = Path.Combine(options.Folder, "leadbase-bench-" + id);
        try
        {
            await RunAsync("SQLite", new LeadStore.Sqlite(folder), new ServerOptions { Data = folder, DemoData = false });
            if (options.Postgres is { } connection)
            {
                await RunAsync("PostgreSQL", new LeadStore.Postgres(connection, $"lbbench_{id}", folder), new ServerOptions { Data = folder, DemoData = false, Postgres = connection, PostgresSchema = $"lbbench_{id}" });
            }
        }
        finally
        {
            _runner.Save();
        }
    }

    private async Task RunAsync(string database, LeadStore leads, ServerOptions server)
    {
        using (leads)
        {
            await using var store = await LeadbaseStore.OpenAsync(server, TimeProvider.System, CancellationToken.None);
            await Sandbox.EnsureAsync(store.Catalogue, server, CancellationToken.None);
            leads.Fill(options.Leads);
            var instance = store.Catalogue.Default!;
            await using var session = await instance.Database.ReadAsync();
            var (lead, activity) = (instance.Database.Table("lead"), instance.Database.Table("activity"));
            foreach (var (name, rules, where) in Rows(activity))
            {
                var (condition, problem) = await SmartListQuery.OfAsync(session, instance, rules);
                if (condition is null) throw new InvalidOperationException(problem);
                var expected = await session.Sql($"select count(*) from {lead} t where {where}").Bind("Trade Show").NumberAsync();
                if (await SmartListQuery.CountAsync(session, condition) != expected || expected == 0) throw new InvalidOperationException($"{name}: the lists differ, or are empty.");
                _runner.Rates(
                    $"{name}, {database}", "the same query written by hand", "lists/s",
                    () => Timed(() => session.Sql($"select count(*) from {lead} t where {where}").Bind("Trade Show").NumberAsync()),
                    () => Timed(async () => await SmartListQuery.CountAsync(session, (await SmartListQuery.OfAsync(session, instance, rules)).Condition!)), 1 / 3.0);
            }
        }
    }

    /// <summary>The rows: rules, and the condition that one would write for them.</summary>
    private static IEnumerable<(string Name, SmartListRules Rules, string Where)> Rows(string activity)
    {
        var source = Field("Lead Source", "is", "Trade Show");
        yield return ("Smart list of two fields", new() { Filters = [source, Field("Lead Score", "at least", "90")] }, $"t.\"leadSource\" = {P} and t.\"leadScore\" >= 90");
        yield return (
            "Smart list of two texts, one within another", new() { Filters = [source, Field("address", "contains", "street 77")] },
            $"t.\"leadSource\" = {P} and t.\"address\" like '%Street 77%'");
        var created = new SmartListFilter
        {
            Name = "Lead was Created",
            RuleType = "Activity",
            Operator = "occurs",
            Conditions = [new SmartListCondition { ActivityAttributeName = "Date of Activity", Operator = "on or after", Values = ["2023-11-15T00:00:00Z"] }],
        };
        yield return (
            "Smart list of a field and an activity", new() { Filters = [source, created] },
            $"t.\"leadSource\" = {P} and exists (select 1 from {activity} a where a.lead = t.id and a.type = 12 and a.date >= 1700006400)");
    }

    private static SmartListFilter Field(string name, string op, string value) =>
        new() { Name = name, Operator = op, Conditions = [new SmartListCondition { AttributeName = name, Operator = op, Values = [value], IsPrimary = true }] };

    private static double Timed(Func<ValueTask<long?>> work)
    {
        var started = Stopwatch.GetTimestamp();
        work().AsTask().GetAwaiter().GetResult();
        return 1 / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
