using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.LandingPages;

/// <summary>The operations of landing pages.</summary>
internal static class PageRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapPages(this Routes routes) => routes
        .MapAsset(PageKind.Instance, Life)
        .Map("getLandingPageContentUsingGET", PageSections.Get)
        .Map("addLandingPageContentUsingPOST", PageContent.Add)
        .Map("updateLandingPageContentUsingPOST", PageContent.Update)
        .Map("removeLandingPageContentUsingPOST", PageContent.Delete)
        .Map("getLandingPageDynamicContentsUsingGET", PageDynamicContent.Get)
        .Map("updateLandingPageDynamicContentUsingPOST", PageDynamicContent.Update)
        .Map("getVariablesUsingGET", PageVariables.Get)
        .Map("updateLandingPageVariableUsingPOST", PageVariables.Update)
        .Map("getLandingPageFullContentUsingGET", PageFullContent.Get);

    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getLandingPageByIdUsingGET",
        ByName = "getLandingPageByNameUsingGET",
        Browse = "browseLandingPagesUsingGET",
        Create = "createLandingPageUsingPOST",
        Update = "updateLandingPageUsingPOST",
        Clone = "cloneLandingPageUsingPOST",
        Delete = "deleteLandingPageByIdUsingPOST",
        Approve = "approveLandingPageUsingPOST",
        Unapprove = "unapproveLandingPageByIdUsingPOST",
        Discard = "discardLandingPageByIdUsingPOST",
    };
}
