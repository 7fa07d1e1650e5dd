using System.Text.Json;
using Leadbase.Activities;

namespace Leadbase.Tests.Crash;

/// <summary>
/// <c>kill -9</c> under writers, fifty times over the same data. What was acknowledged is there with its activities, each
/// exactly once; what was under way is there as a whole or not at all.
/// </summary>
[Collection(nameof(Alone))]
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int KillsDuringFirstStart = 4;
    private const int Writers = 4;
    private const int CheckEvery = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory, OnEveryDatabase]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_half_written(DatabaseKind database)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kill -9 is tested on Linux.");
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var writers = Enumerable.Range(0, Writers).Select(n => new Writer(n, new Random(seed + n))).ToList();
        await using var data = new CrashedData(database);

        for (var kill = 0; kill < Kills; kill++)
        {
            using var server = data.Serve();
            // The first ones meet a server that is making its files; a start that was cut off is finished by a later one.
            if (kill < KillsDuringFirstStart) await Task.Delay(random.Next(100, 1_500));
            else await LiveAsync(server, data, writers, check: kill % CheckEvery == 0, random.Next(5, 300));
            await server.KillAsync();
        }

        using var last = data.Serve();
        await RecoverAsync(await last.UrlAsync(), data, writers, check: true);
        var (kept, lost) = (writers.Sum(w => w.Ledger.InFlight.Kept), writers.Sum(w => w.Ledger.InFlight.Lost));
        var acknowledged = Acknowledged(writers);
        output.WriteLine($"{Kills} kills: {acknowledged} batches acknowledged, {writers.Sum(w => w.Ledger.Leads.Count)} leads; of those under way {kept} were kept and {lost} were not.");
        Assert.True(acknowledged >= Kills, $"Only {acknowledged} batches were acknowledged: too few to say anything.");
    }

    /// <summary>One life of the server: it recovers, it is written to, and it ends in the middle of it.</summary>
    private static async Task LiveAsync(ServerProcess server, CrashedData data, List<Writer> writers, bool check, int milliseconds)
    {
        var url = await server.UrlAsync();
        await RecoverAsync(url, data, writers, check);
        var before = Acknowledged(writers);
        var writing = writers.Select(w => Task.Run(() => w.WriteAsync(url))).ToList();
        // A busy machine takes its time until the first write; killing it always before that would test little.
        for (var waited = TimeSpan.Zero; Acknowledged(writers) == before && waited < Patience; waited += TimeSpan.FromMilliseconds(5)) await Task.Delay(5);
        await Task.Delay(milliseconds);
        await server.KillAsync();
        await Task.WhenAll(writing);
    }

    private static int Acknowledged(List<Writer> writers) => writers.Sum(w => w.Ledger.Acknowledged);

    private static async Task RecoverAsync(string url, CrashedData data, List<Writer> writers, bool check)
    {
        using var api = new ApiClient(url);
        foreach (var writer in writers) await writer.ResolveAsync(api);
        if (!check) return;
        foreach (var writer in writers) await writer.CheckLeadsAsync(api);
        var leads = writers.SelectMany(w => w.Ledger.Leads).OrderBy(l => l.Id).ToList();
        Assert.Equal(leads.Select(l => (l.Id, l.Email)), await data.LeadsAsync());
        CheckLog(leads, await data.LogAsync());
        await data.CheckIntegrityAsync();
    }

    /// <summary>The log tells each lead's history, every change once and in order, and nothing else.</summary>
    private static void CheckLog(List<LedgerLead> leads, List<LogRow> log)
    {
        Assert.Equal(log.Count, log.Select(r => r.Position).Distinct().Count());
        Assert.All(log, row => Assert.True(row.Type is ActivityType.NewLead or ActivityType.ChangeDataValue, row.ToString()));
        var byLead = log.ToLookup(r => r.Lead);
        Assert.Equal(leads.Count, byLead.Count);
        foreach (var lead in leads)
        {
            var told = byLead[lead.Id].Select(Tell);
            // The values of one update are in no order among themselves.
            Assert.Equal(Expected(lead).Select(e => e.Order(StringComparer.Ordinal)), Grouped([.. told]).Select(g => g.Order(StringComparer.Ordinal)));
        }
    }

    private static IEnumerable<string[]> Expected(LedgerLead lead)
    {
        yield return ["new"];
        for (var i = 1; i < lead.History.Count; i++)
        {
            var (from, to) = (lead.History[i - 1], lead.History[i]);
            yield return [$"First Name: {from.Tag} > {to.Tag}", $"Lead Score: {from.Score} > {to.Score}"];
        }
    }

    private static IEnumerable<string[]> Grouped(string[] told) => told.Length == 0 ? [] : [[told[0]], .. told[1..].Chunk(2)];

    private static string Tell(LogRow row)
    {
        if (row.Type == ActivityType.NewLead) return "new";
        var attributes = JsonSerializer.Deserialize<string[]>(row.Attributes)!;
        return $"{row.PrimaryValue}: {attributes[1]} > {attributes[0]}";
    }
}
