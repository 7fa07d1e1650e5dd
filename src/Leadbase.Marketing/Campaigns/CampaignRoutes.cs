using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Campaigns;

/// <summary>The operations of smart campaigns: those of the lead database, and those of the asset.</summary>
internal static class CampaignRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapCampaigns(this Routes routes) => routes
        .MapAsset(CampaignKind.Instance, Life)
        .Map("activateSmartCampaignUsingPOST", ActivateCampaign.Activate)
        .Map("deactivateSmartCampaignUsingPOST", ActivateCampaign.Deactivate)
        .Map("getCampaignsUsingGET", GetCampaigns.Browse)
        .Map("getCampaignByIdUsingGET", GetCampaigns.ById)
        .Map("triggerCampaignUsingPOST", RequestCampaign.Handle)
        .Map("scheduleCampaignUsingPOST", ScheduleCampaign.Handle);

    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getSmartCampaignByIdUsingGET",
        ByName = "getSmartCampaignByNameUsingGET",
        Browse = "getAllSmartCampaignsGET",
        Create = "createSmartCampaignUsingPOST",
        Update = "updateSmartCampaignUsingPOST",
        Clone = "cloneSmartCampaignUsingPOST",
        Delete = "deleteSmartCampaignUsingPOST",
    };
}
