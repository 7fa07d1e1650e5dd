using System.Text;
using Leadbase.Assets.Html;

namespace Leadbase.Marketing.LandingPages;

/// <summary>What a page's settings put into the head of its document.</summary>
internal static class PageHead
{
    /// <summary>Adds it: before the end of the head, or before everything where the document has none.</summary>
    public static void Add(HtmlEdits edits, HtmlOutline outline, PageDocument page)
    {
        var title = outline.Elements.FirstOrDefault(e => e.Name == "title");
        if (title is not null && page.Title is { } text) edits.ReplaceInner(title, HtmlText.Encode(text));
        var added = TextOf(page, withTitle: title is null);
        var place = outline.Elements.FirstOrDefault(e => e.Name == "head")?.InnerEnd ?? outline.Elements.FirstOrDefault(e => e.Name == "html")?.InnerStart ?? 0;
        edits.Replace(place, place, added);
    }

    private static string TextOf(PageDocument page, bool withTitle)
    {
        var text = new StringBuilder();
        if (withTitle && page.Title is { } title) text.Append("<title>").Append(HtmlText.Encode(title)).Append("</title>\n");
        Meta("robots", page.Robots);
        Meta("keywords", page.Keywords);
        Meta("description", page.MetaTagsDescription);
        if (page.FacebookOgTags is { } tags) text.Append(tags).Append('\n');
        if (page.StyleOverRide is { Length: > 0 } style) text.Append("<style>").Append(style.Replace("</", "<\\/", StringComparison.Ordinal)).Append("</style>\n");
        if (page.CustomHeadHtml is { } custom) text.Append(custom).Append('\n');
        return text.ToString();

        void Meta(string name, string? content)
        {
            if (content is { Length: > 0 }) text.Append("<meta name=\"").Append(name).Append("\" content=\"").Append(HtmlText.Encode(content)).Append("\">\n");
        }
    }
}
