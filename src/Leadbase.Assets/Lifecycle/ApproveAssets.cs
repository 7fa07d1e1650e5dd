using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Approve Draft, Unapprove and Discard Draft, of any type that has approval ("Assets", Approval).</summary>
public static class ApproveAssets
{
    /// <summary>Approve Draft: the draft replaces what is in force.</summary>
    public static Handler Approve(AssetKind kind) => Step(kind, WholeAnswers.Approve, ApproveAsync);

    /// <summary>Unapprove: what is in force becomes the draft, and a draft beside it is lost; not while the asset is in use.</summary>
    public static Handler Unapprove(AssetKind kind) => Step(kind, WholeAnswers.Unapprove, UnapproveAsync);

    /// <summary>Discard Draft: what is in force remains; what was never approved is nothing but its draft, and is deleted instead.</summary>
    public static Handler Discard(AssetKind kind) => Step(kind, WholeAnswers.Discard, (_, _, asset) => Task.FromResult(Discard(asset)));

    private static Handler Step(AssetKind kind, WholeAnswers step, Func<AssetCall, AssetKind, Asset, Task<Outcome<Asset>>> take) =>
        call => AssetCall.ChangeAsync(
            call,
            async assets =>
            {
                var found = await assets.FindAsync(kind);
                if (found.Value is not { } asset) return found;
                var taken = await take(assets, kind, asset);
                return taken.Value is { } changed ? await AssetWriter.UpdateAsync(assets.Session, kind, changed with { UpdatedAt = assets.Now }) : taken;
            },
            kind.Whole.HasFlag(step) ? ChangeAssets.Whole(kind) : null);

    /// <summary>The asset with its draft in force, or why that cannot be.</summary>
    public static async Task<Outcome<Asset>> ApproveAsync(AssetCall assets, AssetKind kind, Asset asset)
    {
        if (asset.Draft is null) return AssetErrors.Rule("there is no draft to approve");
        return await kind.CheckApproveAsync(assets, asset) is { } refusal ? refusal : asset.Approve(assets.Now);
    }

    /// <summary>The asset as nothing but a draft, or why that cannot be.</summary>
    public static async Task<Outcome<Asset>> UnapproveAsync(AssetCall assets, AssetKind kind, Asset asset)
    {
        if (asset.Approved is null) return AssetErrors.Rule("the asset is not approved");
        if (await kind.CheckUnapproveAsync(assets, asset) is { } refusal) return refusal;
        if (await kind.IsUsedAsync(assets, asset)) return AssetErrors.InUse;
        return asset with { Draft = asset.Approved, Approved = null };
    }

    /// <summary>The asset without its draft, or why that cannot be.</summary>
    public static Outcome<Asset> Discard(Asset asset) => asset.State switch
    {
        AssetState.Draft => AssetErrors.Rule("an asset that was never approved has no draft to discard; it can be deleted"),
        AssetState.Approved => AssetErrors.Rule("there is no draft to discard"),
        _ => asset with { Draft = null },
    };
}
