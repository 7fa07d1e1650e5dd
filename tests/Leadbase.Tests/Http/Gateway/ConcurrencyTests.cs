using System.Collections.Concurrent;
using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 615: ten calls are under way.</summary>
public sealed class ConcurrencyTests
{
    [Theory, OnEveryDatabase]
    public async Task The_eleventh_call_is_refused_at_once_and_served_when_another_has_ended(DatabaseKind database)
    {
        var slow = GatewayProbe.AnyGet();
        var entered = new SemaphoreSlim(0);
        var gates = new ConcurrentQueue<TaskCompletionSource>();
        await using var server = await TestServer.StartAsync(database, mapMore: routes => routes.Replace(slow.Id, async _ =>
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            gates.Enqueue(gate);
            entered.Release();
            await gate.Task;
            return Answer.Success;
        }));
        await server.Api.TokenAsync();
        var pending = Enumerable.Range(0, 10).Select(_ => server.Api.GetAsync(slow.Path)).ToList();
        for (var i = 0; i < 10; i++) Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(20)));

        // Were it queued instead of refused, this call would wait for ever.
        for (var i = 0; i < 3; i++) (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("615", "Concurrent access limit reached");
        Assert.EndsWith(":int", await server.Api.TokenAsync(), StringComparison.Ordinal);

        Assert.True(gates.TryDequeue(out var first));
        first.SetResult();
        Assert.True((await await Task.WhenAny(pending)).Success);
        await GatewayProbe.EventuallyAsync(async () => (await server.Api.GetAsync(GatewayProbe.Partitions)).Success, "The place was not given back.");
        foreach (var gate in gates) gate.SetResult();
        foreach (var reply in await Task.WhenAll(pending)) Assert.True(reply.Success);
    }

    [Fact]
    public async Task A_refused_call_is_charged()
    {
        var slow = GatewayProbe.AnyGet();
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(slow.Id, async _ =>
        {
            entered.SetResult();
            await gate.Task;
            return Answer.Success;
        }));
        await server.LimitAsync(concurrency: 1);

        var before = await server.CountAsync();
        var pending = server.Api.GetAsync(slow.Path);
        await entered.Task;
        Assert.Equal("615", (await server.Api.GetAsync(GatewayProbe.Partitions)).Code);
        gate.SetResult();
        await pending;
        var last = 0L;
        await GatewayProbe.EventuallyAsync(
            async () =>
            {
                var reply = await server.Api.GetAsync("/rest/v1/stats/errors.json");
                if (reply.Success) last = reply.Result[0].GetProperty("total").GetInt64();
                return reply.Success;
            },
            "The place was not given back.");

        // The errors counted are the refused calls: the one of the test and those while the place was given back.
        Assert.Equal(before + 1 + last + 1 + 1, await server.CountAsync());
    }
}
