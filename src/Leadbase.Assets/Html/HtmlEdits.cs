using System.Text;

namespace Leadbase.Assets.Html;

/// <summary>Changes to parts of an HTML text, made all at once; everything between them stays as it is.</summary>
/// <param name="html">The text that the places are in.</param>
public sealed class HtmlEdits(string html)
{
    private readonly List<(int Start, int End, string Text)> _edits = [];

    /// <summary>What the changed text is not longer than.</summary>
    public long MaxLength { get; private set; } = html.Length;

    /// <summary>Puts a text in the place of what is between two places.</summary>
    public HtmlEdits Replace(int start, int end, string text)
    {
        _edits.Add((start, end, text));
        MaxLength += text.Length;
        return this;
    }

    /// <summary>Gives an element another content.</summary>
    public HtmlEdits ReplaceInner(HtmlElement element, string content) => Replace(element.InnerStart, element.InnerEnd, content);

    /// <summary>Gives an element's attribute another value, or the attribute itself.</summary>
    public HtmlEdits SetAttribute(HtmlElement element, string name, string value)
    {
        var (start, end) = StartTag.ValueOf(html, element, name);
        var quoted = $"\"{HtmlText.Encode(value)}\"";
        return Replace(start, end, start == end ? $" {name}={quoted}" : quoted);
    }

    /// <summary>The text with the changes. What is changed within a part that is itself replaced goes with it.</summary>
    public string Apply()
    {
        var (text, position) = (new StringBuilder(html.Length), 0);
        // What is put in somewhere comes before what is replaced there, and of two replacements the longer one is around the other.
        foreach (var (start, end, replacement) in _edits.OrderBy(e => e.Start).ThenBy(e => e.End > e.Start).ThenByDescending(e => e.End))
        {
            if (start < position) continue;
            text.Append(html, position, start - position).Append(replacement);
            position = end;
        }
        return text.Append(html, position, html.Length - position).ToString();
    }
}
