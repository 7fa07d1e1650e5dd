using System.Collections.Concurrent;
using Leadbase.Accounts;
using Leadbase.Activities;

namespace Leadbase.Tests.Http.Activities;

/// <summary>
/// What paging by position stands on (ADR 3): positions are committed in their order. If one became readable before a
/// smaller one, a reader who is past it would never see the other.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ActivityOrderTests
{
    private const int Writers = 16;
    private const int OfEach = 6_250;
    private const long Since = 1_600_000_000;

    /// <summary>What a reader asks for: types, and whether from a moment on or from the beginning.</summary>
    private static readonly (string Types, bool Recent)[] Readers = [("1,2,13", false), ("1,2,13", true), ("2", false), ("13", true)];

    [Theory, OnEveryDatabase]
    public async Task A_reader_that_pages_while_others_write_never_misses_a_committed_activity_and_never_sees_one_twice(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => (o.DemoData, o.Limits) = (false, "off"));
        await server.Api.TokenAsync();
        var committed = new ConcurrentBag<Activity>();

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(server, w, committed))));
        var seen = await Task.WhenAll(Readers.Select(r => Task.Run(() => ReadAsync(server, r.Types, r.Recent, writing))));
        await writing;

        Assert.Equal(Writers * OfEach, committed.Count);
        for (var i = 0; i < Readers.Length; i++)
        {
            var (types, recent) = Readers[i];
            var expected = committed.Where(a => types.Split(',').Contains($"{a.Type}") && (!recent || a.Date >= Since)).Select(a => a.PrimaryId!.Value).Order().ToList();
            Assert.Equal(expected.Count, seen[i].Count);
            Assert.Equal(expected, seen[i].Order());
        }
    }

    /// <summary>Appends batches of all sizes, some of which are undone, and some of which are slow to be committed.</summary>
    private static async Task WriteAsync(TestServer server, int writer, ConcurrentBag<Activity> committed)
    {
        var random = new Random(writer);
        for (var written = 0; written < OfEach;)
        {
            var size = Math.Min(random.Next(1, 60), OfEach - written);
            var first = (writer * 1_000_000L) + written;
            List<Activity> batch = [.. Enumerable.Range(0, size).Select(i => new Activity(
                random.Next(50) == 0 ? 2 : random.Next(2) == 0 ? 1 : 13, writer + 1, Since + random.Next(-1_000, 1_000), first + i, null, null))];
            await using var session = await server.Instance.Database.WriteAsync();
            await ActivityLog.AppendAsync(session, batch);
            if (random.Next(20) == 0) await Task.Delay(1);
            if (random.Next(20) == 0) continue;
            await session.CommitAsync();
            foreach (var activity in batch) committed.Add(activity);
            written += size;
        }
    }

    private static async Task<List<long>> ReadAsync(TestServer server, string types, bool recent, Task writing)
    {
        var since = DateTimeOffset.FromUnixTimeSeconds(recent ? Since : 0);
        var token = (await server.Api.GetAsync($"/rest/v1/activities/pagingtoken.json?sinceDatetime={since:yyyy-MM-ddTHH:mm:ssZ}")).NextPageToken;
        var seen = new List<long>();
        while (true)
        {
            // What is committed before a call begins, the call sees.
            var last = writing.IsCompleted;
            var page = await server.Api.GetAsync($"/rest/v1/activities.json?nextPageToken={token}&activityTypeIds={types}");
            seen.AddRange(page.Result.Select(a => a.GetProperty("primaryAttributeValueId").GetInt64()));
            token = page.NextPageToken;
            var more = page.Root.GetProperty("moreResult").GetBoolean();
            if (last && !more) return seen;
        }
    }
}
