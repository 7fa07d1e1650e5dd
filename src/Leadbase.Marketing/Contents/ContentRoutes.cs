using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Contents;

/// <summary>The operations of the new emails, templates and fragments.</summary>
internal static class ContentRoutes
{
    /// <summary>Maps them: the same eleven for each.</summary>
    public static Routes MapContents(this Routes routes)
    {
        foreach (var kind in ContentKind.All)
        {
            Map("createContentUsingPOST", ContentChanges.Create(kind));
            Map("updateContentUsingPOST", ChangeAssets.Update(kind));
            Map("cloneContentUsingPOST", ContentChanges.Clone(kind));
            Map("stateTransitionUsingPOST", ContentChanges.Step(kind));
            Map("deleteContentUsingPOST", ContentChanges.Delete(kind));
            Map("bulkDeleteUsingPOST", ContentChanges.DeleteMany(kind));
            Map("getContentUsingGET", ReadAssets.ById(kind));
            Map("filterContentUsingGET", ContentFilter.Page(kind));
            Map("bulkGetUsingPOST", ContentReads.Many(kind));
            Map("getContentUsedByUsingPOST", ContentReads.UsedBy(kind));
            Map("bulkUsedByUsingPOST", ContentReads.UsedByMany(kind));

            void Map(string operation, Handler handler) => routes.Map($"{operation}_{kind.Word}", ContentInput.Checked(handler));
        }
        return routes;
    }
}
