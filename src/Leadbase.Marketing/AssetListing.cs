using System.Globalization;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities.Queries;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Marketing;

/// <summary>What an answer says of an asset besides itself.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Program">The program it is directly in, or null.</param>
/// <param name="Workspace">The name of its workspace, or null.</param>
internal sealed record ListedAsset(Asset Asset, Asset? Program, string? Workspace);

/// <summary>
/// The assets that the lead database shows: Get Lists and Get Campaigns, by id, and by names of their own, of programs
/// and of workspaces, in pages.
/// </summary>
internal static class AssetListing
{
    /// <summary>The query of a type.</summary>
    /// <param name="type">One of <see cref="AssetType"/>.</param>
    /// <param name="keep">A further condition that the call may set, or null when it sets none.</param>
    /// <param name="write">Writes what is particular to the type.</param>
    public static Handler BrowseOf(string type, Func<Call, (Func<Asset, bool>? Keep, ApiError? Error)> keep, Action<Utf8JsonWriter, ListedAsset> write) => async call =>
    {
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(type, out var after, out error)) return error;
        if (!ActivityQuery.TryIds(call, "id", Call.MaxBatch, out var ids, out error)) return error;
        var (condition, wrong) = keep(call);
        if (wrong is { } w) return w;
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var workspaces = Names(call, "workspaceName") is { } named
            ? directory.Workspaces.Where(w => named.Contains(w.Name, StringComparer.OrdinalIgnoreCase))
            : directory.Workspaces;
        var filter = new AssetFilter(type)
        {
            Ids = ids.Count > 0 ? ids : null,
            Names = Names(call, "name"),
            Programs = Names(call, "programName"),
            Workspaces = [.. workspaces.Where(w => call.Reaches(w.Id)).Select(w => w.Id)],
        };
        var json = call.Result;
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var (count, last) = (0, after);
        while (true)
        {
            var page = await AssetStore.BrowseAsync(session, filter, last, size + 1);
            foreach (var asset in page)
            {
                if (condition is not null && !condition(asset)) continue;
                if (count++ == size) return Answer.Page(PagingToken.Create(call.Instance, type, last));
                last = asset.Id;
                Write(json, await OfAsync(session, directory, asset), write);
            }
            if (page.Count <= size) return Answer.Success;
            last = page[^1].Id;
        }
    };

    /// <summary>One asset of a type, by the id in the path; 1013 when there is none.</summary>
    public static Handler ByIdOf(string type, Action<Utf8JsonWriter, ListedAsset> write) => async call =>
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var (asset, error) = await FindAsync(session, call, type, call.Route[0]);
        if (asset is null) return error;
        Write(call.Result, await OfAsync(session, await AccountDirectory.OfAsync(call.Instance, call.Cancel), asset), write);
        return Answer.Success;
    };

    /// <summary>The asset of an id that a path names, if the caller may see it.</summary>
    /// <returns>1001 for what is no id; 1013 when there is none.</returns>
    public static async Task<(Asset? Asset, ApiError Error)> FindAsync(Session session, Call call, string type, string id, bool forUpdate = false)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return (null, Errors.InvalidValue(id, "Integer"));
        var asset = await AssetStore.FindAsync(session, type, number, forUpdate);
        return asset is not null && call.Reaches(asset.Workspace) ? (asset, default) : (null, Errors.ObjectNotFound);
    }

    private static List<string>? Names(Call call, string parameter) => call.Parameters.List(parameter) is { Count: > 0 } names ? names : null;

    private static async Task<ListedAsset> OfAsync(Session session, AccountDirectory directory, Asset asset)
    {
        var program = asset.Folder is { Type: AssetType.Program, Id: var id } ? await AssetStore.FindAsync(session, AssetType.Program, id) : null;
        return new(asset, program, directory.Workspaces.FirstOrDefault(w => w.Id == asset.Workspace)?.Name);
    }

    private static void Write(Utf8JsonWriter json, ListedAsset listed, Action<Utf8JsonWriter, ListedAsset> write)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, listed.Asset.Id);
        json.WriteString("name"u8, listed.Asset.Name);
        if (listed.Asset.Description is { } description) json.WriteString("description"u8, description);
        write(json, listed);
        if (listed.Program is { } program) json.WriteString("programName"u8, program.Name);
        if (listed.Workspace is { } workspace) json.WriteString("workspaceName"u8, workspace);
        json.WriteString("createdAt"u8, IsoTime.Format(listed.Asset.CreatedAt));
        json.WriteString("updatedAt"u8, IsoTime.Format(listed.Asset.UpdatedAt));
        json.WriteEndObject();
    }
}
