using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Tokens;

namespace Leadbase.Marketing.Folders;

/// <summary>Folders ("Folders"): what they may contain they have from the one that they are made in.</summary>
internal sealed class FolderKind : AssetKind<FolderDocument>
{
    public static readonly FolderKind Instance = new();

    public override string Type => AssetType.Folder;

    public override bool HasApproval => false;

    public override IReadOnlyList<string> FolderTypes => [];

    public override string UrlCode => "MF";

    public override bool Fits(FolderNode folder) => true;

    public override async Task<ApiError?> CheckDeleteAsync(AssetCall call, Asset asset)
    {
        if (Working(asset).IsSystem) return Unchangeable;
        var place = new AssetFolder(asset.Id, asset.Type);
        await AssetStore.LockPlaceAsync(call.Session, place);
        return await AssetStore.IsEmptyAsync(call.Session, place) ? null : AssetErrors.Rule("a folder that is not empty cannot be deleted");
    }

    public override Task OnDeletedAsync(AssetCall call, Asset asset) => TokenStore.ClearAsync(call.Session, new(asset.Id, asset.Type));

    public override void WriteCommon(Utf8JsonWriter json, AssetView view) => FolderJson.Write(json, view, view.Document<FolderDocument>());

    protected override async Task<Outcome<FolderDocument>> CreateAsync(AssetCall call, Asset asset, FolderDocument document)
    {
        var parent = asset.Folder!.Value;
        if (await call.Folders.TypeInAsync(parent) is not { } type) return AssetErrors.IncompatibleFolder;
        if ((await call.Folders.WayAsync(parent)).Count >= FolderTree.MaxDepth) return AssetErrors.Rule($"folders are at most {FolderTree.MaxDepth} deep");
        return document with { FolderType = type };
    }

    protected override Task<Outcome<FolderDocument>> UpdateAsync(AssetCall call, Asset asset, FolderDocument document) => Task.FromResult(Update(call, document));

    private static readonly ApiError Unchangeable = AssetErrors.Rule("a system folder can be neither changed nor deleted");

    private static Outcome<FolderDocument> Update(AssetCall call, FolderDocument document)
    {
        if (document.IsSystem) return Unchangeable;
        if (!AssetInput.TryFlag(call.Call, "isArchive", out var archive, out var error)) return error;
        return document with { IsArchive = archive ?? document.IsArchive };
    }
}
