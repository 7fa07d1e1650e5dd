using System.Text;
using System.Text.Json;
using Leadbase.Tests.Http.Gateway;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Users;

/// <summary>The User Management API ("User Management"): no envelope, real status codes, and the console's own users.</summary>
public sealed class UserManagementTests
{
    private const string Users = "/userservice/management/v1/users";
    private const string Jamie = "jamie@houselannister.com";

    [Theory, OnEveryDatabase]
    public async Task An_API_only_user_is_invited_changed_and_deleted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, role) = (server.Api, await RoleAsync(server));

        var invited = await InviteAsync(api, Jamie, role, more: ""","apiOnly":true,"expiresAt":"2026-12-31T23:59:59-05:00" """);
        Assert.Equal((200, "true"), (invited.Status, invited.Body));
        var user = (await api.GetAsync($"{Users}/{Jamie}/user.json")).Root;
        Assert.Equal(
            (Jamie, "Jamie", "Lannister", Jamie, true, false, "20270101T04:59:59.0t+0000"),
            (Text(user, "userid"), Text(user, "firstName"), Text(user, "lastName"), Text(user, "emailAddress"), user.GetProperty("apiOnly").GetBoolean(), user.GetProperty("isLocked").GetBoolean(), Text(user, "expiresAt")));
        var pair = Assert.Single((await api.GetAsync($"{Users}/{Jamie}/roles.json")).Root.EnumerateArray());
        Assert.Equal((role, "Reader", 1L, "Default"), (pair.GetProperty("accessRoleId").GetInt64(), Text(pair, "accessRoleName"), pair.GetProperty("workspaceId").GetInt64(), Text(pair, "workspaceName")));

        var updated = await api.PostAsync($"{Users}/{Jamie}/update.json", """{"firstName":"JAMIE","expiresAt":"20271231T08:00:00.000t+0000"}""");
        Assert.Equal(("JAMIE", "Lannister", "20271231T08:00:00.0t+0000"), (Text(updated.Root, "firstName"), Text(updated.Root, "lastName"), Text(updated.Root, "expiresAt")));
        var deleted = await api.PostAsync($"{Users}/{Jamie}/delete.json", null);
        Assert.Equal((200, ""), (deleted.Status, deleted.Body));
        Assert.Equal((404, "1013"), Refusal(await api.GetAsync($"{Users}/{Jamie}/user.json")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_person_is_pending_for_seven_days_and_no_user_before(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, role) = (server.Api, await RoleAsync(server));
        Assert.Equal("true", (await InviteAsync(api, Jamie, role)).Body);

        var pending = (await api.GetAsync($"{Users}/{Jamie}/invite.json")).Root;
        Assert.Equal(("pending", "20260309T18:00:00.0t+0000", "20260302T18:00:00.0t+0000"), (Text(pending, "status"), Text(pending, "expiresAt"), Text(pending, "createdAt")));
        Assert.Equal((404, "1013"), Refusal(await api.GetAsync($"{Users}/{Jamie}/user.json")));
        Assert.Equal((404, "1013"), Refusal(await api.PostAsync($"{Users}/{Jamie}/delete.json", null)));
        Assert.Equal((404, "1013"), Refusal(await api.PostAsync($"{Users}/{Jamie}/update.json", """{"firstName":"J"}""")));
        Assert.Equal((400, "1017"), Refusal(await InviteAsync(api, Jamie, role)));
        Assert.Equal(200, (await api.PostAsync($"{Users}/{Jamie}/invite/delete.json", null)).Status);
        Assert.Equal((404, "1013"), Refusal(await api.PostAsync($"{Users}/{Jamie}/invite/delete.json", null)));

        Assert.Equal("true", (await InviteAsync(api, Jamie, role)).Body);
        server.Clock.Advance(TimeSpan.FromDays(7));
        api.ForgetToken();
        Assert.Equal((404, "1013"), Refusal(await api.GetAsync($"{Users}/{Jamie}/invite.json")));
        Assert.Equal("true", (await InviteAsync(api, Jamie, role)).Body);
    }

    [Theory, OnEveryDatabase]
    public async Task Roles_are_added_and_taken_and_one_remains(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, role) = (server.Api, await RoleAsync(server));
        var other = (await Leadbase.Accounts.Administration.CreateRoleAsync(server.Instance, "Writer", null, ["Read-Write Lead"])).Id;
        await InviteAsync(api, Jamie, role, more: ""","apiOnly":true""");

        var added = await api.PostAsync($"{Users}/{Jamie}/roles/create.json", $$"""[{"accessRoleId":{{other}},"workspaceId":1}]""");
        Assert.Equal(["Reader", "Writer"], added.Root.EnumerateArray().Select(r => Text(r, "accessRoleName")));
        var remaining = await api.PostAsync($"{Users}/{Jamie}/roles/delete.json", $$"""[{"accessRoleId":{{role}},"workspaceId":1}]""");
        Assert.Equal(["Writer"], remaining.Root.EnumerateArray().Select(r => Text(r, "accessRoleName")));
        Assert.Equal((400, "1003"), Refusal(await api.PostAsync($"{Users}/{Jamie}/roles/delete.json", $$"""[{"accessRoleId":{{other}},"workspaceId":1}]""")));
        Assert.Equal((400, "1001"), Refusal(await api.PostAsync($"{Users}/{Jamie}/roles/create.json", """[{"accessRoleId":"x"}]""")));
    }

    [Theory, OnEveryDatabase]
    public async Task Users_roles_and_workspaces_are_bare_arrays_in_pages(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, role) = (server.Api, await RoleAsync(server));
        for (var i = 0; i < 3; i++) await InviteAsync(api, $"user{i}@x.com", role, more: ""","apiOnly":true""");

        var all = (await api.GetAsync($"{Users}/allusers.json?pageSize=200")).Root;
        Assert.Equal(JsonValueKind.Array, all.ValueKind);
        Assert.Equal(["user1@x.com", "user2@x.com"], (await api.GetAsync($"{Users}/allusers.json?pageOffset={all.GetArrayLength() - 2}")).Root.EnumerateArray().Select(u => Text(u, "userid")));
        var roles = (await api.GetAsync($"{Users}/roles.json")).Root.EnumerateArray().ToList();
        Assert.Contains(roles, r => Text(r, "name") == "Reader" && Text(r, "type") == "custom" && Text(r, "createdAt") == "20260302T18:00:00.0t+0000");
        var workspace = Assert.Single((await api.GetAsync($"{Users}/workspaces.json")).Root.EnumerateArray(), w => Text(w, "name") == "Default");
        Assert.Equal((1L, "active"), (workspace.GetProperty("id").GetInt64(), Text(workspace, "status")));
    }

    [Theory, OnEveryDatabase]
    public async Task Errors_have_real_status_codes_and_tokens_come_in_the_header_alone(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var token = await api.TokenAsync();

        Assert.Equal((401, "601"), Refusal(await api.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{Users}/roles.json?access_token={token}"), authorize: false)));
        Assert.Equal((404, "610"), Refusal(await api.GetAsync($"{Users}/nothing.json")));
        Assert.Equal((405, "605"), Refusal(await api.PostAsync($"{Users}/roles.json", null)));
        Assert.Equal((400, "609"), Refusal(await api.PostAsync($"{Users}/invite.json", "{")));
        using var reader = await GatewayProbe.ServiceAsync(server, "Access User Management Api");
        var denied = await reader.GetAsync($"{Users}/roles.json");
        Assert.Equal((403, "603"), Refusal(denied));
        Assert.False(denied.Root.TryGetProperty("success", out _), denied.Body);
    }

    private static async Task<long> RoleAsync(TestServer server) => (await Leadbase.Accounts.Administration.CreateRoleAsync(server.Instance, "Reader", null, ["Read-Only Lead"])).Id;

    private static async Task<Reply> InviteAsync(ApiClient api, string id, long role, string more = "") => await api.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{Users}/invite.json")
    {
        Content = new StringContent(
            $$"""{"emailAddress":"{{id}}","firstName":"Jamie","lastName":"Lannister","reason":"Why not","userRoleWorkspaces":[{"accessRoleId":{{role}},"workspaceId":1}]{{more}}}""", Encoding.UTF8, "application/json"),
    });

    private static (int, string?) Refusal(Reply reply) => (reply.Status, reply.Code);

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
