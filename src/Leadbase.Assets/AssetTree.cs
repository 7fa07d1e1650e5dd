using Leadbase.Assets.Lifecycle;
using Leadbase.Storage;

namespace Leadbase.Assets;

/// <summary>A folder or program with all that is in it, directly or further down.</summary>
public static class AssetTree
{
    /// <summary>What is in it, at most so many, in the order of types and ids.</summary>
    public static async Task<List<Asset>> BelowAsync(Session session, AssetFolder place, int limit = int.MaxValue) =>
        await session
            .Sql($"{Tree(session)} select {AssetStore.Columns} from tree join {TableOf(session)} on type = kind and id = number where not (type = $1 and id = $2) order by type, id limit {limit}")
            .Bind(place.Type).Bind(place.Id).ListAsync(AssetStore.Read);

    /// <summary>Whether it, or anything in it, is used by what is not in it.</summary>
    public static async Task<bool> IsUsedFromOutsideAsync(Session session, AssetFolder place) =>
        await session
            .Sql($"""
                {Tree(session)} select 1 from {session.Database.Table(AssetReferences.Table)} r join tree t on r.target_type = t.kind and r.target_id = t.number
                where not exists (select 1 from tree s where s.kind = r.source_type and s.number = r.source_id) limit 1
                """)
            .Bind(place.Type).Bind(place.Id).NumberAsync() is not null;

    private static string Tree(Session session) => $"""
        with recursive tree(kind, number) as (
            select a.type, a.id from {TableOf(session)} a where a.type = $1 and a.id = $2
            union
            select a.type, a.id from {TableOf(session)} a join tree t on a.folder_type = t.kind and a.folder_id = t.number)
        """;

    private static string TableOf(Session session) => session.Database.Table(AssetsSchema.Table);
}
