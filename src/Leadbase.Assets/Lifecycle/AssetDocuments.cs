using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>The operations that a type has besides its lifecycle: they read a version's document, or change the one that is worked on.</summary>
public static class AssetDocuments
{
    /// <summary>An operation that reads a version: the one that <c>status</c> asks for, or the one in force.</summary>
    /// <param name="kind">The kind of the asset that the path names first.</param>
    /// <param name="write">Writes the answer, or says why not.</param>
    public static Handler Read<T>(AssetKind<T> kind, Func<AssetCall, AssetView, T, Task<Answer>> write)
        where T : class, new() => call => AssetCall.ReadAsync(call, async assets =>
        {
            if (!AssetCall.TryId(call, 0, out var id, out var error) || !AssetPage.TryStatus(call, out var status, out error)) return error;
            if (await assets.VisibleAsync(kind.Type, id) is not { } asset) return Answer.Warn(AssetErrors.NothingFound);
            var approved = !kind.HasApproval || (status?.IsApproved ?? AssetView.IsApprovedByDefault(asset));
            if (kind.Read(asset, approved) is not { } document) return Answer.Warn(AssetErrors.NothingFound);
            return await write(assets, await assets.ViewAsync(asset, approved), document);
        });

    /// <summary>An operation that changes the document that is worked on; an approved asset gets a draft by it.</summary>
    /// <param name="kind">The kind of the asset that the path names first.</param>
    /// <param name="change">The changed document, or why it cannot be.</param>
    /// <param name="write">Writes the answer; by default the asset's id.</param>
    public static Handler Change<T>(AssetKind<T> kind, Func<AssetCall, Asset, T, Task<Outcome<T>>> change, Action<Call, AssetView>? write = null)
        where T : class, new() => call => AssetCall.ChangeAsync(
            call,
            async assets =>
            {
                var found = await assets.FindAsync(kind);
                if (found.Value is not { } asset) return found;
                var changed = await change(assets, asset, kind.Working(asset));
                return changed.Value is { } document ? await AssetWriter.UpdateAsync(assets.Session, kind, kind.With(asset, document, assets.Now)) : changed.Error!.Value;
            },
            write);
}
