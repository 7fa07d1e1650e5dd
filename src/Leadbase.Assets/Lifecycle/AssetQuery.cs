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
/// <param name="Workspaces">The workspaces that the caller may see, null for all; what is in none is for all.</param>
public sealed record AssetQuery(string Type, IReadOnlyList<long>? Workspaces)
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

    /// <summary>Marks that they must have: see <see cref="AssetMarks.Of"/>.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Marks that they must not have.</summary>
    public IReadOnlyList<string> WithoutMarks { get; init; } = [];

    /// <summary>Their order.</summary>
    public AssetOrder Order { get; init; } = AssetOrder.Id;

    /// <summary>Whether the order is the other way round.</summary>
    public bool IsDescending { get; init; }

    /// <summary>A page of them, in their order.</summary>
    public async Task<List<Asset>> RunAsync(Session session, int offset, int limit)
    {
        var sql = new AssetQuerySql(session, this);
        return sql.FindsNothing ? [] : await sql.Page(offset, limit).ListAsync(AssetStore.Read);
    }

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(Session session)
    {
        var sql = new AssetQuerySql(session, this);
        return sql.FindsNothing ? 0 : (int)(await sql.Count().NumberAsync() ?? 0);
    }
}
