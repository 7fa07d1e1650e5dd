using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.CustomObjects;

/// <summary>A custom object type under change, and every other one, which names and links must fit.</summary>
/// <param name="Asset">The type.</param>
/// <param name="All">All types, itself included.</param>
/// <param name="Schema">The standard objects.</param>
internal sealed record CustomObjectEdit(Asset Asset, IReadOnlyList<Asset> All, RecordSchema Schema)
{
    /// <summary>The draft, or what a draft begins as.</summary>
    public CustomObjectDocument Document { get; } = Asset.ReadDraft<CustomObjectDocument>() ?? Asset.ReadApproved<CustomObjectDocument>()!;

    /// <summary>Whether it was ever approved.</summary>
    public bool IsApproved => Asset.Approved is not null;
}

/// <summary>Changes of custom object types: one at a time, because names, limits and links are about all of them.</summary>
internal static class CustomObjectStore
{
    /// <summary>Makes a change in a transaction of its own; answers as all these operations do, with an empty result.</summary>
    /// <param name="call">The call.</param>
    /// <param name="change">Checks, and only then writes.</param>
    /// <param name="ofRecords">Whether it changes what records can be.</param>
    public static async ValueTask<Answer> ChangeAsync(Call call, Func<Session, Task<ApiError?>> change, bool ofRecords = false)
    {
        var error = await WriteTransaction.RunAsync(
            call.Instance,
            async session =>
            {
                await session.Database.Dialect.LockKeysAsync(session, "custom_object_type", [""]);
                return await change(session);
            },
            call.Cancel);
        if (error is { } failure) return failure;
        if (ofRecords) await call.Instance.ChangedAsync();
        _ = call.Result;
        return Answer.Success;
    }

    /// <summary>Makes a change of the draft of the type that the path names.</summary>
    public static async ValueTask<Answer> ChangeDraftAsync(Call call, Func<CustomObjectEdit, (CustomObjectDocument? Document, ApiError Error)> change)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        return await ChangeAsync(call, async session =>
        {
            var all = await AssetStore.ListAsync(session, AssetType.CustomObjectType);
            if (Find(all, call.Route[0]) is not { } asset) return Errors.ObjectNotFound;
            var (document, error) = change(new CustomObjectEdit(asset, all, schema));
            if (document is null) return error;
            await AssetStore.UpdateAsync(session, asset.WithDraft(document, call.Instance.Now));
            return null;
        });
    }

    /// <summary>The type of a name, without regard to case; null when there is none.</summary>
    public static Asset? Find(IEnumerable<Asset> all, string name) => all.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The types that link to one, approved or as drafts, with the fields of it that they use.</summary>
    public static IEnumerable<(Asset Asset, IReadOnlyList<string> Fields)> DependentsOf(IEnumerable<Asset> all, string name)
    {
        foreach (var asset in all)
        {
            CustomObjectDocument?[] documents = [asset.ReadApproved<CustomObjectDocument>(), asset.ReadDraft<CustomObjectDocument>()];
            string[] used = [.. documents.OfType<CustomObjectDocument>().SelectMany(d => d.Fields).Select(f => f.RelatedTo).OfType<CustomObjectLink>()
                .Where(l => l.Name == name).Select(l => l.Field).Distinct()];
            if (used.Length > 0) yield return (asset, used);
        }
    }
}
