using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.SmartLists;

/// <summary>The operations of smart lists and of segmentations.</summary>
internal static class SmartListRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapSmartLists(this Routes routes) => routes
        .MapAsset(SmartListKind.Instance, Life)
        .Map("getSmartListByIdUsingGET", GetSmartList.ById)
        .Map("getSmartListBySmartCampaignIdUsingGET", GetSmartList.ByCampaign)
        .Map("getSmartListByProgramIdUsingGET", GetSmartList.ByProgram)
        .Map("getSegmentationUsingGET", ReadAssets.Browse(SegmentationKind.Instance))
        .Map("getSegmentsForSegmentationUsingGET", SegmentationKind.GetSegments);

    /// <summary>The operations of their life; Get by Id takes a parameter besides.</summary>
    public static readonly AssetOperations Life = new()
    {
        ByName = "getSmartListByNameUsingGET",
        Browse = "getSmartListsUsingGET",
        Clone = "cloneSmartListUsingPOST",
        Delete = "deleteSmartListByIdUsingPOST",
    };
}
