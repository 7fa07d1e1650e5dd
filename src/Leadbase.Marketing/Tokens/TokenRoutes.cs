using Leadbase.Gateway;

namespace Leadbase.Marketing.Tokens;

/// <summary>The operations of tokens.</summary>
internal static class TokenRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapTokens(this Routes routes) => routes
        .Map("getTokensByFolderIdUsingGET", FolderTokens.Get)
        .Map("addTokenTOFolderUsingPOST", FolderTokens.Create)
        .Map("deleteTokenByNameUsingPOST", FolderTokens.Delete);
}
