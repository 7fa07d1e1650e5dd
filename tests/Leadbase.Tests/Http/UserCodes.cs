using Leadbase.Tests.Http.Users;

namespace Leadbase.Tests.Http;

/// <summary>How each code of the User Management API is caused.</summary>
internal static class UserCodes
{
    private const string Nobody = UserSteps.Users + "/nobody@x.com";
    private const string Administrator = UserSteps.Users + "/admin@sandbox.local";
    private const string Api = UserSteps.Users + "/api@sandbox.local";
    private const string Pair = """[{"accessRoleId":1,"workspaceId":0}]""";

    public static readonly IReadOnlyList<CodeScenario> All =
    [
        CodeScenario.Get("getUsersUsingGET", "1001", UserSteps.Users + "/allusers.json?pageSize=many"),
        CodeScenario.Get("getUserUsingGET", "1013", Nobody + "/user.json"),
        CodeScenario.Get("getInvitedUserUsingGET", "1013", Api + "/invite.json"),
        CodeScenario.Get("getUserRolesAndWorkspacesUsingGET", "1013", Nobody + "/roles.json"),
        CodeScenario.Post("deleteUserUsingPOST", "1013", Nobody + "/delete.json", "{}"),
        CodeScenario.Post("deleteUserUsingPOST", "1022", Api + "/delete.json", "{}"),
        CodeScenario.Post("deleteInvitedUserUsingPOST", "1013", Nobody + "/invite/delete.json", "{}"),
        .. CodeScenario.Bodies("inviteUserUsingPOST", UserSteps.Users + "/invite.json"),
        CodeScenario.Post("inviteUserUsingPOST", "1001", UserSteps.Users + "/invite.json", UserSteps.Invitation("no address")),
        CodeScenario.Post("inviteUserUsingPOST", "1002", UserSteps.Users + "/invite.json", "{}"),
        CodeScenario.Post("inviteUserUsingPOST", "1003", UserSteps.Users + "/invite.json", UserSteps.Invitation("new@x.com").Replace("\"workspaceId\":1", "\"workspaceId\":999", StringComparison.Ordinal)),
        CodeScenario.Post("inviteUserUsingPOST", "1017", UserSteps.Users + "/invite.json", UserSteps.Invitation("api@sandbox.local")),
        .. CodeScenario.Bodies("updateUserAttributeUsingPOST", Api + "/update.json"),
        CodeScenario.Post("updateUserAttributeUsingPOST", "1001", Api + "/update.json", """{"expiresAt":"soon"}"""),
        CodeScenario.Post("updateUserAttributeUsingPOST", "1003", Api + "/update.json", "{}"),
        CodeScenario.Post("updateUserAttributeUsingPOST", "1013", Nobody + "/update.json", """{"firstName":"X"}"""),
        CodeScenario.Post("updateUserAttributeUsingPOST", "1022", Api + "/update.json", """{"apiOnly":false}"""),
        .. Roles("addRolesUsingPOST", "/roles/create.json"),
        CodeScenario.Post("addRolesUsingPOST", "1003", Api + "/roles/create.json", """[{"accessRoleId":999,"workspaceId":0}]"""),
        .. Roles("deleteRolesUsingPOST", "/roles/delete.json"),
        CodeScenario.Post("deleteRolesUsingPOST", "1003", Administrator + "/roles/delete.json", Pair),
    ];

    private static IEnumerable<CodeScenario> Roles(string operation, string path) =>
    [
        .. CodeScenario.Bodies(operation, Api + path),
        CodeScenario.Post(operation, "1001", Api + path, """[{"accessRoleId":1,"workspaceId":"all"}]"""),
        CodeScenario.Post(operation, "1002", Api + path, "[]"),
        CodeScenario.Post(operation, "1013", Nobody + path, Pair),
    ];
}
