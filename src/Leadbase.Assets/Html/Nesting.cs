using System.Collections.Frozen;

namespace Leadbase.Assets.Html;

/// <summary>Which tags end which elements, where the end tag is left away or is for another one.</summary>
internal static class Nesting
{
    private static readonly FrozenSet<string> Void =
        FrozenSet.Create("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr");

    private static readonly FrozenSet<string> TableParts = FrozenSet.Create("tr", "td", "th", "tbody", "thead", "tfoot", "table", "caption");
    private static readonly FrozenSet<string> Cells = FrozenSet.Create("td", "th");
    private static readonly FrozenSet<string> CellAndRow = FrozenSet.Create("td", "th", "tr");
    private static readonly FrozenSet<string> RowGroups = FrozenSet.Create("td", "th", "tr", "tbody", "thead", "tfoot");
    private static readonly FrozenSet<string> Terms = FrozenSet.Create("dt", "dd");
    private static readonly FrozenSet<string> Paragraph = FrozenSet.Create("p");
    private static readonly FrozenSet<string> Table = FrozenSet.Create("table", "template", "html");

    // A paragraph does not reach out of these.
    private static readonly FrozenSet<string> Boundaries = FrozenSet.Create("table", "td", "th", "caption", "template", "html", "ul", "ol", "dl", "button", "select");

    // An end tag inside of a cell closes nothing outside of it.
    private static readonly FrozenSet<string> CellBoundaries = FrozenSet.Create("td", "th", "caption", "table", "template", "html");

    private static readonly FrozenDictionary<string, (FrozenSet<string> Ends, FrozenSet<string> Within)> Implied =
        new Dictionary<string, (FrozenSet<string>, FrozenSet<string>)>
        {
            ["li"] = (FrozenSet.Create("li"), Boundaries),
            ["dt"] = (Terms, Boundaries),
            ["dd"] = (Terms, Boundaries),
            ["option"] = (FrozenSet.Create("option"), Boundaries),
            ["td"] = (Cells, Table),
            ["th"] = (Cells, Table),
            ["tr"] = (CellAndRow, Table),
            ["tbody"] = (RowGroups, Table),
            ["thead"] = (RowGroups, Table),
            ["tfoot"] = (RowGroups, Table),
        }.ToFrozenDictionary();

    private static readonly FrozenSet<string> EndsParagraph = FrozenSet.Create(
        "address", "article", "aside", "blockquote", "center", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "main", "nav", "ol", "p", "pre", "section", "ul");

    /// <summary>Whether elements of a name have no content.</summary>
    public static bool IsVoid(string name) => Void.Contains(name);

    /// <summary>The position of the outermost open element that a start tag ends; -1 for none.</summary>
    public static int ImpliedEnd(List<HtmlElement> open, string startTag)
    {
        if (Implied.TryGetValue(startTag, out var rule)) return Outermost(open, rule.Ends, rule.Within);
        return EndsParagraph.Contains(startTag) ? Outermost(open, Paragraph, Boundaries) : -1;
    }

    /// <summary>The position of the open element that an end tag closes; -1 for none.</summary>
    public static int OpenedBy(List<HtmlElement> open, string endTag)
    {
        var within = TableParts.Contains(endTag) ? Table : CellBoundaries;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i].Name == endTag) return i;
            if (within.Contains(open[i].Name)) return -1;
        }
        return -1;
    }

    private static int Outermost(List<HtmlElement> open, FrozenSet<string> ends, FrozenSet<string> within)
    {
        var found = -1;
        for (var i = open.Count - 1; i >= 0 && !within.Contains(open[i].Name); i--)
        {
            if (ends.Contains(open[i].Name)) found = i;
        }
        return found;
    }
}
