using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Activities.CustomTypes;

/// <summary>What was decided of a type: how it is now, or why it stays.</summary>
internal readonly record struct Decision(Asset? Asset, ApiError? Error)
{
    public static implicit operator Decision(Asset asset) => new(asset, null);

    public static implicit operator Decision(ApiError error) => new(null, error);
}

/// <summary>Custom activity types in the database: at most ten, changed one after the other.</summary>
internal static class CustomTypeStore
{
    /// <summary>Types that an instance may have ("Activities", Custom Activity Types).</summary>
    public const int MaxTypes = 10;

    /// <summary>Runs a change of one type, while no other type is changed; it is given all of them.</summary>
    public static Task<Decision> ChangeAsync(Call call, Func<Session, List<Asset>, Task<Decision>> change) =>
        WriteTransaction.RunAsync(
            call.Instance,
            async session =>
            {
                await LockAsync(session);
                return await change(session, await AssetStore.ListAsync(session, AssetType.CustomActivityType));
            },
            call.Cancel);

    /// <summary>Runs a change of the type that the path names, and stores what it returns.</summary>
    public static Task<Decision> ChangeAsync(Call call, Func<Asset, List<Asset>, Decision> change) => ChangeAsync(call, async (session, all) =>
    {
        if (Find(all, call.Route[0]) is not { } asset) return Errors.ObjectNotFound;
        var decision = change(asset, all);
        if (decision.Asset is { } changed) await AssetStore.UpdateAsync(session, changed);
        return decision;
    });

    /// <summary>The type of an API name, or null.</summary>
    public static Asset? Find(List<Asset> all, string apiName) => all.Find(a => string.Equals(a.Name, apiName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Notes that there are activities of types.</summary>
    public static async Task MarkUsedAsync(Session session, IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return;
        await LockAsync(session);
        foreach (var id in ids)
        {
            var asset = await AssetStore.FindAsync(session, AssetType.CustomActivityType, id);
            if (asset?.ReadApproved<CustomTypeDocument>() is not { InUse: false } document) continue;
            await AssetStore.UpdateAsync(session, asset.WithDocument(document with { InUse = true }, asset.UpdatedAt));
        }
    }

    private static Task LockAsync(Session session) => session.Database.Dialect.LockKeysAsync(session, AssetType.CustomActivityType, ["types"]);
}
