using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Channels;

/// <summary>The operations of channels and tag types.</summary>
internal static class ChannelRoutes
{
    /// <summary>The operations of channels.</summary>
    public static readonly AssetOperations Channels = new() { ByName = "getChannelByNameUsingGET", Browse = "getAllChannelsUsingGET" };

    /// <summary>The operations of tag types.</summary>
    public static readonly AssetOperations Tags = new() { ByName = "getTagByNameUsingGET", Browse = "getTagTypesUsingGET" };

    /// <summary>Maps them.</summary>
    public static Routes MapChannels(this Routes routes) => routes.MapAsset(ChannelKind.Instance, Channels).MapAsset(TagTypeKind.Instance, Tags);
}
