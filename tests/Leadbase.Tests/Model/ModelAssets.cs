namespace Leadbase.Tests.Model;

/// <summary>An asset of the model: its documents are texts that are compared and never read.</summary>
internal sealed class ModelAsset(long id, string name)
{
    public long Id { get; } = id;

    public string Name { get; set; } = name;

    public string? Draft { get; set; }

    public string? Approved { get; set; }

    /// <summary>What uses it.</summary>
    public Stack<long> Users { get; } = [];
}

/// <summary>
/// The life of assets of one type in one folder, as plainly as it can be written. A method says with which code the server must refuse;
/// null where it must do what the model then has done, too.
/// </summary>
/// <param name="hasApproval">Whether the type has drafts.</param>
internal sealed class ModelAssets(bool hasApproval)
{
    private readonly List<ModelAsset> _assets = [];

    public IReadOnlyList<ModelAsset> All => _assets;

    public ModelAsset? Find(long id) => _assets.Find(a => a.Id == id);

    /// <summary>Whether a name can be given, to a new asset or to one that there is.</summary>
    public string? CheckName(string name, ModelAsset? to = null) =>
        _assets.Exists(a => a != to && a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? "709" : null;

    public void Add(ModelAsset asset) => _assets.Add(asset);

    public string? Rename(ModelAsset? asset, string name)
    {
        if (asset is null) return "702";
        if (CheckName(name, asset) is { } taken) return taken;
        asset.Name = name;
        return null;
    }

    public string? Clone(ModelAsset? asset, string name) => asset is null ? "702" : CheckName(name);

    public static string? Approve(ModelAsset? asset)
    {
        if (asset is null) return "702";
        if (asset.Draft is null) return "709";
        (asset.Approved, asset.Draft) = (asset.Draft, null);
        return null;
    }

    public static string? Unapprove(ModelAsset? asset)
    {
        if (asset is null) return "702";
        if (asset.Approved is null || asset.Users.Count > 0) return "709";
        (asset.Draft, asset.Approved) = (asset.Approved, null);
        return null;
    }

    public static string? Discard(ModelAsset? asset)
    {
        if (asset is null) return "702";
        if (asset.Approved is null || asset.Draft is null) return "709";
        asset.Draft = null;
        return null;
    }

    public string? Delete(ModelAsset? asset)
    {
        if (asset is null) return "702";
        if ((hasApproval && asset.Approved is not null) || asset.Users.Count > 0) return "709";
        _assets.Remove(asset);
        return null;
    }
}
