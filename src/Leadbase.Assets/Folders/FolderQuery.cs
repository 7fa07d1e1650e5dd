using Leadbase.Assets.Lifecycle;
using Leadbase.Storage;

namespace Leadbase.Assets.Folders;

/// <summary>A root and the folders and programs below it, so many levels deep, those above before those below.</summary>
/// <param name="Root">Where it begins; null for every root of the instance.</param>
/// <param name="MaxDepth">Levels below the root; 0 for the root alone.</param>
/// <param name="Workspaces">The workspaces of which they are; what is in none is for all.</param>
public sealed record FolderQuery(AssetFolder? Root, long MaxDepth, IReadOnlyList<long> Workspaces)
{
    /// <summary>A page of them.</summary>
    public async Task<List<Asset>> RunAsync(Session session, AssetPage page)
    {
        var table = session.Database.Table(AssetsSchema.Table);
        var root = Root is null ? $"a.type = '{AssetType.Folder}' and a.folder_id is null" : "a.type = $3 and a.id = $4";
        var statement = session
            .Sql($"""
                with recursive tree(kind, number, depth) as (
                    select a.type, a.id, 0 from {table} a where {root}
                    union
                    select a.type, a.id, t.depth + 1 from {table} a join tree t on a.folder_type = t.kind and a.folder_id = t.number
                    where a.type in ('{AssetType.Folder}', '{AssetType.Program}') and t.depth < $1)
                select {AssetStore.Columns} from {table} join (select kind, number, min(depth) as depth from tree group by kind, number) t on type = t.kind and id = t.number
                where {session.Database.Dialect.In("workspace", 2)} or workspace is null
                order by t.depth, type, id limit {page.MaxReturn} offset {page.Offset}
                """)
            .Bind(MaxDepth).BindSet(Workspaces);
        if (Root is { } at) statement.Bind(at.Type).Bind(at.Id);
        return await statement.ListAsync(AssetStore.Read);
    }
}
