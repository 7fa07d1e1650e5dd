using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Stores assets together with what they use, so that nobody can take away what they need.</summary>
public static class AssetWriter
{
    /// <summary>Stores a new asset; without an id it is given the next one.</summary>
    public static async Task<Asset> InsertAsync(Session session, AssetKind kind, Asset asset)
    {
        asset = await AssetStore.InsertAsync(session, asset);
        await NoteAsync(session, kind, asset);
        return asset;
    }

    /// <summary>Stores what has changed of an asset.</summary>
    public static async Task<Asset> UpdateAsync(Session session, AssetKind kind, Asset asset)
    {
        await AssetStore.UpdateAsync(session, asset);
        await NoteAsync(session, kind, asset);
        return asset;
    }

    /// <summary>Removes an asset, and what belongs to it.</summary>
    public static async Task DeleteAsync(AssetCall call, AssetKind kind, Asset asset)
    {
        await kind.OnDeletedAsync(call, asset);
        await AssetReferences.ClearAsync(call.Session, new(asset.Type, asset.Id));
        await AssetStore.DeleteAsync(call.Session, asset.Type, asset.Id);
    }

    private static async Task NoteAsync(Session session, AssetKind kind, Asset asset)
    {
        await AssetReferences.SetAsync(session, new(asset.Type, asset.Id), kind.References(asset));
        await AssetMarks.SetKindAsync(session, kind, asset);
        await kind.OnStoredAsync(session, asset);
    }
}
