using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadbase.Assets.Lifecycle;
using Leadbase.Storage;

namespace Leadbase.Assets;

/// <summary>What assets must have to be found; a part that is null admits all.</summary>
/// <param name="Type">One of <see cref="AssetType"/>.</param>
public sealed record AssetFilter(string Type)
{
    /// <summary>Their ids.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Their names, without regard to case.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Their workspaces; what is in none is in all.</summary>
    public IReadOnlyList<long>? Workspaces { get; init; }

    /// <summary>The names of the programs they are directly in.</summary>
    public IReadOnlyList<string>? Programs { get; init; }
}

/// <summary>Assets of one instance, in the transaction of whoever asks.</summary>
public static class AssetStore
{
    /// <summary>Ids that are given, and not chosen, begin here, as a subscription's do.</summary>
    public const long FirstId = 1001;

    /// <summary>Types of activities have ids of their own range, away from those of the standard ones.</summary>
    public const long FirstActivityTypeId = 100_001;

    /// <summary>Locks for the names of a type of assets.</summary>
    internal const int NameLocks = 128;

    internal const string Columns = "type, id, name, description, folder_id, folder_type, workspace, draft, approved, created_at, updated_at";

    /// <summary>The asset of an id, or null.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="type">One of <see cref="AssetType"/>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="forUpdate">Whether it must not change until the transaction ends.</param>
    public static async Task<Asset?> FindAsync(Session session, string type, long id, bool forUpdate = false) =>
        await OneAsync(Select(session, "type = $1 and id = $2", forUpdate).Bind(type).Bind(id));

    /// <summary>The assets of ids, as far as there are some.</summary>
    public static async Task<List<Asset>> FindAllAsync(Session session, string type, IReadOnlyList<long> ids) =>
        await session.Sql($"select {Columns} from {TableOf(session)} where type = $1 and {session.Database.Dialect.In("id", 2)}").Bind(type).BindSet(ids).ListAsync(Read);

    /// <summary>The oldest asset of a name, without regard to case, or null.</summary>
    public static async Task<Asset?> FindByNameAsync(Session session, string type, string name, bool forUpdate = false) =>
        IsName(name) ? await OneAsync(Select(session, "type = $1 and lower(name) = $2", forUpdate).Bind(type).Bind(Folding.Lower(name))) : null;

    /// <summary>Whether some asset could have a name: none has U+0000, which PostgreSQL cannot even be asked for.</summary>
    internal static bool IsName(string name) => !name.Contains('\0', StringComparison.Ordinal);

    /// <summary>Assets of a type in the order of their ids, after one, and at most so many.</summary>
    public static async Task<List<Asset>> ListAsync(Session session, string type, long after = 0, int limit = int.MaxValue) =>
        await session.Sql($"select {Columns} from {TableOf(session)} where type = $1 and id > $2 order by id limit {limit}").Bind(type).Bind(after).ListAsync(Read);

    /// <summary>Assets that meet a filter, in the order of their ids.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="filter">What they must have.</param>
    /// <param name="after">The id after which they begin.</param>
    /// <param name="limit">How many at most.</param>
    public static async Task<List<Asset>> BrowseAsync(Session session, AssetFilter filter, long after, int limit)
    {
        var dialect = session.Database.Dialect;
        // Few are found by what they are asked for, and not in the order of all.
        var order = filter is { Ids: null, Names: null, Programs: null } ? "id" : "id + 0";
        var (conditions, binds) = (new List<string> { "type = $1", $"{order} > $2" }, new List<Action<Statement>>());
        Add(filter.Ids, p => dialect.In("id", p), (s, v) => s.BindSet(v));
        Add(Lower(filter.Names), p => dialect.In("lower(name)", p), (s, v) => s.BindSet(v));
        Add(filter.Workspaces, p => $"({dialect.In("workspace", p)} or workspace is null)", (s, v) => s.BindSet(v));
        Add(
            Lower(filter.Programs),
            p => $"folder_type = '{AssetType.Program}' and folder_id in (select p.id from {TableOf(session)} p where p.type = '{AssetType.Program}' and {dialect.In("lower(p.name)", p)})",
            (s, v) => s.BindSet(v));
        var statement = session
            .Sql($"select {Columns} from {TableOf(session)} where {string.Join(" and ", conditions)} order by {order} limit {limit}").Bind(filter.Type).Bind(after);
        foreach (var bind in binds) bind(statement);
        return await statement.ListAsync(Read);

        void Add<T>(IReadOnlyList<T>? values, Func<int, string> condition, Action<Statement, IReadOnlyList<T>> bind)
        {
            if (values is null) return;
            conditions.Add(condition(binds.Count + 3));
            binds.Add(s => bind(s, values));
        }
    }

    /// <summary>Everything that is directly in a folder or program; what is in none where it is null.</summary>
    public static async Task<List<Asset>> InFolderAsync(Session session, AssetFolder? folder)
    {
        var place = folder is null ? "folder_id is null" : "folder_type = $1 and folder_id = $2";
        var statement = session.Sql($"select {Columns} from {TableOf(session)} where {place} order by type, id");
        if (folder is { } given) statement.Bind(given.Type).Bind(given.Id);
        return await statement.ListAsync(Read);
    }

    /// <summary>A page of the types and ids of what is directly in a folder or program.</summary>
    public static async Task<List<(string Type, long Id)>> NamesInAsync(Session session, AssetFolder folder, int offset, int limit) =>
        await session
            .Sql($"select type, id from {TableOf(session)} where folder_type = $1 and folder_id = $2 order by type, id limit {limit} offset {offset}")
            .Bind(folder.Type).Bind(folder.Id).ListAsync(r => (r.GetString(0), r.GetInt64(1)));

    /// <summary>A part of what is directly in a folder or program, in the order of type and id.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="folder">The folder or program; null for the roots of the tree.</param>
    /// <param name="containers">Whether only what may itself contain something is wanted.</param>
    /// <param name="after">The type and the id after which it begins.</param>
    /// <param name="limit">How many at most.</param>
    public static async Task<List<Asset>> ChildrenAsync(Session session, AssetFolder? folder, bool containers, (string Type, long Id) after, int limit)
    {
        var only = containers || folder is null ? $" and type in ('{AssetType.Folder}', '{AssetType.Program}')" : "";
        var place = folder is null ? "folder_id is null" : "folder_type = $3 and folder_id = $4";
        var statement = session
            .Sql($"select {Columns} from {TableOf(session)} where (type > $1 or (type = $1 and id > $2)) and {place}{only} order by type, id limit {limit}")
            .Bind(after.Type).Bind(after.Id);
        if (folder is { } given) statement.Bind(given.Type).Bind(given.Id);
        return await statement.ListAsync(Read);
    }

    /// <summary>How many assets of a type there are.</summary>
    public static async Task<long> CountAsync(Session session, string type) =>
        await session.Sql($"select count(*) from {TableOf(session)} where type = $1").Bind(type).NumberAsync() ?? 0;

    /// <summary>
    /// Makes other transactions that make or name an asset of this name wait until this one ends, and with them some others: there are so many
    /// locks for the names of a type, and not one for each, since a database has room for a few thousand.
    /// </summary>
    public static Task LockNameAsync(Session session, string type, string name)
    {
        var bucket = SHA256.HashData(Encoding.UTF8.GetBytes(Folding.Lower(name)))[0] % NameLocks;
        return session.Database.Dialect.LockKeysAsync(session, "asset." + type, [bucket.ToString(CultureInfo.InvariantCulture)]);
    }

    /// <summary>Makes other transactions that put something into a folder or program, or delete it, wait until this one ends.</summary>
    public static Task LockPlaceAsync(Session session, AssetFolder place) =>
        session.Database.Dialect.LockKeysAsync(session, "asset.in." + place.Type, [place.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Whether nothing is in a folder or program.</summary>
    public static async Task<bool> IsEmptyAsync(Session session, AssetFolder folder) =>
        await session.Sql($"select 1 from {TableOf(session)} where folder_type = $1 and folder_id = $2 limit 1").Bind(folder.Type).Bind(folder.Id).NumberAsync() is null;

    /// <summary>Stores a new asset; without an id it is given the next one.</summary>
    public static async Task<Asset> InsertAsync(Session session, Asset asset)
    {
        asset = asset with { Id = await TakeIdAsync(session, asset.Type, asset.Id) };
        await Bind(
            session.Sql($"insert into {TableOf(session)} ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"), asset).ExecuteAsync();
        await AssetMarks.SetPlaceAsync(session, asset, isNew: true);
        return asset;
    }

    /// <summary>Stores what has changed of an asset.</summary>
    public static async Task UpdateAsync(Session session, Asset asset)
    {
        await Bind(
            session.Sql($"""
                update {TableOf(session)} set name = $3, description = $4, folder_id = $5, folder_type = $6, workspace = $7,
                    draft = $8, approved = $9, created_at = $10, updated_at = $11
                where type = $1 and id = $2
                """), asset).ExecuteAsync();
        await AssetMarks.SetPlaceAsync(session, asset);
    }

    /// <summary>Removes an asset; returns whether there was one.</summary>
    public static async Task<bool> DeleteAsync(Session session, string type, long id)
    {
        await AssetMarks.ClearAsync(session, type, id);
        return await session.Sql($"delete from {TableOf(session)} where type = $1 and id = $2").Bind(type).Bind(id).ExecuteAsync() > 0;
    }

    private static List<string>? Lower(IReadOnlyList<string>? names) => names is null ? null : [.. names.Select(Folding.Lower)];

    /// <summary>Takes an id of a type for what is no asset of its own: the smart list of a campaign.</summary>
    public static Task<long> TakeIdAsync(Session session, string type) => TakeIdAsync(session, type, 0);

    /// <summary>Takes ids of a type for several assets at once; returns the first of them.</summary>
    public static async Task<long> TakeIdsAsync(Session session, string type, int count)
    {
        var first = await TakeIdAsync(session, type, 0);
        if (count > 1) await TakeIdAsync(session, type, first + count - 1);
        return first;
    }

    private static async Task<long> TakeIdAsync(Session session, string type, long chosen)
    {
        var table = session.Database.Table("sequence");
        var first = type == AssetType.CustomActivityType ? FirstActivityTypeId : FirstId;
        await session.Sql($"insert into {table} (name, next) values ($1, $2) on conflict (name) do nothing").Bind("asset." + type).Bind(first).ExecuteAsync();
        // A chosen id raises the counter, so that none is given twice.
        var sql = chosen == 0
            ? $"update {table} set next = next + 1 where name = $1 returning next - 1"
            : $"update {table} set next = case when next > $2 then next else $2 + 1 end where name = $1 returning $2";
        var statement = session.Sql(sql).Bind("asset." + type);
        if (chosen != 0) statement.Bind(chosen);
        return await statement.NumberAsync() ?? throw new InvalidOperationException($"No counter for {type}.");
    }

    private static string TableOf(Session session) => session.Database.Table(AssetsSchema.Table);

    private static Statement Select(Session session, string condition, bool forUpdate) =>
        session.Sql($"select {Columns} from {TableOf(session)} where {condition} order by id + 0 limit 1{(forUpdate ? session.Database.Dialect.ForUpdate : "")}");

    private static async Task<Asset?> OneAsync(Statement statement) => (await statement.ListAsync(Read)).FirstOrDefault();

    private static Statement Bind(Statement statement, Asset a) => statement
        .Bind(a.Type).Bind(a.Id).Bind(a.Name).Bind(a.Description).Bind(a.Folder?.Id).Bind(a.Folder?.Type).Bind(a.Workspace)
        .Bind(a.Draft).Bind(a.Approved).Bind(a.CreatedAt).Bind(a.UpdatedAt);

    internal static Asset Read(DbDataReader r) => new()
    {
        Type = r.GetString(0),
        Id = r.GetInt64(1),
        Name = r.GetString(2),
        Description = r.TextOrNull(3),
        Folder = r.NumberOrNull(4) is { } folder ? new AssetFolder(folder, r.GetString(5)) : null,
        Workspace = r.NumberOrNull(6),
        Draft = r.TextOrNull(7),
        Approved = r.TextOrNull(8),
        CreatedAt = r.GetInt64(9),
        UpdatedAt = r.GetInt64(10),
    };
}
