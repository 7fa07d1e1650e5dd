using Leadbase.Gateway;

namespace Leadbase.Marketing;

/// <summary>The operations in which people meet assets: static lists, programs, campaigns, forms.</summary>
public static class MarketingModule
{
    /// <summary>Maps them.</summary>
    public static Routes MapMarketing(this Routes routes) => routes;
}
