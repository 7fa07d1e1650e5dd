using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Marketing.Campaigns;
using Leadbase.Storage;

namespace Leadbase.Marketing.Tokens;

/// <summary>What the My Tokens of a place stand for: its own, those of the folders and programs above it, and those of a run of a campaign.</summary>
internal static class MyTokens
{
    private const string Start = "{{my.";
    private const string End = "}}";

    /// <summary>The tokens by name, without regard to case; of several the nearest counts, and that of a run before all.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="place">The folder or program.</param>
    /// <param name="run">Tokens that have another value during a run of a campaign.</param>
    public static async Task<IReadOnlyDictionary<string, MyToken>> OfAsync(Session session, AssetFolder place, IReadOnlyList<RunToken>? run = null)
    {
        var tokens = new Dictionary<string, MyToken>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in await TokenStore.OnWayAsync(session, place, FolderTree.MaxDepth)) tokens[token.Name] = token;
        foreach (var (name, value) in run ?? [])
        {
            var bare = name[Start.Length..^End.Length];
            tokens[bare] = new(bare, tokens.TryGetValue(bare, out var known) ? known.Type : "text", value);
        }
        return tokens;
    }
}
