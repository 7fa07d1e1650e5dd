using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>The ids of the operations of a type's life; one that is null is not there.</summary>
public sealed class AssetOperations
{
    /// <summary>Get by Id.</summary>
    public string? ById { get; init; }

    /// <summary>Get by Name.</summary>
    public string? ByName { get; init; }

    /// <summary>Browse.</summary>
    public string? Browse { get; init; }

    /// <summary>Create.</summary>
    public string? Create { get; init; }

    /// <summary>Update of metadata.</summary>
    public string? Update { get; init; }

    /// <summary>Clone.</summary>
    public string? Clone { get; init; }

    /// <summary>Delete.</summary>
    public string? Delete { get; init; }

    /// <summary>Approve Draft.</summary>
    public string? Approve { get; init; }

    /// <summary>Unapprove.</summary>
    public string? Unapprove { get; init; }

    /// <summary>Discard Draft.</summary>
    public string? Discard { get; init; }
}

/// <summary>Maps the life of a type.</summary>
public static class AssetRoutes
{
    /// <summary>Serves the operations of a type's life.</summary>
    public static Routes MapAsset(this Routes routes, AssetKind kind, AssetOperations operations)
    {
        Map(operations.ById, ReadAssets.ById(kind));
        Map(operations.ByName, ReadAssets.ByName(kind));
        Map(operations.Browse, ReadAssets.Browse(kind));
        Map(operations.Create, ChangeAssets.Create(kind));
        Map(operations.Update, ChangeAssets.Update(kind));
        Map(operations.Clone, ChangeAssets.Clone(kind));
        Map(operations.Delete, ChangeAssets.Delete(kind));
        Map(operations.Approve, ApproveAssets.Approve(kind));
        Map(operations.Unapprove, ApproveAssets.Unapprove(kind));
        Map(operations.Discard, ApproveAssets.Discard(kind));
        return routes;

        void Map(string? operation, Handler handler)
        {
            if (operation is not null) routes.Map(operation, handler);
        }
    }
}
