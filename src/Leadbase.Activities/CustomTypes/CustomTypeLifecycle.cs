using Leadbase.Assets;
using Leadbase.Gateway;

namespace Leadbase.Activities.CustomTypes;

/// <summary>Approve Custom Activity Type, Discard Custom Activity Type Draft, Delete Custom Activity Type.</summary>
public static class CustomTypeLifecycle
{
    private static readonly ApiError NoDraft = Errors.InvalidData("The activity type has no draft");

    /// <summary>Approve Custom Activity Type: the draft comes into force.</summary>
    public static async ValueTask<Answer> Approve(Call call)
    {
        var decision = await CustomTypeStore.ChangeAsync(call, (asset, _) => Approve(asset, call.Instance.Now));
        if (decision.Error is null) await call.Instance.ChangedAsync();
        return CustomTypeJson.Write(call, decision);
    }

    /// <summary>Discard Custom Activity Type Draft; a type that was never approved is nothing but its draft, and can only be deleted.</summary>
    public static async ValueTask<Answer> DiscardDraft(Call call) =>
        CustomTypeJson.Write(call, await CustomTypeStore.ChangeAsync(call, (asset, _) => asset.State switch
        {
            AssetState.Approved => NoDraft,
            AssetState.Draft => Errors.InvalidData("The activity type was never approved: delete it in place of its draft"),
            _ => asset.DiscardDraft(call.Instance.Now),
        }));

    /// <summary>Delete Custom Activity Type. Its activities stay in the log, and what was in force of it stays so that they can be read.</summary>
    public static async ValueTask<Answer> Delete(Call call)
    {
        var decision = await CustomTypeStore.ChangeAsync(call, async (session, all) =>
        {
            if (CustomTypeStore.Find(all, call.Route[0]) is not { } asset) return Errors.ObjectNotFound;
            await AssetStore.DeleteAsync(session, asset.Type, asset.Id);
            if (asset.Approved is not null) await AssetStore.InsertAsync(session, asset with { Type = AssetType.DeletedCustomActivityType, Draft = null });
            return asset;
        });
        if (decision.Error is null) await call.Instance.ChangedAsync();
        return CustomTypeJson.Write(call, decision, status: "deleted");
    }

    private static Decision Approve(Asset asset, long now)
    {
        if (asset.ReadDraft<CustomTypeDocument>() is not { } draft) return NoDraft;
        if (draft.PrimaryAttribute is null) return Errors.InvalidData("An activity type without a primary attribute cannot be approved");
        var approved = asset.ReadApproved<CustomTypeDocument>();
        // Since the draft was begun, the first activity may have come.
        if (new CustomTypeEditor(draft).Check(approved) is { } error) return error;
        return asset.WithDraft(draft.After(approved), now).Approve(now);
    }
}
