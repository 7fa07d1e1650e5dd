using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Snippets;

/// <summary>The operations of snippets.</summary>
internal static class SnippetRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapSnippets(this Routes routes) => routes
        .MapAsset(SnippetKind.Instance, Life)
        .Map("getSnippetContentByIdUsingGET", SnippetContent.Get)
        .Map("updateContentUsingPOST_1", SnippetContent.Update)
        .Map("getDynamicContentUsingGET", SnippetContent.GetDynamic)
        .Map("updateDynamicContentUsingPOST", SnippetContent.UpdateDynamic);

    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getSnippetByIdUsingGET",
        Browse = "getSnippetUsingGET",
        Create = "createSnippetUsingPOST",
        Update = "updateSnippetUsingPOST",
        Clone = "cloneSnippetUsingPOST",
        Delete = "deleteSnippetUsingPOST",
        Approve = "approveSnippetUsingPOST",
        Unapprove = "unapproveSnippetUsingPOST",
        Discard = "discardSnippetUsingPOST",
    };
}
