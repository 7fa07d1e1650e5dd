using Leadbase.Storage;

namespace Leadbase.Assets.Folders;

/// <summary>A folder or program on the way to the root, as far as the tree is concerned.</summary>
/// <param name="Place">Its id and type.</param>
/// <param name="Name">Its name.</param>
/// <param name="FolderType">What it may contain; <c>Program</c> for a program.</param>
/// <param name="Parent">Where it is itself; null at the root.</param>
/// <param name="Workspace">Its workspace, or null.</param>
/// <param name="IsSystem">Whether it came with the instance.</param>
public sealed record FolderNode(AssetFolder Place, string Name, string FolderType, AssetFolder? Parent, long? Workspace, bool IsSystem);

/// <summary>Folders and programs as a call meets them; each is read once.</summary>
/// <param name="session">The transaction of the call.</param>
public sealed class FolderTree(Session session)
{
    /// <summary>Levels of folders, at most.</summary>
    public const int MaxDepth = 32;

    private readonly Dictionary<AssetFolder, FolderNode?> _known = [];

    /// <summary>A folder or program, or null.</summary>
    public async Task<FolderNode?> FindAsync(AssetFolder place)
    {
        if (_known.TryGetValue(place, out var known)) return known;
        return _known[place] = await AssetStore.FindAsync(session, place.Type, place.Id) is { } asset ? NodeOf(asset) : null;
    }

    /// <summary>Reads places together that will be asked for one by one.</summary>
    public async Task LoadAsync(IEnumerable<AssetFolder> places)
    {
        foreach (var type in places.Distinct().Where(p => !_known.ContainsKey(p)).GroupBy(p => p.Type))
        {
            foreach (var asset in await AssetStore.FindAllAsync(session, type.Key, [.. type.Select(p => p.Id)])) _known[new(asset.Id, asset.Type)] = NodeOf(asset);
        }
    }

    /// <summary>The way from the root to a place, the place itself last.</summary>
    public async Task<List<FolderNode>> WayAsync(AssetFolder place)
    {
        var way = new List<FolderNode>();
        for (AssetFolder? next = place; next is { } at && way.Count < MaxDepth && await FindAsync(at) is { } node; next = node.Parent) way.Insert(0, node);
        return way;
    }

    /// <summary>
    /// The type that a folder has which is made in a place: that of the place itself, and Marketing Folder in a program and in a
    /// workspace's folder of Marketing Activities; null where folders are not made.
    /// </summary>
    public async Task<string?> TypeInAsync(AssetFolder place) => await FindAsync(place) switch
    {
        null => null,
        { FolderType: FolderDocument.Program } => FolderDocument.Marketing,
        { FolderType: FolderDocument.Zone, Parent: { } root } => (await FindAsync(root))?.Name == SystemFolders.MarketingActivities ? FolderDocument.Marketing : null,
        { FolderType: FolderDocument.Zone } => null,
        var folder => folder.FolderType,
    };

    /// <summary>A folder or program that was read already.</summary>
    public static FolderNode NodeOf(Asset asset)
    {
        var document = asset.Type == AssetType.Folder ? asset.ReadApproved<FolderDocument>() ?? new() : null;
        return new(new(asset.Id, asset.Type), asset.Name, document?.FolderType ?? FolderDocument.Program, asset.Folder, asset.Workspace, document?.IsSystem == true);
    }
}
