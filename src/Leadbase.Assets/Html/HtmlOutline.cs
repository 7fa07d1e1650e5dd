using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace Leadbase.Assets.Html;

/// <summary>
/// The elements of an HTML text with their places in it. The text itself stays as it was given, to the last byte: what
/// is edited is the text between two places, and never a tree that is written out anew.
/// </summary>
public sealed class HtmlOutline
{
    /// <summary>Elements deeper than this are taken for empty ones, as browsers do, so that no text costs more than its length.</summary>
    public const int MaxDepth = 512;

    private HtmlOutline(string html, IReadOnlyList<HtmlElement> elements) => (Html, Elements) = (html, elements);

    /// <summary>The text.</summary>
    public string Html { get; }

    /// <summary>The elements in the order of their start tags.</summary>
    public IReadOnlyList<HtmlElement> Elements { get; }

    /// <summary>Reads a text. There is none that is not HTML: what is malformed is read as browsers read it.</summary>
    public static HtmlOutline Of(string html)
    {
        var builder = new Builder(html);
        HtmlToken? last = null;
        foreach (var token in HtmlTokens.Read(html))
        {
            if (last is not null) builder.Add(last, token.Start());
            last = token;
        }
        return new HtmlOutline(html, builder.Finish());
    }

    /// <summary>The text of an element's content.</summary>
    public string Inner(HtmlElement element) => Html[element.InnerStart..element.InnerEnd];

    /// <summary>The text of an element with its tags.</summary>
    public string Outer(HtmlElement element) => Html[element.Start..element.End];

    /// <summary>The first element of an id; null without one.</summary>
    public HtmlElement? ById(string id) => Elements.FirstOrDefault(e => string.Equals(e.Id, id, StringComparison.Ordinal));

    private sealed class Builder(string html)
    {
        private readonly List<HtmlElement> _elements = [];
        private readonly List<HtmlElement> _open = [];

        /// <summary>Takes in a token that ends at a place.</summary>
        public void Add(HtmlToken token, int end)
        {
            if (token.Type == HtmlTokenType.StartTag) Begin((HtmlTagToken)token, end);
            if (token.Type == HtmlTokenType.EndTag) Close(Nesting.OpenedBy(_open, token.Name), token.Start(), end);
        }

        public List<HtmlElement> Finish()
        {
            Close(0, html.Length, html.Length);
            return _elements;
        }

        private void Begin(HtmlTagToken tag, int end)
        {
            Close(Nesting.ImpliedEnd(_open, tag.Name), tag.Start(), tag.Start());
            var element = new HtmlElement(tag.Name, _open.Count > 0 ? _open[^1] : null, AttributesOf(tag), tag.Start(), end);
            _elements.Add(element);
            // A slash before the end of the tag means nothing in HTML.
            if (!Nesting.IsVoid(tag.Name) && _open.Count < MaxDepth) _open.Add(element);
        }

        // Whatever is still open inside of an element ends with its content.
        private void Close(int index, int innerEnd, int end)
        {
            if (index < 0 || index >= _open.Count) return;
            foreach (var element in _open[index..]) element.InnerEnd = element.End = innerEnd;
            _open[index].End = end;
            _open.RemoveRange(index, _open.Count - index);
        }

        private static Dictionary<string, string> AttributesOf(HtmlTagToken tag)
        {
            var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var attribute in tag.Attributes) attributes.TryAdd(attribute.Name, attribute.Value);
            return attributes;
        }
    }
}
