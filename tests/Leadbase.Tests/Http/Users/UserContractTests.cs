using System.Net.Http.Headers;
using Leadbase.Accounts;
using Leadbase.Tests.Http.Gateway;

namespace Leadbase.Tests.Http.Users;

/// <summary>The form of this API: no envelope, HTTP statuses, errors without success, and the token in the header only.</summary>
public sealed class UserContractTests
{
    private const string AllUsers = UserSteps.Users + "/allusers.json";

    [Theory, OnEveryDatabase]
    public async Task A_token_is_taken_from_the_header_only(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var token = await server.Api.TokenAsync();

        var parameter = await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{AllUsers}?access_token={token}"), authorize: false);

        AssertFailed(401, "601", parameter);
        Assert.Equal(200, (await server.Api.GetAsync(AllUsers)).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Tokens_that_admit_nobody_are_401(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var junk = new HttpRequestMessage(HttpMethod.Get, AllUsers) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "junk") } };

        AssertFailed(401, "601", await server.Api.SendAsync(junk));
        await server.Api.TokenAsync();
        server.Clock.Advance(TimeSpan.FromHours(1));
        AssertFailed(401, "602", await server.Api.GetAsync(AllUsers));
    }

    [Theory, OnEveryDatabase]
    public async Task Both_permissions_are_needed(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var first = await server.ServiceAsync("Access User Management Api");
        using var second = await server.ServiceAsync("Access Users");
        using var both = await server.ServiceAsync("Access User Management Api", "Access Users");

        AssertFailed(403, "603", await first.GetAsync(AllUsers));
        AssertFailed(403, "603", await second.GetAsync(AllUsers));
        Assert.Equal(200, (await both.GetAsync(AllUsers)).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Unknown_paths_and_other_methods_have_the_form_too(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        AssertFailed(404, "610", await server.Api.GetAsync("/userservice/management/v1/users/nothing.json"));
        AssertFailed(405, "605", await server.Api.PostAsync(AllUsers, "{}"));
    }

    [Theory, OnEveryDatabase]
    public async Task Limits_are_429_and_maintenance_is_503(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.Api.TokenAsync();
        server.Api.ExpectsBugs = true;

        await server.LimitAsync(rate: 1);
        await server.Api.GetAsync(AllUsers);
        var reply = await server.Api.GetAsync(AllUsers);
        AssertFailed(429, "606", reply);
        Assert.Equal("Max rate limit '1' exceeded with in '20' secs", reply.Message);
        await server.LimitAsync(quota: 0);
        AssertFailed(429, "607", await server.Api.GetAsync(AllUsers));
        await server.SetAsync(s => s with { Maintenance = true });
        AssertFailed(503, "608", await server.Api.GetAsync(AllUsers));
    }

    [Theory, OnEveryDatabase]
    public async Task A_bug_is_500_and_tells_nothing(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, mapMore: routes => routes.Replace("getUsersUsingGET", _ => throw new InvalidOperationException("a bug")));
        server.Api.ExpectsBugs = true;

        AssertFailed(500, "611", await server.Api.GetAsync(AllUsers));
    }

    [Theory, OnEveryDatabase]
    public async Task Calls_are_counted_and_their_errors_too(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        Assert.Equal(2, await server.ChargedAsync(async () =>
        {
            await server.Api.GetAsync(AllUsers);
            await server.Api.GetAsync(UserSteps.Users + "/nobody@x.com/user.json");
        }));
        var errors = (await server.Api.GetAsync("/rest/v1/stats/errors.json")).Result[0].GetProperty("errors");
        Assert.Contains(errors.EnumerateArray(), e => e.GetProperty("errorCode").GetString() == "1013");
    }

    private static void AssertFailed(int status, string code, Reply reply)
    {
        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Equal(["requestId", "errors"], reply.Root.EnumerateObject().Select(p => p.Name));
    }
}
