using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>What assets of a page are ordered by.</summary>
public enum AssetOrder
{
    /// <summary>Their ids.</summary>
    Id,

    /// <summary>Their names, without regard to case.</summary>
    Name,

    /// <summary>When they were made.</summary>
    Created,

    /// <summary>When they were last changed.</summary>
    Updated,
}

/// <summary>Assets of a type by what the Asset API can ask for; a part that is null admits all.</summary>
/// <param name="Type">One of <see cref="AssetType"/>.</param>
/// <param name="Workspaces">The workspaces that the caller may see; what is in none is for all.</param>
public sealed record AssetQuery(string Type, IReadOnlyList<long> Workspaces)
{
    /// <summary>The name, without regard to case.</summary>
    public string? Name { get; init; }

    /// <summary>A part of the name, without regard to case.</summary>
    public string? NamePart { get; init; }

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

    /// <summary>Seconds since 1970, before which they were made.</summary>
    public long? EarliestCreated { get; init; }

    /// <summary>Seconds since 1970, after which they were made.</summary>
    public long? LatestCreated { get; init; }

    /// <summary>What they must use.</summary>
    public AssetReference? Uses { get; init; }

    /// <summary>Their order.</summary>
    public AssetOrder Order { get; init; } = AssetOrder.Id;

    /// <summary>Whether the order is the other way round.</summary>
    public bool IsDescending { get; init; }

    /// <summary>A page of them, in their order.</summary>
    public async Task<List<Asset>> RunAsync(Session session, int offset, int limit)
    {
        if (!CanFind) return [];
        var by = Order switch
        {
            AssetOrder.Name => "lower(name)",
            AssetOrder.Created => "created_at",
            AssetOrder.Updated => "updated_at",
            _ => "id",
        };
        var direction = IsDescending ? " desc" : "";
        return await Select(session, AssetStore.Columns, $" order by {by}{direction}, id{direction} limit {limit} offset {offset}").ListAsync(AssetStore.Read);
    }

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(Session session) => CanFind ? (int)(await Select(session, "count(*)", "").NumberAsync() ?? 0) : 0;

    private bool CanFind => AssetStore.IsName(Name ?? "") && AssetStore.IsName(NamePart ?? "");

    private Statement Select(Session session, string columns, string end)
    {
        var (table, dialect) = (session.Database.Table(AssetsSchema.Table), session.Database.Dialect);
        var (with, conditions, binds) = ("", new List<string> { "type = $1" }, new List<Action<Statement>> { s => s.Bind(Type) });
        Add(p => $"({dialect.In("workspace", p)} or workspace is null)", s => s.BindSet(Workspaces));
        if (Name is { } name) Add(p => $"lower(name) = ${p}", s => s.Bind(Folding.Lower(name)));
        if (Ids is { } ids) Add(p => dialect.In("id", p), s => s.BindSet(ids));
        if (Folders is { } folders) Add(p => $"folder_type = '{AssetType.Folder}' and {dialect.In("folder_id", p)}", s => s.BindSet(folders));
        if (NamePart is { } part) Add(p => $"lower(name) like ${p} escape '!'", s => s.Bind($"%{Literal(Folding.Lower(part))}%"));
        if (EarliestCreated is { } created) Add(p => $"created_at >= ${p}", s => s.Bind(created));
        if (LatestCreated is { } last) Add(p => $"created_at <= ${p}", s => s.Bind(last));
        if (Earliest is { } earliest) Add(p => $"updated_at >= ${p}", s => s.Bind(earliest));
        if (Latest is { } latest) Add(p => $"updated_at <= ${p}", s => s.Bind(latest));
        if (Status is { } status) conditions.Add((status.IsApproved ? "approved is not null" : "draft is not null") + (status.WithDraft ? " and draft is not null" : ""));
        if (Uses is { } used)
        {
            var p = binds.Count + 1;
            binds.Add(s => s.Bind(used.Type).Bind(used.Id));
            conditions.Add($"id in (select r.source_id from {session.Database.Table(AssetReferences.Table)} r where r.source_type = $1 and r.target_type = ${p} and r.target_id = ${p + 1})");
        }
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
        var statement = session.Sql($"{with}select {columns} from {table} where {string.Join(" and ", conditions)}{end}");
        foreach (var bind in binds) bind(statement);
        return statement;

        void Add(Func<int, string> condition, Action<Statement> bind)
        {
            conditions.Add(condition(binds.Count + 1));
            binds.Add(bind);
        }
    }

    // The signs that LIKE has a meaning for, as themselves.
    private static string Literal(string text) => text
        .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
