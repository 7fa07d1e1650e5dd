using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Folders;

/// <summary>The operations of folders.</summary>
internal static class FolderRoutes
{
    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getFolderByIdUsingGET",
        Create = "createFolderUsingPOST",
        Update = "updateFolderUsingPOST",
        Delete = "deleteFolderUsingPOST",
    };

    /// <summary>Maps them.</summary>
    public static Routes MapFolders(this Routes routes) => routes
        .Map(Life.ById!, GetFolders.ById)
        .Map("getFolderByNameUsingGET", GetFolders.ByName)
        .Map("getFolderUsingGET", GetFolders.Browse)
        .Map("getFolderContentUsingGET", FolderContent.Handle)
        .Map(Life.Create!, ChangeAssets.Create(FolderKind.Instance, "parent"))
        .Map(Life.Update!, NoProgram("updated", ChangeAssets.Update(FolderKind.Instance)))
        .Map(Life.Delete!, NoProgram("deleted", ChangeAssets.Delete(FolderKind.Instance)));

    // "You must use the Programs API to create, update, or delete a Program."
    private static Handler NoProgram(string step, Handler handler) => call =>
    {
        if (!FolderPlace.TryType(call, "type", out var type, out var error)) return ValueTask.FromResult<Answer>(error);
        return type == AssetType.Program ? ValueTask.FromResult<Answer>(AssetErrors.Rule($"a program cannot be {step} with the operations of folders")) : handler(call);
    };
}
