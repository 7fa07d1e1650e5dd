using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Assets.Folders;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>A call of the Asset API in its transaction.</summary>
/// <param name="call">The call.</param>
/// <param name="session">The transaction.</param>
/// <param name="directory">The workspaces that there are.</param>
public sealed class AssetCall(Call call, Session session, AccountDirectory directory) : IDocumentScene
{
    /// <summary>The call.</summary>
    public Call Call => call;

    /// <summary>The instance.</summary>
    public Instance Instance => call.Instance;

    /// <summary>The transaction.</summary>
    public Session Session => session;

    /// <summary>Workspaces and users.</summary>
    public AccountDirectory Directory => directory;

    /// <summary>Seconds since 1970.</summary>
    public long Now { get; } = call.Instance.Now;

    /// <summary>Folders and programs.</summary>
    public FolderTree Folders { get; } = new(session);

    /// <summary>The ids of the workspaces whose assets the caller may see.</summary>
    public IReadOnlyList<long> Workspaces { get; } = [.. directory.Workspaces.Where(w => call.Reaches(w.Id)).Select(w => w.Id)];

    /// <summary>Assets of a type that the caller may see.</summary>
    public AssetQuery Query(string type) => new(type, Workspaces.Count == directory.Workspaces.Count ? null : Workspaces);

    /// <summary>Runs a reading operation; the system folders are there.</summary>
    public static async ValueTask<Answer> ReadAsync(Call call, Func<AssetCall, Task<Answer>> read)
    {
        await SystemFolders.EnsureAsync(call.Instance, call.Cancel);
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        return await read(new AssetCall(call, session, directory));
    }

    /// <summary>Runs a changing operation in one transaction, which is kept only when it succeeds.</summary>
    /// <param name="call">The call.</param>
    /// <param name="change">Makes the change; it may run again where two transactions met.</param>
    /// <param name="write">Writes the answer, once the change is kept; by default the asset's id.</param>
    public static async ValueTask<Answer> ChangeAsync(Call call, Func<AssetCall, Task<Outcome<Asset>>> change, Action<Call, AssetView>? write = null)
    {
        await SystemFolders.EnsureAsync(call.Instance, call.Cancel);
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var outcome = await WriteTransaction.RunAsync<Outcome<AssetView>>(
            call.Instance,
            async session =>
            {
                var assets = new AssetCall(call, session, directory);
                var made = await change(assets);
                return made.Value is { } asset ? await assets.ViewAsync(asset, asset.Draft is null) : made.Error!.Value;
            },
            call.Cancel,
            keep: o => o.Error is null);
        if (outcome.Value is not { } view) return outcome.Error!.Value;
        if (write is null) AssetJson.WriteId(call.Result, view.Asset.Id);
        else write(call, view);
        return Answer.Success;
    }

    /// <summary>The asset that the path names first.</summary>
    /// <returns>1001 for what is no id, 702 when there is none that the caller may see.</returns>
    public async Task<Outcome<Asset>> FindAsync(AssetKind kind, bool forUpdate = true, int parameter = 0)
    {
        if (!TryId(call, parameter, out var id, out var error)) return error;
        return await VisibleAsync(kind.Type, id, forUpdate) is { } asset ? asset : AssetErrors.NotFound;
    }

    /// <summary>The asset of an id, if there is one that the caller may see.</summary>
    public async Task<Asset?> VisibleAsync(string type, long id, bool forUpdate = false) =>
        await AssetStore.FindAsync(session, type, id, forUpdate) is { } asset && call.Reaches(asset.Workspace) ? asset : null;

    /// <summary>The folder that a parameter names, for an asset of a kind.</summary>
    /// <returns>701, 1001, 710 or 711.</returns>
    public async Task<Outcome<FolderNode>> FolderAsync(AssetKind kind, string parameter = "folder")
    {
        if (!AssetInput.TryFolder(call, parameter, out var place, out var error)) return error;
        return place is { } at ? await PlaceAsync(kind, at) : AssetErrors.Blank(parameter);
    }

    /// <summary>A folder or program, for an asset of a kind.</summary>
    /// <returns>710 or 711.</returns>
    public async Task<Outcome<FolderNode>> PlaceAsync(AssetKind kind, AssetFolder at)
    {
        await AssetStore.LockPlaceAsync(session, at);
        if (await Folders.FindAsync(at) is not { } node || !call.Reaches(node.Workspace)) return AssetErrors.ParentNotFound;
        return kind.Fits(node) ? node : AssetErrors.IncompatibleFolder;
    }

    /// <summary>A version of an asset as an answer shows it.</summary>
    public async Task<AssetView> ViewAsync(Asset asset, bool approved, bool listed = false)
    {
        var folder = asset.Folder is { } place ? await Folders.FindAsync(place) : null;
        return new(asset, approved, listed, folder?.Name, folder?.FolderType, WorkspaceOf(asset), call)
        {
            Path = asset.Type == AssetType.Folder ? await PathAsync(asset) : null,
        };
    }

    /// <summary>The way to a folder or program from the root.</summary>
    public async Task<string> PathAsync(Asset asset)
    {
        var above = asset.Folder is { } place ? (await Folders.WayAsync(place)).Select(n => n.Name) : [];
        return "/" + string.Join('/', above.Append(asset.Name));
    }

    /// <summary>The name of an asset's workspace, or null.</summary>
    public string? WorkspaceOf(Asset asset) => directory.Workspaces.FirstOrDefault(w => w.Id == asset.Workspace)?.Name;

    /// <summary>A number of the path (1001 when it is none).</summary>
    public static bool TryId(Call call, int parameter, out long id, out ApiError error)
    {
        error = default;
        if (long.TryParse(call.Route[parameter], NumberStyles.None, CultureInfo.InvariantCulture, out id)) return true;
        error = Errors.InvalidValue(call.Route[parameter], "Integer");
        return false;
    }
}
