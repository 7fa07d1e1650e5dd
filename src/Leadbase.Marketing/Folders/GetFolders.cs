using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Folders;

/// <summary>Get Folder by Id, Get Folder by Name and Get Folders ("Folders", Query).</summary>
internal static class GetFolders
{
    private const int DefaultDepth = 2;
    private const int MaxNamesakes = 200;

    /// <summary>Get Folder by Id: a folder, or a program as one.</summary>
    public static readonly Handler ById = call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!FolderPlace.TryRead(call, "type", out var place, out var error)) return error;
        return await FolderJson.WriteAsync(assets, await assets.VisibleAsync(place.Type, place.Id) is { } folder ? [folder] : []);
    });

    /// <summary>Get Folder by Name: every folder of the name, below a root and in a workspace where they are named.</summary>
    public static readonly Handler ByName = call => AssetCall.ReadAsync(call, async assets =>
    {
        var name = AssetInput.Required(call, "name");
        if (name.Error is { } blank) return blank;
        if (!FolderPlace.TryType(call, "type", out var type, out var error) || !AssetInput.TryFolder(call, "root", out var root, out error)) return error;
        var query = new AssetQuery(type ?? AssetType.Folder, WorkspacesOf(assets)) { Name = name.Value, Below = root };
        return await FolderJson.WriteAsync(assets, await query.RunAsync(assets.Session, 0, MaxNamesakes));
    });

    /// <summary>Get Folders: a root and what is below it, so many levels deep; every root where none is named.</summary>
    public static readonly Handler Browse = call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!AssetPage.TryRead(call, out var page, out var error) || !AssetInput.TryFolder(call, "root", out var root, out error)) return error;
        if (!AssetInput.TryNumber(call, "maxDepth", out var depth, out error)) return error;
        if (depth < 0) return Errors.InvalidValue(AssetInput.Text(call, "maxDepth")!, "Integer");
        var query = new FolderQuery(root, Math.Min(depth ?? DefaultDepth, FolderTree.MaxDepth), WorkspacesOf(assets));
        return await FolderJson.WriteAsync(assets, await query.RunAsync(assets.Session, page));
    });

    // Those that the caller may see, or the one of them that is named.
    private static IReadOnlyList<long> WorkspacesOf(AssetCall assets) => AssetInput.Text(assets.Call, "workSpace") is { Length: > 0 } name
        ? [.. assets.Directory.Workspaces.Where(w => w.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(w => w.Id).Intersect(assets.Workspaces)]
        : assets.Workspaces;
}
