using Leadbase.Assets.Folders;
using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Create, Update, Clone and Delete, of any type ("Assets", Create and Update; Delete).</summary>
public static class ChangeAssets
{
    /// <summary>Create: name, folder, and what the type needs.</summary>
    public static Handler Create(AssetKind kind, string folderParameter = "folder") =>
        call => AssetCall.ChangeAsync(call, assets => CreateAsync(assets, kind, folderParameter), Whole(kind));

    /// <summary>Update of metadata: name, description, and what the type has besides. The name and description count at once.</summary>
    public static Handler Update(AssetKind kind) => call => AssetCall.ChangeAsync(call, assets => UpdateAsync(assets, kind), Whole(kind));

    /// <summary>Clone: what is in force, or else the draft, as the draft of a new asset in the same workspace.</summary>
    public static Handler Clone(AssetKind kind) => call => AssetCall.ChangeAsync(call, assets => CloneAsync(assets, kind), Whole(kind));

    /// <summary>Delete: what is neither approved nor in use.</summary>
    public static Handler Delete(AssetKind kind) => call => AssetCall.ChangeAsync(call, assets => DeleteAsync(assets, kind));

    /// <summary>Writes the asset whole, in the version that was changed.</summary>
    public static Action<Call, AssetView> Whole(AssetKind kind) => (call, view) => AssetJson.Write(call.Result, kind, view);

    /// <summary>Makes an asset in the folder that a parameter names.</summary>
    /// <param name="assets">The call.</param>
    /// <param name="kind">What is made.</param>
    /// <param name="folderParameter">The parameter that names the folder.</param>
    public static async Task<Outcome<Asset>> CreateAsync(AssetCall assets, AssetKind kind, string folderParameter = "folder")
    {
        var started = await StartAsync(assets, kind, folderParameter);
        return started.Value is { } asset ? await MakeAsync(assets, kind, asset) : started;
    }

    /// <summary>Makes an asset that was started: it gets its document, and is stored.</summary>
    public static async Task<Outcome<Asset>> MakeAsync(AssetCall assets, AssetKind kind, Asset started)
    {
        var made = await kind.CreateAsync(assets, started);
        return made.Value is { } whole ? await AssetWriter.InsertAsync(assets.Session, kind, whole) : made;
    }

    /// <summary>Changes the metadata of the asset that the path names.</summary>
    public static async Task<Outcome<Asset>> UpdateAsync(AssetCall assets, AssetKind kind)
    {
        var found = await assets.FindAsync(kind);
        if (found.Value is not { } asset) return found;
        if (!AssetNames.TryDescription(assets.Call, out var description, out var error)) return error;
        var renamed = asset with { Description = description ?? asset.Description };
        if (AssetInput.Text(assets.Call, "name") is not null)
        {
            var name = AssetNames.Read(assets.Call, kind);
            if (name.Error is { } wrong) return wrong;
            renamed = renamed with { Name = name.Value! };
            if (renamed.Name != asset.Name && await AssetNames.TakeAsync(assets, kind, renamed) is { } taken) return taken;
        }
        var changed = await kind.UpdateAsync(assets, renamed);
        return changed.Value is { } whole ? await AssetWriter.UpdateAsync(assets.Session, kind, whole with { UpdatedAt = assets.Now }) : changed;
    }

    private static async Task<Outcome<Asset>> CloneAsync(AssetCall assets, AssetKind kind)
    {
        var found = await assets.FindAsync(kind);
        if (found.Value is not { } source) return found;
        var started = await StartAsync(assets, kind, "folder");
        return started.Value is { } copy ? await CopyAsync(assets, kind, source, copy) : started;
    }

    /// <summary>Makes a copy of an asset of one that was started.</summary>
    public static async Task<Outcome<Asset>> CopyAsync(AssetCall assets, AssetKind kind, Asset source, Asset copy)
    {
        if (copy.Workspace != source.Workspace && source.Workspace is not null) return AssetErrors.Rule("a copy must be in the workspace of its source");
        var document = source.Approved ?? source.Draft;
        copy = kind.HasApproval ? copy with { Draft = document } : copy with { Approved = document };
        var made = await kind.CloneAsync(assets, source, copy with { Description = copy.Description ?? source.Description });
        if (made.Value is not { } whole) return made;
        whole = await AssetWriter.InsertAsync(assets.Session, kind, whole);
        return await kind.OnClonedAsync(assets, source, whole) is { } refusal ? refusal : whole;
    }

    /// <summary>Deletes the asset that the path names.</summary>
    public static async Task<Outcome<Asset>> DeleteAsync(AssetCall assets, AssetKind kind)
    {
        var found = await assets.FindAsync(kind);
        if (found.Value is not { } asset) return found;
        if (await CheckDeleteAsync(assets, kind, asset) is { } refusal) return refusal;
        await AssetWriter.DeleteAsync(assets, kind, asset);
        return asset;
    }

    /// <summary>Why an asset cannot be deleted; null when it can.</summary>
    public static async Task<ApiError?> CheckDeleteAsync(AssetCall assets, AssetKind kind, Asset asset)
    {
        if (asset.Approved is not null && !kind.IsDeletedWhenApproved) return AssetErrors.Rule("an approved asset must be unapproved before it is deleted");
        if (await kind.CheckDeleteAsync(assets, asset) is { } refusal) return refusal;
        return await kind.IsUsedAsync(assets, asset) ? AssetErrors.InUse : null;
    }

    // A name, a folder and a description: what the creation of any asset begins with.
    private static Task<Outcome<Asset>> StartAsync(AssetCall assets, AssetKind kind, string folderParameter)
    {
        var call = assets.Call;
        return StartAsync(assets, kind, AssetInput.Text(call, "name"), AssetInput.Text(call, "description"), () => assets.FolderAsync(kind, folderParameter));
    }

    /// <summary>An asset that is going to be: its name is taken, its folder is found.</summary>
    public static async Task<Outcome<Asset>> StartAsync(AssetCall assets, AssetKind kind, string? given, string? description, Func<Task<Outcome<FolderNode>>> findFolder)
    {
        var name = AssetNames.Valid(kind, given);
        if (name.Error is { } wrong) return wrong;
        if (AssetNames.CheckDescription(description) is { } error) return error;
        var folder = await findFolder();
        if (folder.Value is not { } place) return folder.Error!.Value;
        var asset = new Asset
        {
            Type = kind.Type,
            Name = name.Value!,
            Description = description,
            Folder = place.Place,
            Workspace = place.Workspace,
            CreatedAt = assets.Now,
            UpdatedAt = assets.Now,
        };
        return await AssetNames.TakeAsync(assets, kind, asset) is { } taken ? taken : asset;
    }
}
