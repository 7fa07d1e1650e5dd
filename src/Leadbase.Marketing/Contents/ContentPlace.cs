using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;

namespace Leadbase.Marketing.Contents;

/// <summary>Where <c>appData</c> puts an asset: in a folder, in a program, or in the first folder that a workspace has for its type.</summary>
internal static class ContentPlace
{
    private const string AppData = "appData";

    /// <summary>Whether a body names a place.</summary>
    public static bool IsNamed(AssetCall assets) =>
        ContentInput.Member(assets.Call, AppData) is { } data && (ContentInput.Member(data, "folderId") ?? ContentInput.Member(data, "programId")) is not null;

    /// <summary>The folder or program (701, 710, 711, 1001).</summary>
    public static async Task<Outcome<FolderNode>> FindAsync(AssetCall assets, ContentKind kind)
    {
        if (ContentInput.Member(assets.Call, AppData) is not { } data) return AssetErrors.Blank(AppData);
        if (data.ValueKind != JsonValueKind.Object) return Leadbase.Gateway.Errors.InvalidValue(AppData, "object");
        if (!ContentInput.TryId(data, "folderId", out var folder, out var error) || !ContentInput.TryId(data, "workspaceId", out var workspace, out error)) return error;
        if (!ContentInput.TryId(data, "programId", out var program, out error)) return error;
        AssetFolder? place = folder is { } f ? new(f, AssetType.Folder) : program is { } p ? new(p, AssetType.Program) : null;
        if (place is null && workspace is null) return AssetErrors.Blank(AppData + ".folderId");
        place ??= await FirstAsync(assets, kind, workspace!.Value);
        if (place is not { } at) return AssetErrors.ParentNotFound;
        var found = await assets.PlaceAsync(kind, at);
        return found.Value is { } node && workspace is { } w && node.Workspace != w ? AssetErrors.ParentNotFound : found;
    }

    private static async Task<AssetFolder?> FirstAsync(AssetCall assets, ContentKind kind, long workspace)
    {
        var folders = await AssetStore.BrowseAsync(assets.Session, new AssetFilter(AssetType.Folder) { Names = [kind.SystemFolder], Workspaces = [workspace] }, 0, int.MaxValue);
        return folders.FirstOrDefault(f => f.Workspace == workspace && FolderTree.NodeOf(f).IsSystem) is { } folder ? new(folder.Id, AssetType.Folder) : null;
    }
}
