using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>
/// What assets are browsed by besides their rows: every place above them, which versions they have, and what their kind adds. A row for
/// each mark of an asset, so that those of a mark are found in the order of their ids without looking at any other.
/// </summary>
public static class AssetMarks
{
    /// <summary>The table's name.</summary>
    public const string Table = "asset_mark";

    /// <summary>An asset that has an approved version.</summary>
    public const string Approved = "approved";

    /// <summary>An asset that has a draft.</summary>
    public const string Draft = "draft";

    private const string In = "in ";
    private const string OfKind = "is ";

    // What is longer is known by its hash: an index has a limit.
    private const int MaxValue = 200;

    /// <summary>What is in a folder or program, directly or further down.</summary>
    public static string Below(AssetFolder place) => string.Create(CultureInfo.InvariantCulture, $"{In}{place.Type} {place.Id}");

    /// <summary>What a kind knows of its assets: a name, and a value as it is compared.</summary>
    public static string Of(string name, string value) => $"{OfKind}{name}={(value.Length <= MaxValue ? value : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value))))}";

    /// <summary>The table.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var (text, number) = (database.Dialect.TypeOf(StorageKind.Text), database.Dialect.TypeOf(StorageKind.Integer));
        yield return $"create table {database.Table(Table)} (type {text} not null, mark {text} not null, id {number} not null, primary key (type, id, mark))";
        yield return $"create index {Identifier.Quote("asset_mark_mark")} on {database.Table(Table)} (type, mark, id)";
    }

    /// <summary>Notes the place and the versions of an asset, and the places of what is in it when it has moved.</summary>
    internal static async Task SetPlaceAsync(Session session, Asset asset, bool isNew = false)
    {
        var marks = await PlacesAsync(session, asset);
        if (asset.Approved is not null) marks.Add(Approved);
        if (asset.Draft is not null) marks.Add(Draft);
        var changed = await SetAsync(session, asset, marks, ofKind: false);
        if (isNew || !IsPlace(asset) || changed.All(m => m is Approved or Draft)) return;
        foreach (var inside in await AssetStore.InFolderAsync(session, new(asset.Id, asset.Type))) await SetPlaceAsync(session, inside);
    }

    /// <summary>Notes what a kind says of an asset.</summary>
    public static Task SetKindAsync(Session session, AssetKind kind, Asset asset) => SetAsync(session, asset, [.. kind.Marks(asset)], ofKind: true);

    /// <summary>Forgets an asset.</summary>
    internal static async Task ClearAsync(Session session, string type, long id) =>
        await session.Sql($"delete from {TableOf(session)} where type = $1 and id = $2").Bind(type).Bind(id).ExecuteAsync();

    /// <summary>Marks what was stored before there were marks.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="kindOf">The kind of a type of assets, or null.</param>
    public static async Task CompleteAsync(Session session, Func<string, AssetKind?> kindOf)
    {
        // One row of no asset says that it is done.
        if (await session.Sql($"select id from {TableOf(session)} where type = ''").NumberAsync() is not null) return;
        await InsertAsync(session, "", 0, ["complete"]);
        await MarkAsync(null);

        // From above to below: what a place is in is read off its own marks.
        async Task MarkAsync(AssetFolder? place)
        {
            foreach (var asset in await AssetStore.InFolderAsync(session, place))
            {
                await SetPlaceAsync(session, asset, isNew: true);
                if (kindOf(asset.Type) is { } kind) await SetKindAsync(session, kind, asset);
                if (IsPlace(asset)) await MarkAsync(new(asset.Id, asset.Type));
            }
        }
    }

    /// <summary>Stores the marks of one sort; returns those that are new or gone.</summary>
    private static async Task<List<string>> SetAsync(Session session, Asset asset, List<string> marks, bool ofKind)
    {
        var known = (await MarksOfAsync(session, asset.Type, asset.Id)).Where(m => m.StartsWith(OfKind, StringComparison.Ordinal) == ofKind).ToList();
        var (added, gone) = (marks.Except(known).ToList(), known.Except(marks).ToList());
        if (gone.Count > 0)
        {
            await session.Sql($"delete from {TableOf(session)} where type = $1 and id = $2 and {session.Database.Dialect.In("mark", 3)}")
                .Bind(asset.Type).Bind(asset.Id).BindSet(gone).ExecuteAsync();
        }
        await InsertAsync(session, asset.Type, asset.Id, added);
        return [.. added, .. gone];
    }

    private static async Task InsertAsync(Session session, string type, long id, List<string> marks)
    {
        if (marks.Count == 0) return;
        await session.Sql($"insert into {TableOf(session)} (type, mark, id) select $1, value, $2 from {session.Database.Dialect.Each(3)}").Bind(type).Bind(id).BindSet(marks).ExecuteAsync();
    }

    // The place itself, and those that it is in.
    private static async Task<List<string>> PlacesAsync(Session session, Asset asset)
    {
        if (asset.Folder is not { } place) return [];
        var ofPlace = await MarksOfAsync(session, place.Type, place.Id);
        return [Below(place), .. ofPlace.Where(m => m.StartsWith(In, StringComparison.Ordinal) && m != Below(place))];
    }

    private static ValueTask<List<string>> MarksOfAsync(Session session, string type, long id) =>
        session.Sql($"select mark from {TableOf(session)} where type = $1 and id = $2").Bind(type).Bind(id).ListAsync(r => r.GetString(0));

    private static bool IsPlace(Asset asset) => asset.Type is AssetType.Folder or AssetType.Program;

    private static string TableOf(Session session) => session.Database.Table(Table);
}
