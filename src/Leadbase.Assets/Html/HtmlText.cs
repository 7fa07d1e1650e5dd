using System.Text;

namespace Leadbase.Assets.Html;

/// <summary>Text as it is written in markup.</summary>
public static class HtmlText
{
    private const string Special = "&<>\"'";

    /// <summary>A text that means itself in content and in attributes with quotes of either kind; nothing else of it changes.</summary>
    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0) return text;
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var c in text) _ = EntityOf(c) is { } entity ? encoded.Append(entity) : encoded.Append(c);
        return encoded.ToString();
    }

    /// <summary>As <see cref="Encode"/>, of what people have entered: no token and no variable is seen in it.</summary>
    public static string EncodeInert(string text) => Encode(text).Replace("{", "&#123;", StringComparison.Ordinal).Replace("$", "&#36;", StringComparison.Ordinal);

    private static string? EntityOf(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => null,
    };
}
