using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Lists;

/// <summary>The operations of static lists as assets, but for Delete: only who knows the imports and exports knows that none needs a list.</summary>
internal static class StaticListRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapStaticLists(this Routes routes) => routes.MapAsset(StaticListKind.Instance, Life);

    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getStaticListByIdUsingGET",
        ByName = "getStaticListByNameUsingGET",
        Browse = "getStaticListsUsingGET",
        Create = "createStaticListUsingPOST",
        Update = "updateStaticListUsingPOST",
    };

    /// <summary>Delete Static List.</summary>
    public const string Delete = "deleteStaticListByIdUsingPOST";
}
