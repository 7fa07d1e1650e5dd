using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace Leadbase.Assets.Html;

/// <summary>The text version of an HTML text: what a reader would see, with the addresses of links in angle brackets.</summary>
public static class PlainText
{
    private static readonly FrozenSet<string> Unseen = FrozenSet.Create("head", "title", "style", "script", "template", "noframes", "textarea", "iframe");

    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(
        "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul");

    /// <summary>The text version.</summary>
    public static string Of(string html)
    {
        var writer = new Writer();
        foreach (var token in HtmlTokens.Read(html)) writer.Add(token);
        return writer.ToString();
    }

    private sealed class Writer
    {
        private readonly StringBuilder _text = new();
        private string? _unseen;
        private string? _link;

        public void Add(HtmlToken token)
        {
            if (_unseen is not null)
            {
                // A head whose end is left away ends where the body begins.
                var isOver = token.Type == HtmlTokenType.EndTag ? token.Name == _unseen : token is { Type: HtmlTokenType.StartTag, Name: "body" };
                if (isOver) _unseen = null;
                return;
            }
            switch (token.Type)
            {
                case HtmlTokenType.Character:
                    AddText(token.Data);
                    break;
                case HtmlTokenType.StartTag:
                    Begin((HtmlTagToken)token);
                    break;
                case HtmlTokenType.EndTag:
                    End(token.Name);
                    break;
            }
        }

        public override string ToString() => _text.ToString().Trim();

        private void Begin(HtmlTagToken tag)
        {
            if (Unseen.Contains(tag.Name)) _unseen = tag.Name;
            else if (tag.Name == "a") _link = tag.GetAttribute("href");
            else if (tag.Name == "br" || Blocks.Contains(tag.Name)) BreakLine(force: tag.Name == "br");
            else if (tag.Name is "td" or "th") Space();
        }

        private void End(string name)
        {
            if (name == "a" && _link is { Length: > 0 } address)
            {
                _link = null;
                Space();
                _text.Append('<').Append(address).Append('>');
            }
            else if (Blocks.Contains(name))
            {
                BreakLine(force: false);
            }
        }

        // White space is one space, as in HTML, and none at the beginning of a line.
        private void AddText(string data)
        {
            foreach (var c in data)
            {
                if (c is ' ' or '\t' or '\r' or '\n' or '\f') Space();
                else if (c != '\0') _text.Append(c);
            }
        }

        private void Space()
        {
            if (_text.Length > 0 && _text[^1] is not (' ' or '\n')) _text.Append(' ');
        }

        private void BreakLine(bool force)
        {
            if (_text.Length > 0 && _text[^1] == ' ') _text.Length--;
            if (_text.Length > 0 && (force || _text[^1] != '\n')) _text.Append('\n');
        }
    }
}
