using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>An asset that another one uses.</summary>
/// <param name="Type">One of <see cref="AssetType"/>.</param>
/// <param name="Id">Its id.</param>
public readonly record struct AssetReference(string Type, long Id);

/// <summary>Which assets use which: a row for each pair, written with the asset that uses, from both of its documents.</summary>
public static class AssetReferences
{
    /// <summary>The table's name.</summary>
    public const string Table = "asset_reference";

    /// <summary>Whether anything uses an asset.</summary>
    public static async Task<bool> IsUsedAsync(Session session, AssetReference target) =>
        await session.Sql($"select 1 from {TableOf(session)} where target_type = $1 and target_id = $2 limit 1").Bind(target.Type).Bind(target.Id).NumberAsync() is not null;

    /// <summary>What uses an asset, in the order of type and id; of one type, where that is named.</summary>
    public static async Task<List<AssetReference>> UsersAsync(Session session, AssetReference target, int offset, int limit, string? type = null) =>
        await Users(session, "source_type, source_id", target, type, $" order by source_type, source_id limit {limit} offset {offset}")
            .ListAsync(r => new AssetReference(r.GetString(0), r.GetInt64(1)));

    /// <summary>How many assets use one; of one type, where that is named.</summary>
    public static async Task<int> CountUsersAsync(Session session, AssetReference target, string? type = null) =>
        (int)(await Users(session, "count(*)", target, type, "").NumberAsync() ?? 0);

    /// <summary>Notes what an asset uses now.</summary>
    public static async Task SetAsync(Session session, AssetReference source, IEnumerable<AssetReference> targets)
    {
        await ClearAsync(session, source);
        foreach (var target in targets.Distinct())
        {
            await session.Sql($"insert into {TableOf(session)} (source_type, source_id, target_type, target_id) values ($1, $2, $3, $4)")
                .Bind(source.Type).Bind(source.Id).Bind(target.Type).Bind(target.Id).ExecuteAsync();
        }
    }

    /// <summary>Forgets what an asset used.</summary>
    public static async Task ClearAsync(Session session, AssetReference source) =>
        await session.Sql($"delete from {TableOf(session)} where source_type = $1 and source_id = $2").Bind(source.Type).Bind(source.Id).ExecuteAsync();

    private static Statement Users(Session session, string columns, AssetReference target, string? type, string end)
    {
        var ofType = type is null ? "" : " and source_type = $3";
        var statement = session.Sql($"select {columns} from {TableOf(session)} where target_type = $1 and target_id = $2{ofType}{end}").Bind(target.Type).Bind(target.Id);
        return type is null ? statement : statement.Bind(type);
    }

    private static string TableOf(Session session) => session.Database.Table(Table);
}
