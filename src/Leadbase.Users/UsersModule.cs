using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>The User Management API.</summary>
public static class UsersModule
{
    /// <summary>Maps it.</summary>
    public static Routes MapUsers(this Routes routes) => routes
        .Map("getUsersUsingGET", UserQueries.All)
        .Map("getRolesUsingGET", UserQueries.Roles)
        .Map("getWorkspacesUsingGET", UserQueries.Workspaces)
        .Map("getUserUsingGET", UserQueries.ById)
        .Map("getInvitedUserUsingGET", UserQueries.Invited)
        .Map("getUserRolesAndWorkspacesUsingGET", UserQueries.RolesOf)
        .Map("inviteUserUsingPOST", UserChanges.Invite)
        .Map("updateUserAttributeUsingPOST", UserChanges.Update)
        .Map("addRolesUsingPOST", UserChanges.AddRoles)
        .Map("deleteRolesUsingPOST", UserChanges.DeleteRoles)
        .Map("deleteUserUsingPOST", UserChanges.Delete)
        .Map("deleteInvitedUserUsingPOST", UserChanges.DeleteInvited);
}
