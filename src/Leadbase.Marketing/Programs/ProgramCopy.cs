using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Tokens;

namespace Leadbase.Marketing.Programs;

/// <summary>
/// Copies what is in a program, directly or further down, into a copy of the program: both versions of each asset, tokens too, and what
/// they use of each other is then of the copies. Whoever is in the program or in a list of it stays there alone.
/// </summary>
internal static class ProgramCopy
{
    /// <summary>Assets in a program that is cloned, at most.</summary>
    public const int MaxContent = 2_000;

    /// <summary>Copies it; the copy of the program is stored already.</summary>
    /// <returns>Which asset became which, or why the program cannot be cloned (709).</returns>
    public static async Task<Outcome<IReadOnlyDictionary<AssetReference, AssetReference>>> CopyContentAsync(AssetCall call, Asset source, Asset copy)
    {
        var content = await AssetTree.BelowAsync(call.Session, new(source.Id, source.Type), MaxContent + 1);
        if (content.Count > MaxContent) return AssetErrors.Rule($"a program with more than {MaxContent} assets cannot be cloned");
        var map = new Dictionary<AssetReference, AssetReference> { [RefOf(source)] = RefOf(copy) };
        foreach (var type in content.GroupBy(a => a.Type))
        {
            var id = await AssetStore.TakeIdsAsync(call.Session, type.Key, type.Count());
            foreach (var asset in type) map[RefOf(asset)] = new(asset.Type, id++);
        }
        await TokenStore.CopyAsync(call.Session, new(source.Id, source.Type), new(copy.Id, copy.Type));
        foreach (var asset in content)
        {
            if (await CopyAsync(call, asset, copy, map) is { } refusal) return refusal;
        }
        return map;
    }

    private static async Task<ApiError?> CopyAsync(AssetCall call, Asset asset, Asset program, Dictionary<AssetReference, AssetReference> map)
    {
        var folder = map[new(asset.Folder!.Value.Type, asset.Folder.Value.Id)];
        var copy = asset with { Id = map[RefOf(asset)].Id, Folder = new(folder.Id, folder.Type), CreatedAt = call.Now, UpdatedAt = call.Now };
        if (AssetKinds.Of(asset.Type) is not { } kind)
        {
            await AssetStore.InsertAsync(call.Session, copy);
            return null;
        }
        if (kind.Names == NameScope.Instance)
        {
            copy = copy with { Name = NameIn(program, asset, kind) };
            if (await AssetNames.TakeAsync(call, kind, copy) is { } taken) return taken;
        }
        var made = await kind.CloneAsync(call, asset, copy);
        if (made.Value is not { } whole) return made.Error;
        whole = await AssetWriter.InsertAsync(call.Session, kind, kind.Repoint(whole, r => map.GetValueOrDefault(r, r)));
        if (asset.Type is AssetType.Folder or AssetType.Program) await TokenStore.CopyAsync(call.Session, new(asset.Id, asset.Type), new(copy.Id, copy.Type));
        // What is in a program within the program is among the content already.
        return asset.Type == AssetType.Program ? null : await kind.OnClonedAsync(call, asset, whole);
    }

    // A name that only one asset can have is followed by that of the program.
    private static string NameIn(Asset program, Asset asset, AssetKind kind)
    {
        var name = $"{asset.Name} - {program.Name}";
        return name.Length <= kind.MaxName ? name : name[..kind.MaxName];
    }

    private static AssetReference RefOf(Asset asset) => new(asset.Type, asset.Id);
}
