using Leadbase.Accounts;
using Leadbase.Activities;

namespace Leadbase.Tests.Http.Activities;

/// <summary>Reading passes over the parts of the log that cannot hold what is asked for, and never over one that does.</summary>
public sealed class ActivityBlockTests
{
    private const long Start = 1_600_000_000;
    private static readonly long[] Types = [1, 2, 12, 13, 37, 100_001];

    [Theory, OnEveryDatabase]
    public async Task What_is_read_is_what_a_look_at_every_row_finds(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Limits = "off");
        var log = await FillAsync(server, 30_000);

        await CheckAsync(server, log);

        // Without the descriptions, as in a log that is older than they are: the next start makes them.
        var before = await BlocksAsync(server);
        Assert.Equal((log[^1].Position + 1) / 4096, before.Count);
        await WriteTransaction.RunAsync(server.Instance, s => s.Sql($"delete from {s.Database.Table("activity_block")} where block <> 2").ExecuteAsync().AsTask(), default);
        await using var again = await server.RestartAsync();
        Assert.Equal(before, await BlocksAsync(again));
        await CheckAsync(again, log);
    }

    [Theory, OnEveryDatabase]
    public async Task A_block_that_is_not_described_is_looked_through(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Limits = "off");
        var log = await FillAsync(server, 10_000);
        await WriteTransaction.RunAsync(server.Instance, s => s.Sql($"delete from {s.Database.Table("activity_block")}").ExecuteAsync().AsTask(), default);

        await CheckAsync(server, log);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_old_is_passed_over_in_one_call(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Limits = "off");
        await AppendAsync(server, [.. Enumerable.Range(0, 300_000).Select(i => new Activity(1, i % 50, Start, null, null, null))]);
        await AppendAsync(server, [new Activity(1, 7, Start + 10, null, null, null)]);

        // Of the first there are more than a call looks through.
        var recent = await PageAsync(server, Start + 5, "1");
        var rare = await PageAsync(server, Start, "2");

        Assert.Equal(7, Assert.Single(recent.Result).GetProperty("leadId").GetInt64());
        Assert.False(recent.Root.GetProperty("moreResult").GetBoolean());
        Assert.Empty(rare.Result);
        Assert.False(rare.Root.GetProperty("moreResult").GetBoolean());
    }

    /// <summary>Appends of all sizes, whose dates go to and fro: some blocks are old, some new, some both, and some types are in few.</summary>
    private static async Task<List<LoggedActivityDate>> FillAsync(TestServer server, int count)
    {
        var random = new Random(4);
        var appended = 0;
        while (appended < count)
        {
            var size = random.Next(4) == 0 ? random.Next(1, 9_000) : random.Next(1, 400);
            var era = random.Next(5) * 1000;
            await AppendAsync(server, [.. Enumerable.Range(0, size).Select(_ =>
                new Activity(random.Next(3_000) == 0 ? Types[random.Next(2, 6)] : Types[random.Next(2)], random.Next(1, 40), Start + era + random.Next(1000), null, null, null))]);
            appended += size;
        }
        await using var session = await server.Instance.Database.ReadAsync();
        return await session.Sql($"select position, type, lead, date from {server.Instance.Database.Table("activity")} order by position")
            .ListAsync(r => new LoggedActivityDate(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)));
    }

    private static Task<bool> AppendAsync(TestServer server, List<Activity> activities) => WriteTransaction.RunAsync(
        server.Instance,
        async session =>
        {
            await ActivityLog.AppendAsync(session, activities);
            return true;
        },
        default);

    private static async Task CheckAsync(TestServer server, List<LoggedActivityDate> log)
    {
        foreach (var since in (long[])[Start - 1, Start + 2_500, Start + 4_900, Start + 9_000])
        {
            foreach (var type in (long[])[1, 13, 37, 100_001])
            {
                // The first type is that of half the log: its beginning is enough.
                var want = log.Where(a => a.Date >= since && a.Type == type).Select(a => a.Position).Take(900);
                Assert.Equal(want, (await ReadAsync(server, since, $"{type}", 900)).Take(900));
            }
            var ofLead = log.Where(a => a.Date >= since && a.Type is 2 or 12 && a.Lead is 5 or 6 && a.Date >= since).Select(a => a.Position).Take(600);
            Assert.Equal(ofLead, (await ReadAsync(server, since, "2,12&leadIds=5,6", 600)).Take(600));
        }
    }

    private static async Task<List<long>> ReadAsync(TestServer server, long since, string query, int enough)
    {
        var (ids, token) = (new List<long>(), await TokenAsync(server, since));
        for (var more = true; more && ids.Count < enough;)
        {
            var page = await server.Api.GetAsync($"/rest/v1/activities.json?nextPageToken={token}&activityTypeIds={query}");
            ids.AddRange(page.Result.Select(a => a.GetProperty("id").GetInt64()));
            (token, more) = (page.NextPageToken!, page.Root.GetProperty("moreResult").GetBoolean());
        }
        return ids;
    }

    private static async Task<Reply> PageAsync(TestServer server, long since, string types) =>
        await server.Api.GetAsync($"/rest/v1/activities.json?nextPageToken={await TokenAsync(server, since)}&activityTypeIds={types}");

    private static async Task<string> TokenAsync(TestServer server, long since) =>
        (await server.Api.GetAsync($"/rest/v1/activities/pagingtoken.json?sinceDatetime={DateTimeOffset.FromUnixTimeSeconds(since):yyyy-MM-ddTHH:mm:ssZ}")).NextPageToken!;

    private static async Task<List<(long, long, long)>> BlocksAsync(TestServer server)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        return await session.Sql($"select block, max_date, types from {server.Instance.Database.Table("activity_block")} order by block")
            .ListAsync(r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)));
    }

    private sealed record LoggedActivityDate(long Position, long Type, long Lead, long Date);
}
