using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Contents;

/// <summary>Bulk Get, Used By and Bulk Used By of the new emails, templates and fragments.</summary>
internal static class ContentReads
{
    /// <summary>Assets that a call may get.</summary>
    public const int MaxRead = 20;

    /// <summary>Assets whose use a call may ask for.</summary>
    public const int MaxAsked = 50;

    private const string AllTypes = "all";

    /// <summary>Bulk Get: those that there are, in the order of the ids.</summary>
    public static Handler Many(ContentKind kind) => call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!ContentInput.TryIds(call, MaxRead, out var ids, out var error)) return error;
        var found = await FindAsync(assets, kind, ids);
        return await ReadAssets.WriteAsync(assets, kind, found, status: null, listed: false);
    });

    /// <summary>Used By: a page of what uses an asset, of one type where <c>type</c> names it.</summary>
    public static Handler UsedBy(ContentKind kind) => call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!ContentInput.TryRequiredId(call, "assetId", out var id, out var error) || !ContentPage.TryRead(call, out var page, out error)) return error;
        if (!TryType(call, out var type, out error)) return error;
        var total = 0;
        if (await assets.VisibleAsync(kind.Type, id) is { } asset)
        {
            total = await AssetReferences.CountUsersAsync(assets.Session, new(asset.Type, asset.Id), type);
            foreach (var user in await AssetReferences.UsersAsync(assets.Session, new(asset.Type, asset.Id), page.Offset, page.Size, type)) await WriteUserAsync(assets, user);
        }
        return (total == 0 ? Answer.Warn(AssetErrors.NothingFound) : Answer.Success) with { Details = page.Of(total) };
    });

    /// <summary>Bulk Used By: how many assets use each.</summary>
    public static Handler UsedByMany(ContentKind kind) => call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!ContentInput.TryIds(call, MaxAsked, out var ids, out var error)) return error;
        var found = await FindAsync(assets, kind, ids);
        foreach (var asset in found)
        {
            var count = await AssetReferences.CountUsersAsync(assets.Session, new(asset.Type, asset.Id));
            var json = call.Result;
            json.WriteStartObject();
            ContentJson.WriteId(json, "id"u8, asset.Id);
            json.WriteString("name"u8, asset.Name);
            json.WriteNumber("count"u8, count);
            json.WriteBoolean("used"u8, count > 0);
            json.WriteEndObject();
        }
        return found.Count == 0 ? Answer.Warn(AssetErrors.NothingFound) : Answer.Success;
    });

    private static async Task<List<Asset>> FindAsync(AssetCall assets, ContentKind kind, List<long> ids)
    {
        var known = await AssetStore.BrowseAsync(assets.Session, new AssetFilter(kind.Type) { Ids = ids, Workspaces = assets.Workspaces }, 0, int.MaxValue);
        return [.. known.OrderBy(a => ids.IndexOf(a.Id))];
    }

    private static async Task WriteUserAsync(AssetCall assets, AssetReference user)
    {
        if (await assets.VisibleAsync(user.Type, user.Id) is not { } asset) return;
        var (json, word) = (assets.Call.Result, WordOf(asset.Type));
        var view = await assets.ViewAsync(asset, AssetView.IsApprovedByDefault(asset));
        json.WriteStartObject();
        ContentJson.WriteId(json, "id"u8, asset.Id);
        json.WriteString("name"u8, asset.Name);
        ContentJson.WritePlace(json, view, null);
        if (asset.Type == ContentKind.Email.Type) json.WriteString("channel"u8, "email"u8);
        json.WriteString("contentType"u8, word);
        json.WriteEndObject();
    }

    private static string WordOf(string type) => ContentKind.All.FirstOrDefault(k => k.Type == type)?.Word ?? type;

    private static bool TryType(Call call, out string? type, out ApiError error)
    {
        (type, error) = (null, default);
        var given = AssetInput.Text(call, "type");
        if (given is null or "" || given.Equals(AllTypes, StringComparison.OrdinalIgnoreCase)) return true;
        type = AssetKinds.All.Select(k => k.Type).FirstOrDefault(t => WordOf(t).Equals(given, StringComparison.OrdinalIgnoreCase));
        if (type is null) error = Errors.InvalidValue(given, "type of assets");
        return error == default;
    }
}
