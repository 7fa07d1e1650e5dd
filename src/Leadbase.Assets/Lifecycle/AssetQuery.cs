using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Assets of a type by what the Asset API can ask for; a part that is null admits all.</summary>
/// <param name="Type">One of <see cref="AssetType"/>.</param>
/// <param name="Workspaces">The workspaces that the caller may see; what is in none is for all.</param>
public sealed record AssetQuery(string Type, IReadOnlyList<long> Workspaces)
{
    /// <summary>The name, without regard to case.</summary>
    public string? Name { get; init; }

    /// <summary>The folder or program that they are in, directly or further down.</summary>
    public AssetFolder? Below { get; init; }

    /// <summary>Their ids.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>The ids of the folders that they are directly in.</summary>
    public IReadOnlyList<long>? Folders { get; init; }

    /// <summary>The version that they must have.</summary>
    public AssetStatus? Status { get; init; }

    /// <summary>Seconds since 1970, before which they were last changed.</summary>
    public long? Earliest { get; init; }

    /// <summary>Seconds since 1970, after which they were last changed.</summary>
    public long? Latest { get; init; }

    /// <summary>A page of them, in the order of their ids.</summary>
    public async Task<List<Asset>> RunAsync(Session session, int offset, int limit)
    {
        var (table, dialect) = (session.Database.Table(AssetsSchema.Table), session.Database.Dialect);
        var (with, conditions, binds) = ("", new List<string> { "type = $1" }, new List<Action<Statement>> { s => s.Bind(Type) });
        Add(p => $"({dialect.In("workspace", p)} or workspace is null)", s => s.BindSet(Workspaces));
        if (Name is { } name) Add(p => $"lower(name) = ${p}", s => s.Bind(Folding.Lower(name)));
        if (Ids is { } ids) Add(p => dialect.In("id", p), s => s.BindSet(ids));
        if (Folders is { } folders) Add(p => $"folder_type = '{AssetType.Folder}' and {dialect.In("folder_id", p)}", s => s.BindSet(folders));
        if (Earliest is { } earliest) Add(p => $"updated_at >= ${p}", s => s.Bind(earliest));
        if (Latest is { } latest) Add(p => $"updated_at <= ${p}", s => s.Bind(latest));
        if (Status is { } status) conditions.Add((status.IsApproved ? "approved is not null" : "draft is not null") + (status.WithDraft ? " and draft is not null" : ""));
        if (Below is { } folder)
        {
            var p = binds.Count + 1;
            binds.Add(s => s.Bind(folder.Type).Bind(folder.Id));
            with = $"""
                with recursive tree(kind, number) as (
                    select a.type, a.id from {table} a where a.type = ${p} and a.id = ${p + 1}
                    union
                    select a.type, a.id from {table} a join tree t on a.folder_type = t.kind and a.folder_id = t.number where a.type in ('{AssetType.Folder}', '{AssetType.Program}'))

                """;
            conditions.Add("exists (select 1 from tree t where t.kind = folder_type and t.number = folder_id)");
        }
        var statement = session.Sql($"{with}select {AssetStore.Columns} from {table} where {string.Join(" and ", conditions)} order by id limit {limit} offset {offset}");
        foreach (var bind in binds) bind(statement);
        return await statement.ListAsync(AssetStore.Read);

        void Add(Func<int, string> condition, Action<Statement> bind)
        {
            conditions.Add(condition(binds.Count + 1));
            binds.Add(bind);
        }
    }
}
