namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Usage": calls per user and errors per code, of today and of the last seven days.</summary>
public sealed class UsageTests
{
    private const string Week = "/rest/v1/stats/usage/last7days.json";
    private const string Errors = "/rest/v1/stats/errors.json";
    private const string WeekOfErrors = "/rest/v1/stats/errors/last7days.json";

    [Theory, OnEveryDatabase]
    public async Task Calls_are_told_per_user_with_their_total(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var reader = await server.ServiceAsync("Read-Only Lead");
        for (var i = 0; i < 3; i++) await reader.GetAsync(GatewayProbe.Partitions);

        var reply = await server.Api.GetAsync(GatewayProbe.Usage);

        var email = (await TokenScopeAsync(reader))!;
        Assert.Equal(
            $$"""[{"date":"2026-03-02","total":4,"users":[{"userId":"api@sandbox.local","count":1},{"userId":"{{email}}","count":3}]}]""",
            reply.Root.GetProperty("result").GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task Errors_are_told_per_code_and_only_those_of_callers_that_are_known(DatabaseKind database)
    {
        var broken = GatewayProbe.AnyGet();
        await using var server = await TestServer.StartAsync(database, mapMore: routes => routes.Replace(broken.Id, _ => throw new InvalidOperationException("a bug")));
        server.Api.ExpectsBugs = true;
        Assert.Empty((await server.Api.GetAsync(Errors)).Result);
        for (var i = 0; i < 2; i++) await server.Api.GetAsync("/rest/v1/nothing.json");
        await server.Api.PostAsync("/rest/v1/leads.json", "{");
        await server.Api.GetAsync("/rest/v1/leads/delete.json");
        await server.Api.GetAsync(broken.Path);
        await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Get, GatewayProbe.Partitions), authorize: false);

        var reply = await server.Api.GetAsync(Errors);

        Assert.Equal(
            """[{"date":"2026-03-02","total":5,"errors":[{"errorCode":"605","count":1},{"errorCode":"609","count":1},{"errorCode":"610","count":2},{"errorCode":"611","count":1}]}]""",
            reply.Root.GetProperty("result").GetRawText());
        Assert.Equal(reply.Root.GetProperty("result").GetRawText(), (await server.Api.GetAsync(WeekOfErrors)).Root.GetProperty("result").GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task The_last_seven_days_are_today_and_six_before_the_latest_first(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.Api.GetAsync("/rest/v1/nothing.json");
        server.Clock.Advance(TimeSpan.FromDays(5));
        server.Api.ForgetToken();
        for (var i = 0; i < 2; i++) await server.Api.GetAsync("/rest/v1/nothing.json");
        server.Clock.Advance(TimeSpan.FromDays(1));
        server.Api.ForgetToken();

        Assert.Equal([("2026-03-08", 1), ("2026-03-07", 2), ("2026-03-02", 1)], await DaysAsync(server, Week));
        Assert.Equal([("2026-03-07", 2), ("2026-03-02", 1)], await DaysAsync(server, WeekOfErrors));
        Assert.Equal([("2026-03-08", 3)], await DaysAsync(server, GatewayProbe.Usage));
        Assert.Empty(await DaysAsync(server, Errors));
        server.Clock.Advance(TimeSpan.FromDays(1));
        server.Api.ForgetToken();

        Assert.Equal([("2026-03-09", 1), ("2026-03-08", 4), ("2026-03-07", 2)], await DaysAsync(server, Week));
        Assert.Equal([("2026-03-07", 2)], await DaysAsync(server, WeekOfErrors));
    }

    [Theory, OnEveryDatabase]
    public async Task Usage_survives_a_restart(DatabaseKind database)
    {
        var server = await TestServer.StartAsync(database);
        for (var i = 0; i < 3; i++) await server.Api.GetAsync("/rest/v1/nothing.json");

        await using var restarted = await server.RestartAsync();

        Assert.Equal(4, await restarted.CountAsync());
        Assert.Equal([("2026-03-02", 3)], await DaysAsync(restarted, Errors));
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_counted_is_in_the_database_a_second_later(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        for (var i = 0; i < 3; i++) await server.Api.GetAsync(GatewayProbe.Partitions);

        server.Clock.Advance(TimeSpan.FromSeconds(1));

        await GatewayProbe.EventuallyAsync(
            async () =>
            {
                await using var session = await server.Instance.Database.ReadAsync();
                var sum = await session.Sql($"select cast(sum(calls) as bigint) from {server.Instance.Database.Table("usage_call")}").NumberAsync();
                return sum == 3;
            },
            "The calls were not written.");
    }

    [Theory, OnEveryDatabase]
    public async Task Two_processes_add_up(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var second = await server.StartSecondAsync();
        for (var i = 0; i < 3; i++) await server.Api.GetAsync(GatewayProbe.Partitions);
        for (var i = 0; i < 2; i++) await second.Api.GetAsync(GatewayProbe.Partitions);

        Assert.Equal(3, await second.CountAsync());
        Assert.Equal(7, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task The_days_of_another_instance_are_its_own(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var other = await server.SecondInstanceAsync("456-def-789.localhost");
        for (var i = 0; i < 3; i++) await other.GetAsync(GatewayProbe.Partitions);

        Assert.Equal(1, await server.CountAsync());
    }

    private static async Task<(string Day, int Total)[]> DaysAsync(TestServer server, string path) =>
        [.. (await server.Api.GetAsync(path)).Result.Select(d => (d.GetProperty("date").GetString()!, d.GetProperty("total").GetInt32()))];

    private static async Task<string?> TokenScopeAsync(ApiClient api)
    {
        var path = $"/identity/oauth/token?client_id={api.ClientId}&client_secret={api.ClientSecret}";
        var reply = await api.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), authorize: false);
        return reply.Root.GetProperty("scope").GetString();
    }
}
