using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of the User Management API, each with a status of its own.</summary>
internal static class UserCodes
{
    private const string Users = "/userservice/management/v1/users";
    private const string Nobody = $"{Users}/nobody@x.com";
    private const string Pairs = """[{"accessRoleId":1,"workspaceId":1}]""";

    public static CodeScenario[] All =>
    [
        Get("getUsersUsingGET", "1001", $"{Users}/allusers.json?pageSize=x"),
        Get("getUserUsingGET", "1013", $"{Nobody}/user.json"),
        Get("getInvitedUserUsingGET", "1013", $"{Nobody}/invite.json"),
        Get("getUserRolesAndWorkspacesUsingGET", "1013", $"{Nobody}/roles.json"),
        .. Bodies("inviteUserUsingPOST", $"{Users}/invite.json"),
        Invite("1001", """{"emailAddress":5}"""),
        Invite("1002", """{"emailAddress":"a@x.com"}"""),
        Invite("1003", $$"""{"emailAddress":"none","firstName":"A","lastName":"B","userRoleWorkspaces":{{Pairs}}}"""),
        new("inviteUserUsingPOST", "1017", async p => await p.Api.PostAsync($"{Users}/invite.json", await AgainAsync(p.Api))),
        .. Bodies("updateUserAttributeUsingPOST", $"{Nobody}/update.json"),
        Post("updateUserAttributeUsingPOST", "1001", $"{Nobody}/update.json", """{"expiresAt":"x"}"""),
        Post("updateUserAttributeUsingPOST", "1002", $"{Nobody}/update.json", "{}"),
        new("updateUserAttributeUsingPOST", "1003", async p => await p.Api.PostAsync($"{Users}/{await UserAsync(p.Api)}/update.json", """{"emailAddress":"none"}""")),
        Post("updateUserAttributeUsingPOST", "1013", $"{Nobody}/update.json", """{"firstName":"A"}"""),
        .. Roles("addRolesUsingPOST", "create", """[{"accessRoleId":99999,"workspaceId":1}]"""), .. Roles("deleteRolesUsingPOST", "delete", null),
        Post("deleteUserUsingPOST", "1013", $"{Nobody}/delete.json", "{}"),
        new("deleteUserUsingPOST", "1022", async p =>
        {
            var user = await UserAsync(p.Api);
            await Leadbase.Accounts.Administration.CreateServiceAsync(p.Server.Instance, $"Of {user}", null, user);
            return await p.Api.PostAsync($"{Users}/{user}/delete.json", null);
        }),
        Post("deleteInvitedUserUsingPOST", "1013", $"{Nobody}/invite/delete.json", "{}"),
    ];

    private static CodeScenario Invite(string code, string body) => Post("inviteUserUsingPOST", code, $"{Users}/invite.json", body);

    private static IEnumerable<CodeScenario> Roles(string operation, string step, string? unknown) =>
    [
        .. Bodies(operation, $"{Nobody}/roles/{step}.json"),
        Post(operation, "1001", $"{Nobody}/roles/{step}.json", "[5]"),
        Post(operation, "1002", $"{Nobody}/roles/{step}.json", "[]"),
        new(operation, "1003", async p =>
        {
            var user = await UserAsync(p.Api);
            return await p.Api.PostAsync($"{Users}/{user}/roles/{step}.json", unknown ?? (await p.Api.GetAsync($"{Users}/{user}/roles.json")).Body);
        }),
        Post(operation, "1013", $"{Nobody}/roles/{step}.json", Pairs),
    ];

    private static async Task<string> AgainAsync(ApiClient api)
    {
        var user = await UserAsync(api);
        return await BodyAsync(api, user);
    }

    private static async Task<string> UserAsync(ApiClient api)
    {
        var user = $"u{Guid.NewGuid():N}@x.com";
        Assert.Equal(200, (await api.PostAsync($"{Users}/invite.json", await BodyAsync(api, user))).Status);
        return user;
    }

    private static async Task<string> BodyAsync(ApiClient api, string user)
    {
        var role = (await api.GetAsync($"{Users}/roles.json")).Root.EnumerateArray().First(r => r.GetProperty("type").GetString() == "custom").GetProperty("id").GetInt64();
        return $$"""{"emailAddress":"{{user}}","firstName":"A","lastName":"B","apiOnly":true,"userRoleWorkspaces":[{"accessRoleId":{{role}},"workspaceId":1}]}""";
    }
}
