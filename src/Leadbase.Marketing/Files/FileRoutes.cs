using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Files;

/// <summary>The operations of files.</summary>
internal static class FileRoutes
{
    /// <summary>The operations that files share with all assets.</summary>
    public static readonly AssetOperations Life = new() { ById = "getFileByIdUsingGET", ByName = "getFileByNameUsingGET", Browse = "getFilesUsingGET" };

    /// <summary>Maps them.</summary>
    public static Routes MapFiles(this Routes routes) => routes
        .MapAsset(FileKind.Instance, Life)
        .Map("createFileUsingPOST", FileUpload.Create)
        .Map("updateContentUsingPOST", FileUpload.Update);
}
