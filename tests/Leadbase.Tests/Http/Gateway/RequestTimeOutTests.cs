using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 604: an operation that runs longer than its documented time-out, of which nothing is kept.</summary>
public sealed class RequestTimeOutTests
{
    private const string TimedOut = "Request time-out";

    [Fact]
    public async Task A_handler_is_cancelled_at_its_documented_time_out_and_not_before()
    {
        var slow = GatewayProbe.AnyGet();
        var entered = new TaskCompletionSource<CancellationToken>();
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(slow.Id, async call =>
        {
            call.Result.WriteStringValue("half a result");
            entered.SetResult(call.Cancel);
            await Task.Delay(Timeout.Infinite, call.Cancel);
            return Answer.Success;
        }));

        var charged = await server.ChargedAsync(async () =>
        {
            var pending = server.Api.GetAsync(slow.Path);
            var cancel = await entered.Task;
            server.Clock.Advance(TimeSpan.FromSeconds(slow.TimeoutSeconds) - TimeSpan.FromMilliseconds(1));
            Assert.False(cancel.IsCancellationRequested);
            server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(cancel.IsCancellationRequested);
            (await pending).Is("604", TimedOut);
        });

        Assert.Equal(0, charged);
    }

    [Theory, OnEveryDatabase]
    public async Task A_write_that_waits_for_another_is_604_and_writes_nothing(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        Assert.Equal(90, OperationCatalogue.Get("syncLeadUsingPOST").TimeoutSeconds);

        var charged = await server.ChargedAsync(async () =>
        {
            await using (var other = await server.Instance.Database.WriteAsync())
            {
                await server.Instance.Database.Dialect.LockKeysAsync(other, "lead.email", ["late@example.com"]);
                var pending = server.Api.SyncAsync([new { email = "early@example.com" }, new { email = "late@example.com" }]);
                while (!pending.IsCompleted)
                {
                    // Nothing tells from outside whether the call has come as far as the lock, so time goes on until it has.
                    server.Clock.Advance(TimeSpan.FromSeconds(90));
                    await Task.WhenAny(pending, Task.Delay(1000));
                }
                (await pending).Is("604", TimedOut);
            }
        });

        Assert.Equal(0, charged);
        Assert.Empty((await server.Api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=early@example.com,late@example.com")).Result);
        Assert.Equal(["created"], (await server.Api.SyncAsync([new { email = "late@example.com" }])).Outcomes);
    }

    [Fact]
    public async Task A_call_that_ends_on_the_next_day_is_taken_back_from_the_day_that_was_charged()
    {
        var slow = GatewayProbe.AnyGet();
        var entered = new TaskCompletionSource();
        var start = new DateTimeOffset(2026, 3, 3, 5, 59, 59, TimeSpan.Zero);
        await using var server = await TestServer.StartAsync(
            DatabaseKind.Sqlite, clock: new(start), mapMore: routes => routes.Replace(slow.Id, async call =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, call.Cancel);
                return Answer.Success;
            }));
        Assert.Equal(1, await server.CountAsync());

        var pending = server.Api.GetAsync(slow.Path);
        await entered.Task;
        server.Clock.Advance(TimeSpan.FromSeconds(slow.TimeoutSeconds));
        (await pending).Is("604", TimedOut);

        var days = (await server.Api.GetAsync("/rest/v1/stats/usage/last7days.json")).Result;
        Assert.Equal(
            [("2026-03-03", 1), ("2026-03-02", 1)],
            days.Select(d => (d.GetProperty("date").GetString()!, d.GetProperty("total").GetInt32())));
    }
}
