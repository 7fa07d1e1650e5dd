using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Forms;
using Leadbase.Marketing.LandingPageTemplates;
using Leadbase.Marketing.SmartLists;
using Leadbase.Marketing.Snippets;
using Leadbase.Marketing.Tokens;

namespace Leadbase.Marketing.LandingPages;

/// <summary>Makes of a page's document what a visitor sees: sections, forms and snippets first, then variables, and tokens last.</summary>
/// <param name="scene">Where it is made.</param>
/// <param name="asset">The page.</param>
/// <param name="lead">Who sees it; null for somebody whom nobody knows.</param>
/// <param name="segments">Segments by their segmentations that count in place of the lead's own.</param>
internal sealed partial class PageRenderer(IDocumentScene scene, Asset asset, LeadValues? lead, IReadOnlyDictionary<long, long> segments)
{
    private readonly Dictionary<long, long?> _segments = segments.ToDictionary(s => s.Key, s => (long?)s.Value);
    private readonly TokenText _tokens = new(new DocumentTokens(scene, asset.Folder, lead));

    /// <summary>How forms are shown.</summary>
    public required FormHtml Forms { get; init; }

    /// <summary>The page; null when it loops or exceeds <see cref="RenderLimits"/>.</summary>
    public async Task<string?> RenderAsync(PageDocument page)
    {
        var outline = HtmlOutline.Of(page.Html);
        var edits = new HtmlEdits(page.Html);
        if (page.IsGuided) await FillAsync(page, outline, edits);
        else if (PageTemplateKind.ContentOf(outline) is { } content) edits.ReplaceInner(content, await PlaceAsync(page));
        PageHead.Add(edits, outline, page);
        if (edits.MaxLength > RenderLimits.MaxLength) return null;
        var composed = VariableText.Render(HtmlOutline.Of(edits.Apply()), (v, _) => PageVariables.ValueOf(page, v));
        return composed is null ? null : await _tokens.RenderAsync(composed, isHtml: true);
    }

    private async Task FillAsync(PageDocument page, HtmlOutline outline, HtmlEdits edits)
    {
        foreach (var editable in Editable.AllOf(outline))
        {
            // What the page has nothing of its own in is as the template says.
            if (page.Sections.FirstOrDefault(s => s.Id == editable.Id) is { } section) edits.ReplaceInner(editable.Element, await ContentAsync(section));
        }
    }

    // A free-form page places its sections itself.
    private async Task<string> PlaceAsync(PageDocument page)
    {
        var text = new StringBuilder();
        foreach (var section in page.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"<div id=\"{HtmlText.Encode(section.Id)}\" class=\"lpeElement {section.Type}\" style=\"position:absolute;{StyleOf(section)}\">");
            text.Append(await ContentAsync(section)).Append("</div>\n");
        }
        return text.ToString();
    }

    private async Task<string> ContentAsync(PageSection section)
    {
        var shown = section.Segmentation is { } segmentation ? section.For(await SegmentAsync(segmentation)) : section.For(null);
        return shown.Type switch
        {
            PageSections.Form => long.TryParse(shown.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var form) && await AssetStore.FindAsync(scene.Session, AssetType.Form, form) is { } found ? Forms.Of(found, asset) : "",
            PageSections.Snippet => await SnippetAsync(shown.Value),
            PageSections.Image => await ImageAsync(section, shown.Value),
            PageSections.Video => shown.Value.Length > 0 ? $"<a href=\"{HtmlText.Encode(shown.Value)}\">{HtmlText.Encode(shown.Value)}</a>" : "",
            PageSections.Rectangle => "",
            _ => shown.Value,
        };
    }

    private async Task<string> ImageAsync(PageSection section, string value)
    {
        if (value.Length == 0) return "";
        var source = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (await AssetStore.FindAsync(scene.Session, AssetType.File, id))?.Name is { } name ? PublicSites.PublicAddress.PathOfFile(scene.Instance, name) : ""
            : value;
        var image = $"<img src=\"{HtmlText.Encode(source)}\" alt=\"\">";
        if (section.Format.GetValueOrDefault("linkUrl") is not { } link || TemplateScript().IsMatch(link)) return image;
        var target = section.Format.GetValueOrDefault("imageOpenNewWindow") == "true" ? " target=\"_blank\" rel=\"noopener\"" : "";
        return $"<a href=\"{HtmlText.Encode(link)}\"{target}>{image}</a>";
    }

    // What is approved of a snippet, or else its draft.
    private async Task<string> SnippetAsync(string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return "";
        if (await AssetStore.FindAsync(scene.Session, AssetType.Snippet, id) is not { } snippet) return "";
        var document = snippet.ReadApproved<SnippetDocument>() ?? snippet.ReadDraft<SnippetDocument>() ?? new();
        return document.For(document.Segmentation is { } segmentation ? await SegmentAsync(segmentation) : null).Html ?? "";
    }

    private async Task<long?> SegmentAsync(long segmentation)
    {
        if (_segments.TryGetValue(segmentation, out var known)) return known;
        return _segments[segmentation] = lead is null ? null : (await Segmentations.SegmentOfAsync(scene.Session, scene.Instance, lead.Id, segmentation))?.Id;
    }

    private static string StyleOf(PageSection section)
    {
        var style = new StringBuilder();
        foreach (var (name, value) in section.Format)
        {
            if (CssOf(name) is { } property && CssValue().IsMatch(value)) style.Append(CultureInfo.InvariantCulture, $"{property}:{value};");
        }
        return style.ToString();
    }

    private static string? CssOf(string name) => name switch
    {
        "backgroundColor" => "background-color",
        "borderColor" => "border-color",
        "borderStyle" => "border-style",
        "borderWidth" => "border-width",
        "zIndex" => "z-index",
        "height" or "left" or "opacity" or "top" or "width" => name,
        _ => null,
    };

    [GeneratedRegex(@"^[A-Za-z0-9#%., ()\-]{1,100}$")]
    private static partial Regex CssValue();

    [GeneratedRegex(@"^\s*(javascript|data|vbscript):", RegexOptions.IgnoreCase)]
    private static partial Regex TemplateScript();
}
