using Leadbase.Gateway;
using Leadbase.Marketing.Programs;

namespace Leadbase.Marketing;

/// <summary>The operations in which people meet assets: static lists, programs, campaigns, forms.</summary>
public static class MarketingModule
{
    /// <summary>Maps them.</summary>
    public static Routes MapMarketing(this Routes routes)
    {
        MapPrograms(routes);
        return routes;
    }

    private static void MapPrograms(Routes routes) => routes
        .Map("getProgramMembersUsingGET", GetProgramMembers.Handle)
        .Map("syncProgramMemberStatusUsingPOST", SyncMemberStatus.Handle)
        .Map("syncProgramMemberDataUsingPOST", SyncMemberData.Handle)
        .Map("deleteProgramMemberUsingPOST", DeleteMembers.Handle)
        .Map("getLeadsByProgramIdUsingGET", GetLeadsByProgram.Handle)
        .Map("changeLeadProgramStatusUsingPOST", SyncMemberStatus.ChangeLeadProgramStatus)
        .Map("getProgramMembershipUsingGET", GetProgramsByLead.Handle);
}
