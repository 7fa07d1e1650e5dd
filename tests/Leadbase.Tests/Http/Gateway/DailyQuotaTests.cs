using System.Globalization;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 607: the calls of the day are used up, until midnight Central time.</summary>
public sealed class DailyQuotaTests
{
    private const string Reached = "Daily quota reached";

    [Theory, OnEveryDatabase]
    public async Task Exactly_the_quota_is_served_and_the_rest_is_607_and_charged(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.LimitAsync(quota: 3);

        for (var i = 0; i < 3; i++) Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
        for (var i = 0; i < 2; i++) (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("607", Reached);
        await server.LimitAsync(quota: 6);

        Assert.Equal(6, await server.CountAsync());
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("607", Reached);
    }

    /// <summary>A day of winter, one of summer, and both days on which the clocks change, at their start and at their end.</summary>
    [Theory]
    [InlineData("2026-01-15T06:00:00Z", "2026-01-15", 22)]
    [InlineData("2026-07-15T05:00:00Z", "2026-07-15", 22)]
    [InlineData("2026-03-08T06:00:00Z", "2026-03-08", 22)]
    [InlineData("2026-03-09T05:00:00Z", "2026-03-09", 22)]
    [InlineData("2026-11-01T05:00:00Z", "2026-11-01", 22)]
    [InlineData("2026-11-02T06:00:00Z", "2026-11-02", 24.5)]
    public async Task The_quota_is_new_at_midnight_in_Chicago(string midnight, string day, double hoursBefore)
    {
        var end = DateTimeOffset.Parse(midnight, CultureInfo.InvariantCulture);
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, clock: new(end.AddHours(-hoursBefore)));
        await server.LimitAsync(quota: 2);
        for (var i = 0; i < 2; i++) Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
        Assert.Equal("607", (await server.Api.GetAsync(GatewayProbe.Partitions)).Code);

        server.Clock.Advance(TimeSpan.FromHours(hoursBefore) - TimeSpan.FromMilliseconds(1));
        server.Api.ForgetToken();
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("607", Reached);
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));

        var usage = await server.Api.GetAsync(GatewayProbe.Usage);
        Assert.True(usage.Success, usage.Body);
        Assert.Equal((day, 1), (usage.Result[0].GetProperty("date").GetString(), usage.Result[0].GetProperty("total").GetInt32()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_restart_does_not_give_a_new_quota(DatabaseKind database)
    {
        var server = await TestServer.StartAsync(database);
        await server.LimitAsync(quota: 2);
        for (var i = 0; i < 2; i++) Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);

        await using var restarted = await server.RestartAsync();

        (await restarted.Api.GetAsync(GatewayProbe.Partitions)).Is("607", Reached);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_processes_share_the_quota(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.LimitAsync(quota: 4);
        for (var i = 0; i < 2; i++) Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
        // Asking for the usage writes what was counted, as the upkeep does within a second.
        await server.CountAsync();

        await using var second = await server.StartSecondAsync();

        Assert.True((await second.Api.GetAsync(GatewayProbe.Partitions)).Success);
        (await second.Api.GetAsync(GatewayProbe.Partitions)).Is("607", Reached);
    }
}
