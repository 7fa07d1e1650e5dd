using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Tests.Http.Gateway;

namespace Leadbase.Tests.Http.Users;

/// <summary>Browse Users, Roles and Workspaces, User by Id, and Roles and Workspaces by Id.</summary>
public sealed class UserReadingTests
{
    [Theory, OnEveryDatabase]
    public async Task Users_are_browsed_in_pages_of_twenty_or_as_many_as_asked_for_up_to_two_hundred(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Limits = "off");
        await Administration.CreateRoleAsync(server.Instance, "R", null, ["Read-Only Lead"]);
        for (var i = 0; i < 22; i++) await Administration.CreateUserAsync(server.Instance, $"u{i}@x.com", null, null, apiOnly: true, [("R", Administration.DefaultName)]);
        await server.InvitedAsync("pending@x.com");

        var first = await PageAsync(server, "");
        var rest = await PageAsync(server, "?pageOffset=20");
        var all = await PageAsync(server, "?pageSize=5000");

        Assert.Equal(20, first.Length);
        Assert.Equal(all, first.Concat(rest));
        Assert.Equal(24, all.Length);
        Assert.DoesNotContain("pending@x.com", all);
        Assert.Equal(all[3..5], await PageAsync(server, "?pageOffset=3&pageSize=2"));
        Assert.Empty(await PageAsync(server, "?pageOffset=24"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_user_is_read_with_all_members(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var user = await server.PersonAsync("jamie@houselannister.com", expires: 1_800_000_000);
        await server.Server.Catalogue.Accounts.SignInAsync(user.UserId, UserSteps.Password);
        await server.Server.Catalogue.Accounts.SignInAsync(user.UserId, "wrong");

        var reply = await server.Api.GetAsync($"{UserSteps.Users}/JAMIE%40houselannister.com/user.json");

        Assert.Equal(200, reply.Status);
        Assert.Equal(
            $$"""{"userid":"jamie@houselannister.com","firstName":"Jamie","lastName":"Lannister","emailAddress":"jamie@houselannister.com","optedIn":false,"failedLogins":1,"failedDeviceCode":0,"isLocked":false,"lockedReason":null,"id":{{user.Id}},"apiOnly":false,"userRoleWorkspaces":[{"accessRoleId":2,"accessRoleName":"Standard User","workspaceId":1,"workspaceName":"Default"}],"expiresAt":"2027-01-15T08:00:00.000t+0000","lastLoginAt":"2026-03-02T18:00:00.000t+0000"}""",
            reply.Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Roles_of_a_user_name_their_workspaces_and_zero_is_all_of_them(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var reply = await server.Api.GetAsync($"{UserSteps.Users}/admin@sandbox.local/roles.json");

        Assert.Equal("""[{"accessRoleId":1,"accessRoleName":"Admin","workspaceId":0,"workspaceName":"AllZones"}]""", reply.Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Roles_begin_with_those_of_the_system(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await Administration.CreateRoleAsync(server.Instance, "Mine", null, []);

        var roles = (await server.Api.GetAsync(UserSteps.Users + "/roles.json")).Root.EnumerateArray().ToList();

        Assert.Equal(["1 Admin system True", "2 Standard User system False", "101 API Role custom False", "102 Mine custom False"], roles.Select(r =>
            $"{r.GetProperty("id")} {r.GetProperty("name")} {r.GetProperty("type")} {r.GetProperty("onlyAllZones")}"));
        Assert.Equal("20260302T18:00:00.0t+0000", roles[3].GetProperty("createdAt").GetString());
        Assert.Equal("", roles[3].GetProperty("description").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task Workspaces_are_all_but_the_one_that_stands_for_all(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await Administration.CreateWorkspaceAsync(server.Instance, "World", null, [Administration.DefaultName], 1008);

        var workspaces = (await server.Api.GetAsync(UserSteps.Users + "/workspaces.json")).Root.EnumerateArray().ToList();

        Assert.Equal(["1 Default active", "1008 World active"], workspaces.Select(w => $"{w.GetProperty("id")} {w.GetProperty("name")} {w.GetProperty("status")}"));
        Assert.Equal(JsonValueKind.Null, workspaces[1].GetProperty("currencyInfo").ValueKind);
        Assert.Equal("20260302T18:00:00.0t+0000", workspaces[1].GetProperty("updatedAt").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task Users_of_another_instance_are_not_found(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var other = await server.SecondInstanceAsync("456-DEF-789.localhost");

        Assert.Equal("1013", (await other.GetAsync($"{UserSteps.Users}/api@sandbox.local/user.json")).Code);
        Assert.Equal(["other@example.com"], (await other.GetAsync(UserSteps.Users + "/allusers.json")).Root.EnumerateArray().Select(u => u.GetProperty("userid").GetString()!));
    }

    private static async Task<string[]> PageAsync(TestServer server, string query)
    {
        var reply = await server.Api.GetAsync(UserSteps.Users + "/allusers.json" + query);
        Assert.Equal(200, reply.Status);
        return [.. reply.Root.EnumerateArray().Select(u => u.GetProperty("userid").GetString()!)];
    }
}
