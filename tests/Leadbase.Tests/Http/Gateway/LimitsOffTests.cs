using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>The option <c>--limits off</c>: no 606, 607 and 615, and the calls are still counted.</summary>
public sealed class LimitsOffTests
{
    [Fact]
    public async Task Neither_rate_nor_quota_nor_concurrency_is_enforced()
    {
        var slow = GatewayProbe.AnyGet();
        var gate = new TaskCompletionSource();
        var entered = new SemaphoreSlim(0);
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, o => o.Limits = "off", routes => routes.Replace(slow.Id, async _ =>
        {
            entered.Release();
            await gate.Task;
            return Answer.Success;
        }));
        await server.LimitAsync(quota: 2, rate: 2, concurrency: 2);
        await server.Api.TokenAsync();

        var pending = Enumerable.Range(0, 12).Select(_ => server.Api.GetAsync(slow.Path)).ToList();
        for (var i = 0; i < 12; i++) Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(20)));
        for (var i = 0; i < 10; i++) Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
        gate.SetResult();

        foreach (var reply in await Task.WhenAll(pending)) Assert.True(reply.Success);
        Assert.Equal(23, await server.CountAsync());
    }

    [Fact]
    public async Task Everything_else_is_enforced()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, o => o.Limits = "off");
        using var reader = await server.ServiceAsync("Read-Only Lead");

        Assert.Equal("603", (await reader.PostAsync("/rest/v1/leads.json", "{}")).Code);
        Assert.Equal("610", (await reader.GetAsync("/rest/v1/nothing.json")).Code);
        Assert.Equal(413, (await reader.PostAsync("/rest/v1/leads.json", new string(' ', (1024 * 1024) + 1))).Status);
    }
}
