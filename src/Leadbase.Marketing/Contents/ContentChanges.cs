using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Contents;

/// <summary>Create, Clone, Update Status and Delete of the new emails, templates and fragments: the one life, called with JSON.</summary>
internal static class ContentChanges
{
    /// <summary>Assets that a call may delete.</summary>
    public const int MaxDeleted = 20;

    /// <summary>Create.</summary>
    public static Handler Create(ContentKind kind) => call => AssetCall.ChangeAsync(
        call,
        async assets =>
        {
            if (!ContentInput.TryText(call.Body ?? default, "name", out var name, out var error)) return error;
            if (!ContentInput.TryText(call.Body ?? default, "description", out var description, out error)) return error;
            var started = await ChangeAssets.StartAsync(assets, kind, name, description, () => ContentPlace.FindAsync(assets, kind));
            return started.Value is { } asset ? await ChangeAssets.MakeAsync(assets, kind, asset) : started;
        },
        ChangeAssets.Whole(kind));

    /// <summary>Clone: a new asset in the folder of its source.</summary>
    public static Handler Clone(ContentKind kind) => call => AssetCall.ChangeAsync(
        call,
        async assets =>
        {
            if (ContentInput.Member(call, "newAsset") is not { } copy) return AssetErrors.Blank("newAsset");
            if (!ContentInput.TryText(copy, "name", out var name, out var error) || !ContentInput.TryText(copy, "description", out var description, out error)) return error;
            var found = await FindAsync(assets, kind, "assetId");
            if (found.Value is not { } source) return found;
            var started = await ChangeAssets.StartAsync(assets, kind, name, description, () => assets.PlaceAsync(kind, source.Folder!.Value));
            return started.Value is { } asset ? await ChangeAssets.CopyAsync(assets, kind, source, asset) : started;
        },
        ChangeAssets.Whole(kind));

    /// <summary>Update Status: one step of the life.</summary>
    public static Handler Step(ContentKind kind) => call => AssetCall.ChangeAsync(
        call,
        async assets =>
        {
            if (!ContentInput.TryText(call.Body ?? default, "action", out var action, out var error)) return error;
            if (string.IsNullOrWhiteSpace(action)) return AssetErrors.Blank("action");
            var found = await FindAsync(assets, kind, "contentId");
            if (found.Value is not { } asset) return found;
            var taken = action switch
            {
                "approve" => await ApproveAssets.ApproveAsync(assets, kind, asset),
                "unapprove" => await ApproveAssets.UnapproveAsync(assets, kind, asset),
                "discard" => ApproveAssets.Discard(asset),
                "create_draft" => CreateDraft(asset),
                _ => Errors.InvalidValue(action, "approve, unapprove, discard or create_draft"),
            };
            return taken.Value is { } changed ? await AssetWriter.UpdateAsync(assets.Session, kind, ContentKind.Stamp(assets, changed with { UpdatedAt = assets.Now })) : taken;
        },
        ChangeAssets.Whole(kind));

    /// <summary>Delete.</summary>
    public static Handler Delete(ContentKind kind) => call => AssetCall.ChangeAsync(call, assets => ChangeAssets.DeleteAsync(assets, kind), Nothing);

    /// <summary>Bulk Delete: all of them or none; used ones only where <c>ignoreUsedBy</c> says so.</summary>
    public static Handler DeleteMany(ContentKind kind) => call => AssetCall.ChangeAsync(
        call,
        async assets =>
        {
            if (!ContentInput.TryIds(call, MaxDeleted, out var ids, out var error) || !AssetInput.TryFlag(call, "ignoreUsedBy", out var ignore, out error)) return error;
            Asset? last = null;
            foreach (var id in ids)
            {
                last = await assets.VisibleAsync(kind.Type, id, forUpdate: true);
                if (last is null) return AssetErrors.NotFound;
                var refusal = await ChangeAssets.CheckDeleteAsync(assets, kind, last);
                if (refusal is { } why && !(ignore == true && why == AssetErrors.InUse)) return why;
                await AssetWriter.DeleteAsync(assets, kind, last);
            }
            return last!;
        },
        Nothing);

    // A deletion answers that it succeeded, and no more.
    private static void Nothing(Call call, AssetView view)
    {
    }

    private static Outcome<Asset> CreateDraft(Asset asset) => asset.State switch
    {
        AssetState.Approved => asset with { Draft = asset.Approved },
        _ => AssetErrors.Rule("there is a draft already"),
    };

    private static async Task<Outcome<Asset>> FindAsync(AssetCall assets, ContentKind kind, string member)
    {
        if (!ContentInput.TryRequiredId(assets.Call, member, out var id, out var error)) return error;
        return await assets.VisibleAsync(kind.Type, id, forUpdate: true) is { } asset ? asset : AssetErrors.NotFound;
    }
}
