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

    /// <summary>What uses an asset, in the order of type and id.</summary>
    public static async Task<List<AssetReference>> UsersAsync(Session session, AssetReference target, int offset, int limit) =>
        await session
            .Sql($"select source_type, source_id from {TableOf(session)} where target_type = $1 and target_id = $2 order by source_type, source_id limit {limit} offset {offset}")
            .Bind(target.Type).Bind(target.Id).ListAsync(r => new AssetReference(r.GetString(0), r.GetInt64(1)));

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

    private static string TableOf(Session session) => session.Database.Table(Table);
}
