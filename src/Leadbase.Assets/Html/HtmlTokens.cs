using System.Collections.Frozen;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Leadbase.Assets.Html;

/// <summary>The tokens of an HTML text with their places in it, as a browser without scripts reads them.</summary>
internal static class HtmlTokens
{
    private static readonly FrozenDictionary<string, HtmlParseMode> TextElements = new Dictionary<string, HtmlParseMode>
    {
        ["script"] = HtmlParseMode.Script,
        ["style"] = HtmlParseMode.Rawtext,
        ["xmp"] = HtmlParseMode.Rawtext,
        ["iframe"] = HtmlParseMode.Rawtext,
        ["noembed"] = HtmlParseMode.Rawtext,
        ["noframes"] = HtmlParseMode.Rawtext,
        ["textarea"] = HtmlParseMode.RCData,
        ["title"] = HtmlParseMode.RCData,
        ["plaintext"] = HtmlParseMode.Plaintext,
    }.ToFrozenDictionary();

    /// <summary>Every token, the end of the text last.</summary>
    public static IEnumerable<HtmlToken> Read(string html)
    {
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        while (true)
        {
            var token = tokenizer.Get();
            // What follows is no markup, which only whoever knows the elements can tell the tokenizer.
            if (token.Type == HtmlTokenType.StartTag && TextElements.TryGetValue(token.Name, out var mode)) tokenizer.State = mode;
            yield return token;
            if (token.Type == HtmlTokenType.EndOfFile) yield break;
        }
    }

    /// <summary>Where in the text a token begins.</summary>
    public static int Start(this HtmlToken token) => token.Position.Index;
}
