using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>The User Management API: twelve operations over the same users, roles and invitations as the console.</summary>
public static class UsersModule
{
    /// <summary>Maps the operations.</summary>
    public static Routes MapUsers(this Routes routes) => routes
        .Map("getUsersUsingGET", BrowseUsers.Handle)
        .Map("getRolesUsingGET", BrowseRoles.Handle)
        .Map("getWorkspacesUsingGET", BrowseWorkspaces.Handle)
        .Map("getUserUsingGET", UserById.Get)
        .Map("updateUserAttributeUsingPOST", UserById.Update)
        .Map("deleteUserUsingPOST", UserById.Delete)
        .Map("getUserRolesAndWorkspacesUsingGET", UserRoles.Get)
        .Map("addRolesUsingPOST", UserRoles.Add)
        .Map("deleteRolesUsingPOST", UserRoles.Delete)
        .Map("inviteUserUsingPOST", InviteUser.Handle)
        .Map("getInvitedUserUsingGET", InvitedUser.Get)
        .Map("deleteInvitedUserUsingPOST", InvitedUser.Delete);
}
