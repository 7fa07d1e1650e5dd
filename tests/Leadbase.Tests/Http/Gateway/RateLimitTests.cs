using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 606: more than 100 calls in the past 20 seconds, exactly.</summary>
public sealed class RateLimitTests
{
    private const string Exceeded = "Max rate limit '100' exceeded with in '20' secs";

    [Fact]
    public async Task A_hundred_calls_are_served_and_the_next_is_606_until_the_window_has_moved_on()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        await ServedAsync(server, 100);
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("606", Exceeded);
        server.Clock.Advance(TimeSpan.FromMilliseconds(19_999));
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("606", Exceeded);
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));

        // The last refused call is within the window still; the hundred, and the one refused with them, are not.
        await ServedAsync(server, 99);
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("606", Exceeded);
    }

    [Fact]
    public async Task The_window_slides_so_that_one_call_is_admitted_when_the_oldest_leaves()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        await ServedAsync(server, 1);
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        await ServedAsync(server, 99);
        server.Clock.Advance(TimeSpan.FromSeconds(15));

        await ServedAsync(server, 1);
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("606", Exceeded);
    }

    [Fact]
    public async Task A_refused_call_is_charged_and_holds_its_own_place_in_the_window()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        await server.LimitAsync(rate: 3);

        await ServedAsync(server, 1);
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        await ServedAsync(server, 2);
        server.Clock.Advance(TimeSpan.FromSeconds(14));
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("606", "Max rate limit '3' exceeded with in '20' secs");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("606", "Max rate limit '3' exceeded with in '20' secs");
        server.Clock.Advance(TimeSpan.FromSeconds(5));

        await ServedAsync(server, 1);
        server.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(7, await server.CountAsync());
    }

    [Fact]
    public async Task The_rate_is_one_for_all_services_of_an_instance_and_none_of_another_instance()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        using var second = await server.ServiceAsync("Read-Only Lead");
        using var elsewhere = await server.SecondInstanceAsync("456-def-789.mktorest.com");
        await server.LimitAsync(rate: 4);

        await ServedAsync(server, 2);
        Assert.True((await second.GetAsync(GatewayProbe.Partitions)).Success);
        Assert.True((await second.GetAsync(GatewayProbe.Partitions)).Success);

        Assert.Equal("606", (await server.Api.GetAsync(GatewayProbe.Partitions)).Code);
        Assert.Equal("606", (await second.GetAsync(GatewayProbe.Partitions)).Code);
        Assert.True((await elsewhere.GetAsync(GatewayProbe.Partitions)).Success);
    }

    [Fact]
    public async Task Calls_that_are_not_charged_do_not_count_for_the_rate()
    {
        var broken = GatewayProbe.AnyGet();
        var slow = GatewayProbe.Any(o => o.HasEnvelope && o.Method == "GET" && o.Id != broken.Id);
        var entered = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes
            .Replace(broken.Id, _ => throw new InvalidOperationException("a bug"))
            .Replace(slow.Id, async call =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, call.Cancel);
                return Answer.Success;
            }));
        server.Api.ExpectsBugs = true;
        await server.LimitAsync(rate: 3, window: 10_000);
        var expired = await server.Api.TokenAsync();
        server.Clock.Advance(TimeSpan.FromHours(1));
        await server.Api.TokenAsync();

        await ServedAsync(server, 2);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("601", (await WithTokenAsync(server, "junk")).Code);
            Assert.Equal("602", (await WithTokenAsync(server, expired)).Code);
            Assert.Equal("605", (await server.Api.GetAsync("/rest/v1/leads/delete.json")).Code);
            Assert.Equal("611", (await server.Api.GetAsync(broken.Path)).Code);
            await server.Api.TokenAsync();
        }
        var pending = server.Api.GetAsync(slow.Path);
        await entered.Task;
        server.Clock.Advance(TimeSpan.FromSeconds(slow.TimeoutSeconds));
        Assert.Equal("604", (await pending).Code);
        await server.SetAsync(s => s with { Maintenance = true });
        for (var i = 0; i < 3; i++) Assert.Equal("608", (await server.Api.GetAsync(GatewayProbe.Partitions)).Code);
        await server.SetAsync(s => s with { Maintenance = false });

        await ServedAsync(server, 1);
        Assert.Equal("606", (await server.Api.GetAsync(GatewayProbe.Partitions)).Code);
    }

    [Fact]
    public async Task Calls_that_are_refused_and_charged_count_for_the_rate()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        using var reader = await server.ServiceAsync("Read-Only Lead");
        await server.LimitAsync(rate: 4);

        Assert.Equal("603", (await reader.PostAsync("/rest/v1/leads.json", "{}")).Code);
        Assert.Equal("610", (await reader.GetAsync("/rest/v1/nothing.json")).Code);
        Assert.Equal("609", (await server.Api.PostAsync("/rest/v1/leads.json", "{")).Code);
        Assert.Equal("1002", (await reader.GetAsync("/rest/v1/leads.json")).Code);

        Assert.Equal("606", (await reader.GetAsync(GatewayProbe.Partitions)).Code);
    }

    [Fact]
    public async Task Calls_taken_back_after_refused_ones_do_not_make_room_that_is_not_there()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        await server.LimitAsync(rate: 10, concurrency: 5);
        var admission = new Admission(server.Instance);
        var stamps = new List<long>();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(admission.Record(out var stamp));
            stamps.Add(stamp);
        }
        for (var i = 0; i < 20; i++) Assert.False(admission.Record(out _));

        foreach (var stamp in stamps.Take(5)) admission.Forget(stamp);

        // 25 charged calls are within the window.
        Assert.False(admission.Record(out _));
    }

    private static async Task ServedAsync(TestServer server, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var reply = await server.Api.GetAsync(GatewayProbe.Partitions);
            Assert.True(reply.Success, $"call {i + 1} of {count}: {reply.Body}");
        }
    }

    private static Task<Reply> WithTokenAsync(TestServer server, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, GatewayProbe.Partitions);
        request.Headers.Authorization = new("Bearer", token);
        return server.Api.SendAsync(request);
    }
}
