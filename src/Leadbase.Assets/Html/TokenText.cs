using System.Text;
using System.Text.RegularExpressions;

namespace Leadbase.Assets.Html;

/// <summary>A token of a document: <c>{{kind.Name:default=text}}</c>.</summary>
/// <param name="Kind">What it is of, in lower case: lead, company, my, system, …</param>
/// <param name="Name">Its name, as it is written.</param>
public readonly record struct Token(string Kind, string Name);

/// <summary>The value of a token.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsHtml">Whether it is markup, and not a text that must be encoded.</param>
/// <param name="HasTokens">Whether tokens in it are replaced, too; never in what people have entered about themselves.</param>
public readonly record struct TokenValue(string Text, bool IsHtml = false, bool HasTokens = false)
{
    /// <summary>What stands for a token whose value is not known yet: the token itself, as it is written.</summary>
    public static readonly TokenValue AsWritten = new("", IsHtml: true) { IsAsWritten = true };

    /// <summary>Whether the token stays as it is written.</summary>
    public bool IsAsWritten { get; private init; }
}

/// <summary>Where the values of tokens come from.</summary>
public interface ITokenSource
{
    /// <summary>A token's value; null when there is none, and the token's default stands for it. Each is asked for once per rendering.</summary>
    ValueTask<TokenValue?> FindAsync(Token token);
}

/// <summary>Puts the values of tokens into texts.</summary>
/// <param name="source">Where values come from.</param>
public sealed partial class TokenText(ITokenSource source)
{
    private const string DefaultModifier = "default=";

    /// <summary>What a token may be of. Anything else in double braces is left as it is; of triggers nothing is known, and they are empty.</summary>
    private static readonly HashSet<string> Kinds =
        new(StringComparer.OrdinalIgnoreCase) { "lead", "company", "my", "system", "member", "campaign", "program", "trigger", "object", "social" };

    private readonly Dictionary<Token, TokenValue?> _values = [];
    private readonly HashSet<Token> _expanding = [];
    private int _count;

    /// <summary>The text with its tokens replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isHtml">Whether it is markup, in which values that are none are encoded.</param>
    /// <returns>Null when a token is in its own value, or the text would exceed <see cref="RenderLimits"/>.</returns>
    public async ValueTask<string?> RenderAsync(string text, bool isHtml)
    {
        var output = new StringBuilder(text.Length);
        return await AppendAsync(output, text, isHtml, RenderLimits.MaxDepth) ? output.ToString() : null;
    }

    /// <summary>The tokens in a text, in its order.</summary>
    public static IEnumerable<Token> In(string text) => from Match match in Pattern().Matches(text) where IsToken(match) select Of(match);

    private async ValueTask<bool> AppendAsync(StringBuilder output, string text, bool isHtml, int depth)
    {
        var position = 0;
        for (var match = Pattern().Match(text); match.Success; match = match.NextMatch())
        {
            if (!IsToken(match)) continue;
            if (++_count > RenderLimits.MaxTokens) return false;
            output.Append(text, position, match.Index - position);
            position = match.Index + match.Length;
            if (!await AppendAsync(output, match, isHtml, depth)) return false;
        }
        output.Append(text, position, text.Length - position);
        return output.Length <= RenderLimits.MaxLength;
    }

    private async ValueTask<bool> AppendAsync(StringBuilder output, Match match, bool isHtml, int depth)
    {
        var token = Of(match);
        var found = await ValueOfAsync(token);
        if (found is { IsAsWritten: true })
        {
            output.Append(match.ValueSpan);
            return output.Length <= RenderLimits.MaxLength;
        }
        if (found is not { Text.Length: > 0 } value)
        {
            // A default is written in the document, and is as much markup as the text around it.
            output.Append(DefaultOf(match));
            return output.Length <= RenderLimits.MaxLength;
        }
        var text = isHtml && !value.IsHtml ? HtmlText.Encode(value.Text) : value.Text;
        if (!value.HasTokens)
        {
            output.Append(text);
            return output.Length <= RenderLimits.MaxLength;
        }
        if (depth == 0 || !_expanding.Add(token)) return false;
        var isDone = await AppendAsync(output, text, isHtml, depth - 1);
        _expanding.Remove(token);
        return isDone;
    }

    private async ValueTask<TokenValue?> ValueOfAsync(Token token)
    {
        if (token.Kind == "trigger") return null;
        if (!_values.TryGetValue(token, out var value)) _values[token] = value = await source.FindAsync(token);
        return value;
    }

    private static bool IsToken(Match match) => Kinds.Contains(match.Groups["kind"].Value);

    private static Token Of(Match match) => new(match.Groups["kind"].Value.ToLowerInvariant(), match.Groups["name"].Value.Trim());

    private static string DefaultOf(Match match)
    {
        var modifier = match.Groups["modifier"].Value.TrimStart();
        return modifier.StartsWith(DefaultModifier, StringComparison.OrdinalIgnoreCase) ? modifier[DefaultModifier.Length..].Trim() : "";
    }

    [GeneratedRegex(@"\{\{\s*(?<kind>[A-Za-z]+)\.(?<name>[^{}:]{1,255})(:(?<modifier>[^{}]{0,1000}))?\}\}")]
    private static partial Regex Pattern();
}
