using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Get by Id, Get by Name, Browse and Used By, of any type ("Assets", Query).</summary>
public static class ReadAssets
{
    /// <summary>Assets that a name may find, at most.</summary>
    private const int MaxNamesakes = 200;

    /// <summary>Get by Id: the version that <c>status</c> asks for, or the one that is in force.</summary>
    public static Handler ById(AssetKind kind) => call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!AssetCall.TryId(call, 0, out var id, out var error) || !kind.TryStatus(call, out var status, out error)) return error;
        var asset = await assets.VisibleAsync(kind.Type, id);
        return await WriteAsync(assets, kind, asset is null ? [] : [asset], status, listed: false);
    });

    /// <summary>Get by Name: every asset of exactly this name, in any case; in a folder, where one is named.</summary>
    public static Handler ByName(AssetKind kind) => call => AssetCall.ReadAsync(call, async assets =>
    {
        var name = AssetInput.Required(call, "name");
        if (name.Error is { } blank) return blank;
        if (!kind.TryStatus(call, out var status, out var error) || !AssetInput.TryFolder(call, "folder", out var folder, out error)) return error;
        var query = assets.Query(kind.Type) with { Name = name.Value, Below = folder, Status = status };
        return await WriteAsync(assets, kind, await query.RunAsync(assets.Session, 0, MaxNamesakes), status, listed: false);
    });

    /// <summary>Browse: a page by offset, of a folder and all below it, a status, a range of time.</summary>
    public static Handler Browse(AssetKind kind) => call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!AssetPage.TryRead(call, out var page, out var error) || !kind.TryStatus(call, out var status, out error)) return error;
        if (!AssetInput.TryFolder(call, "folder", out var folder, out error)) return error;
        if (!AssetInput.TryTime(call, "earliestUpdatedAt", out var earliest, out error) || !AssetInput.TryTime(call, "latestUpdatedAt", out var latest, out error)) return error;
        var narrowed = kind.Narrow(assets, assets.Query(kind.Type) with { Below = folder, Status = status, Earliest = earliest, Latest = latest });
        if (narrowed.Value is not { } query) return narrowed.Error!.Value;
        return await WriteAsync(assets, kind, await query.RunAsync(assets.Session, page.Offset, page.MaxReturn), status, listed: true);
    });

    /// <summary>Used By: what refers to the asset that the path names, a page by offset.</summary>
    /// <param name="kind">The kind of the asset.</param>
    /// <param name="nameOf">What an answer calls a type of assets that use it.</param>
    public static Handler UsedBy(AssetKind kind, Func<string, string> nameOf) => call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!AssetPage.TryRead(call, out var page, out var error)) return error;
        var asset = await assets.FindAsync(kind, forUpdate: false);
        if (asset.Value is not { } used) return asset.Error == AssetErrors.NotFound ? Answer.Warn(AssetErrors.NothingFound) : asset.Error!.Value;
        var users = await AssetReferences.UsersAsync(assets.Session, new(used.Type, used.Id), page.Offset, page.MaxReturn);
        if (users.Count == 0) return Answer.Warn(AssetErrors.NothingFound);
        foreach (var user in users)
        {
            if (await assets.VisibleAsync(user.Type, user.Id) is { } source) WriteUser(call, source, nameOf(source.Type));
        }
        return Answer.Success;
    });

    private static void WriteUser(Call call, Asset user, string type)
    {
        var json = call.Result;
        json.WriteStartObject();
        json.WriteNumber("id"u8, user.Id);
        json.WriteString("name"u8, user.Name);
        json.WriteString("type"u8, type);
        json.WriteString("status"u8, user.State switch { AssetState.Draft => "draft", AssetState.Approved => "approved", _ => "approved with draft" });
        AssetTime.Write(json, "updatedAt"u8, user.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>Writes assets in the version that was asked for; those that do not have it are passed over.</summary>
    public static async Task<Answer> WriteAsync(AssetCall assets, AssetKind kind, IReadOnlyList<Asset> found, AssetStatus? status, bool listed)
    {
        var any = false;
        await assets.Folders.LoadAsync(found.Select(a => a.Folder).OfType<AssetFolder>());
        foreach (var asset in found)
        {
            var approved = status is { } wanted ? wanted.IsApproved : AssetView.IsApprovedByDefault(asset);
            if (kind.HasApproval && (approved ? asset.Approved : asset.Draft) is null) continue;
            AssetJson.Write(assets.Call.Result, kind, await assets.ViewAsync(asset, approved || !kind.HasApproval, listed));
            any = true;
        }
        return any ? Answer.Success : Answer.Warn(AssetErrors.NothingFound);
    }
}
