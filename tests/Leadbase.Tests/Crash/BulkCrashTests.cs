using System.Diagnostics;

namespace Leadbase.Tests.Crash;

/// <summary>
/// <c>kill -9</c> under imports and exports, a hundred times over the same data: every row is imported once, the counters
/// are exact, and every export is whole.
/// </summary>
[Collection(nameof(Alone))]
public sealed class BulkCrashTests(ITestOutputHelper output)
{
    private const int Kills = 100;
    private const int Seeded = 45_000;
    private const int RowsOfAFile = 6_000;

    [Theory, OnEveryDatabase]
    public async Task Imports_and_exports_end_as_if_nothing_had_happened(DatabaseKind database)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kill -9 is tested on Linux.");
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        await using var data = new CrashedData(database);
        var load = new BulkLoad(data, RowsOfAFile);
        using (var first = data.Serve())
        {
            using var api = new ApiClient(await first.UrlAsync());
            await load.SeedAsync(api, Seeded);
            await first.KillAsync();
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            await data.EndLeasesAsync();
            using var server = data.Serve();
            using var api = new ApiClient(await server.UrlAsync());
            // Jobs of the life before go on at once; every other life also dies while it is fed.
            var feeding = FeedAsync(load, api);
            if (kill % 2 == 0) await feeding;
            await Task.Delay(random.Next(0, 400));
            await server.KillAsync();
            await feeding;
        }

        await data.EndLeasesAsync();
        using var last = data.Serve();
        using var check = new ApiClient(await last.UrlAsync());
        await load.WaitAsync(check);
        await load.CheckAsync(check);
        await data.CheckIntegrityAsync();
        output.WriteLine($"{Kills} kills in {watch.Elapsed}: {load.Files} imports and {load.Exports} exports; seed {seed}.");
        Assert.True(load.Files >= Kills / 10 && load.Exports >= Kills / 10, $"Only {load.Files} imports and {load.Exports} exports: too few to say anything.");
    }

    private static async Task FeedAsync(BulkLoad load, ApiClient api)
    {
        try
        {
            await load.FeedAsync(api);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Killed.
        }
    }
}

/// <summary>Two server processes over one PostgreSQL.</summary>
[Collection(nameof(Alone))]
public sealed class TwoServersTests(ITestOutputHelper output)
{
    // A lease, and a little for the looking.
    private const int TakenOverWithin = 40;

    [Fact]
    public async Task A_killed_servers_jobs_are_taken_over_within_their_lease_and_no_job_runs_twice()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kill -9 is tested on Linux.");
        if (OnEveryDatabaseAttribute.SkipReason is { } reason) Assert.Skip(reason);
        await using var data = new CrashedData(DatabaseKind.Postgres);
        var load = new BulkLoad(data, 60_000);
        using var first = data.Serve();
        using var one = new ApiClient(await first.UrlAsync());
        await load.SeedAsync(one, 25_000);
        using var second = data.Serve();
        using var two = new ApiClient(await second.UrlAsync());

        // The first one has taken them before the second has looked for any.
        await load.FeedAsync(one);
        for (var i = 0; i < 500 && await data.NumberAsync("select count(*) from {0}\"job\" where state = 'running'") == 0; i++) await Task.Delay(10);
        await first.KillAsync();
        var left = await data.NumberAsync("select count(*) from {0}\"job\" where state <> 'done'");
        var watch = Stopwatch.StartNew();
        while (await data.NumberAsync("select count(*) from {0}\"job\" where state <> 'done'") > 0)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(TakenOverWithin + 30), "The killed server's jobs are not done.");
            await Task.Delay(100);
        }
        await load.WaitAsync(two);

        await load.CheckAsync(two);
        output.WriteLine($"{left} jobs were left, and done {watch.Elapsed} later.");
        Assert.True(left > 0, "Nothing was under way when the server was killed.");
    }
}
