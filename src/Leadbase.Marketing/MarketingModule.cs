using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Marketing.Campaigns;
using Leadbase.Marketing.Channels;
using Leadbase.Marketing.Contents;
using Leadbase.Marketing.Emails;
using Leadbase.Marketing.EmailTemplates;
using Leadbase.Marketing.Files;
using Leadbase.Marketing.Folders;
using Leadbase.Marketing.Forms;
using Leadbase.Marketing.LandingPages;
using Leadbase.Marketing.LandingPageTemplates;
using Leadbase.Marketing.Lists;
using Leadbase.Marketing.Outbox;
using Leadbase.Marketing.Programs;
using Leadbase.Marketing.Redirects;
using Leadbase.Marketing.SmartLists;
using Leadbase.Marketing.Snippets;
using Leadbase.Marketing.Tokens;
using Leadbase.Storage;

namespace Leadbase.Marketing;

/// <summary>The operations in which people meet assets: static lists, programs, campaigns, forms; and the Asset API.</summary>
public static class MarketingModule
{
    /// <summary>Maps them.</summary>
    public static Routes MapMarketing(this Routes routes)
    {
        MapLists(routes);
        MapPrograms(routes);
        return routes
            .MapFolders()
            .MapFiles()
            .MapProgramAssets()
            .MapChannels()
            .MapTokens()
            .MapSnippets()
            .MapEmailTemplates()
            .MapEmails()
            .MapPageTemplates()
            .MapPages()
            .MapRedirects()
            .MapForms()
            .MapStaticLists()
            .MapSmartLists()
            .MapCampaigns()
            .MapContents();
    }

    /// <summary>The kinds of jobs they make.</summary>
    public static readonly IReadOnlyDictionary<string, JobKind> Jobs = new Dictionary<string, JobKind> { [CampaignRun.Kind] = JobKind.Of(CampaignRun.Kind, 1, CampaignRun.StepAsync), [OutboxDelivery.Kind] = OutboxDelivery.Job };

    /// <summary>Marks the assets of a database that is older than marks.</summary>
    public static Task CompleteAsync(Session session) => AssetMarks.CompleteAsync(session, AssetKinds.Of);

    private static void MapLists(Routes routes) => routes
        .Map("getListsUsingGET", StaticLists.Browse)
        .Map("getListByIdUsingGET", StaticLists.ById)
        .Map("getLeadsByListIdUsingGET", GetLeadsByList.Handle)
        .Map("getLeadsByListIdUsingGET_1", GetLeadsByList.Handle)
        .Map("addLeadsToListUsingPOST", StaticLists.Add)
        .Map("removeLeadsFromListUsingDELETE", StaticLists.Remove)
        .Map("areLeadsMemberOfListUsingGET", StaticLists.IsMember)
        .Map("getListMembershipUsingGET", GetMemberships.Lists)
        .Map("getSmartCampaignMembershipUsingGET", GetMemberships.SmartCampaigns);

    private static void MapPrograms(Routes routes) => routes
        .Map("getProgramMembersUsingGET", GetProgramMembers.Handle)
        .Map("syncProgramMemberStatusUsingPOST", SyncMemberStatus.Handle)
        .Map("syncProgramMemberDataUsingPOST", SyncMemberData.Handle)
        .Map("deleteProgramMemberUsingPOST", DeleteMembers.Handle)
        .Map("getLeadsByProgramIdUsingGET", GetLeadsByProgram.Handle)
        .Map("changeLeadProgramStatusUsingPOST", SyncMemberStatus.ChangeLeadProgramStatus)
        .Map("getProgramMembershipUsingGET", GetProgramsByLead.Handle)
        .Map("pushToMarketoUsingPOST", PushLead.Handle)
        .Map("SubmitFormUsingPOST", SubmitForm.Handle);
}
