using Leadbase.Accounts;
using Leadbase.Tests.Http.Gateway;

namespace Leadbase.Tests.Http.Users;

/// <summary>Update User Attributes, Delete User, Add Roles and Delete Roles; locks and expiry as a caller meets them.</summary>
public sealed class UserChangeTests
{
    private const string Jamie = UserSteps.Users + "/jamie@x.com";
    private const string Standard = """[{"accessRoleId":2,"accessRoleName":"Standard User","workspaceId":1,"workspaceName":"Default"}]""";

    [Theory, OnEveryDatabase]
    public async Task Attributes_change_as_named_and_the_others_stay(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.PersonAsync("jamie@x.com");

        var updated = await server.Api.PostAsync(Jamie + "/update.json", """{"firstName":"JAMIE","emailAddress":"new@x.com","expiresAt":"20271231T08:00:00.000t+0100"}""");
        var cleared = await server.Api.PostAsync(Jamie + "/update.json", """{"expiresAt":null,"lastName":"LANISTER"}""");

        Assert.Equal(200, updated.Status);
        Assert.Equal("2027-12-31T07:00:00.000t+0000", updated.Root.GetProperty("expiresAt").GetString());
        Assert.Equal("JAMIE LANISTER new@x.com jamie@x.com ", string.Join(' ', new[] { "firstName", "lastName", "emailAddress", "userid", "expiresAt" }.Select(m => cleared.Root.GetProperty(m).GetString())));
        Assert.Equal(["api@sandbox.local: update user jamie@x.com", "api@sandbox.local: update user jamie@x.com"], await server.AuditAsync(2));
        Assert.Equal(cleared.Body, (await server.Api.GetAsync(Jamie + "/user.json")).Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Roles_are_added_and_deleted_down_to_the_last(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.PersonAsync("jamie@x.com");

        var added = await server.Api.PostAsync(Jamie + "/roles/create.json", """[{"accessRoleId":1,"workspaceId":0},{"accessRoleId":2,"workspaceId":1}]""");
        var again = await server.Api.PostAsync(Jamie + "/roles/create.json", """{"input":[{"accessRoleId":1,"workspaceId":0}]}""");
        var deleted = await server.Api.PostAsync(Jamie + "/roles/delete.json", """[{"accessRoleId":1,"workspaceId":0},{"accessRoleId":1,"workspaceId":7}]""");
        var last = await server.Api.PostAsync(Jamie + "/roles/delete.json", """[{"accessRoleId":2,"workspaceId":1}]""");

        Assert.Equal("""[{"accessRoleId":1,"accessRoleName":"Admin","workspaceId":0,"workspaceName":"AllZones"},""" + Standard[1..], added.Body);
        Assert.Equal(added.Body, again.Body);
        Assert.Equal(Standard, deleted.Body);
        Assert.Equal((400, "1003"), (last.Status, last.Code));
        Assert.Equal(Standard, (await server.Api.GetAsync(Jamie + "/roles.json")).Body);
    }

    [Theory, OnEveryDatabase]
    public async Task A_user_is_deleted_for_good_unless_it_owns_a_service(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.PersonAsync("jamie@x.com");

        var reply = await server.Api.PostAsync(Jamie + "/delete.json", null);
        var owner = await server.Api.PostAsync(UserSteps.Users + "/api@sandbox.local/delete.json", null);

        Assert.Equal((200, ""), (reply.Status, reply.Body));
        Assert.Equal((404, "1013"), ((await server.Api.GetAsync(Jamie + "/user.json")).Status, (await server.Api.PostAsync(Jamie + "/delete.json", null)).Code));
        Assert.Equal((409, "1022"), (owner.Status, owner.Code));
    }

    [Theory, OnEveryDatabase]
    public async Task A_pending_user_cannot_be_changed(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.InvitedAsync("jamie@x.com");

        Assert.Equal("1013", (await server.Api.PostAsync(Jamie + "/update.json", """{"firstName":"X"}""")).Code);
        Assert.Equal("1013", (await server.Api.PostAsync(Jamie + "/roles/create.json", """[{"accessRoleId":1,"workspaceId":0}]""")).Code);
        Assert.Equal("1013", (await server.Api.PostAsync(Jamie + "/delete.json", null)).Code);
        Assert.Equal(200, (await server.Api.GetAsync(Jamie + "/invite.json")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Roles_that_are_taken_away_end_what_a_token_may_do_at_once(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var user = await server.UserAsync(["Read-Only Lead"]);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "S", null, user);
        using var api = server.Api.With(service.ClientId, secret);
        Assert.True((await api.GetAsync(GatewayProbe.Partitions)).Success);
        var role = (await AccountDirectory.OfAsync(server.Instance)).Find(user)!.Roles[0].Role;
        var none = await Administration.CreateRoleAsync(server.Instance, "None", null, []);

        await server.Api.PostAsync($"{UserSteps.Users}/{user}/roles/create.json", $$"""[{"accessRoleId":{{none.Id}},"workspaceId":1}]""");
        await server.Api.PostAsync($"{UserSteps.Users}/{user}/roles/delete.json", $$"""[{"accessRoleId":{{role}},"workspaceId":1}]""");

        Assert.Equal("603", (await api.GetAsync(GatewayProbe.Partitions)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_locked_users_tokens_are_601_and_new_ones_are_refused_until_it_is_unlocked(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var user = await server.UserAsync(["Read-Only Lead"]);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "S", null, user);
        using var api = server.Api.With(service.ClientId, secret);
        Assert.True((await api.GetAsync(GatewayProbe.Partitions)).Success);

        await Administration.LockUserAsync(server.Instance, user, "Left");

        Assert.Equal("601", (await api.GetAsync(GatewayProbe.Partitions)).Code);
        Assert.Equal(401, (await IdentityAsync(api)).Status);
        var record = (await server.Api.GetAsync($"{UserSteps.Users}/{user}/user.json")).Root;
        Assert.Equal("True Left", $"{record.GetProperty("isLocked")} {record.GetProperty("lockedReason")}");
        await Administration.UnlockUserAsync(server.Instance, user);
        Assert.True((await api.GetAsync(GatewayProbe.Partitions)).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task When_a_users_time_is_over_so_is_its_tokens(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var user = await server.UserAsync(["Read-Only Lead"]);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "S", null, user);
        using var api = server.Api.With(service.ClientId, secret);
        await server.Api.PostAsync($"{UserSteps.Users}/{user}/update.json", """{"expiresAt":"20260302T18:10:00.0t+0000"}""");
        Assert.True((await api.GetAsync(GatewayProbe.Partitions)).Success);

        server.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("601", (await api.GetAsync(GatewayProbe.Partitions)).Code);
        Assert.Equal(401, (await IdentityAsync(api)).Status);
    }

    private static Task<Reply> IdentityAsync(ApiClient api) => api.SendAsync(
        new HttpRequestMessage(HttpMethod.Get, $"/identity/oauth/token?client_id={api.ClientId}&client_secret={api.ClientSecret}"), authorize: false);
}
