using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.SmartLists;
using Leadbase.Marketing.Snippets;
using Leadbase.Marketing.Tokens;

namespace Leadbase.Marketing.Emails;

/// <summary>An email as somebody gets it.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="FromName">The sender's name.</param>
/// <param name="FromEmail">The sender's address.</param>
/// <param name="ReplyEmail">The address that answers go to.</param>
/// <param name="Html">The HTML version.</param>
/// <param name="Text">The text version.</param>
internal sealed record RenderedEmail(string Subject, string FromName, string FromEmail, string ReplyEmail, string Html, string Text);

/// <summary>Makes of an email's document what a lead gets: sections, snippets and dynamic content first, then variables, and tokens last.</summary>
/// <param name="assets">The call.</param>
/// <param name="email">The email.</param>
/// <param name="lead">The lead; null for nobody in particular, who gets what is for all.</param>
internal sealed class EmailRenderer(AssetCall assets, Asset email, LeadValues? lead)
{
    private readonly Dictionary<long, long?> _segments = [];
    private readonly TokenText _tokens = new(new DocumentTokens(assets, email.Folder, lead));

    /// <summary>The email; null when it loops or exceeds <see cref="RenderLimits"/>.</summary>
    public async Task<RenderedEmail?> RenderAsync(EmailDocument document)
    {
        var html = await HtmlAsync(document);
        var text = html is null ? null : await TextAsync(document);
        var headers = new List<string?>();
        foreach (var (_, content) in document.Headers)
        {
            headers.Add(await _tokens.RenderAsync((await ForLeadAsync(content)).Text ?? "", isHtml: false));
        }
        return html is null || text is null || headers.Contains(null) ? null : new(headers[0]!, headers[1]!, headers[2]!, headers[3]!, html, text);
    }

    /// <summary>The HTML version.</summary>
    public async Task<string?> HtmlAsync(EmailDocument document)
    {
        var outline = HtmlOutline.Of(document.Html);
        var edits = new HtmlEdits(document.Html);
        foreach (var editable in Editable.AllOf(outline))
        {
            var content = await ForLeadAsync(EmailSections.ContentOf(document, outline, editable));
            if (content.Image is { } image) EmailImages.Set(edits, outline, editable.Element, image);
            else if (await MarkupAsync(content) is { } markup) edits.ReplaceInner(editable.Element, markup);
        }
        if (document.PreHeader is { } preHeader && outline.Elements.FirstOrDefault(e => e.Name == "body") is { } body)
        {
            edits.Replace(body.InnerStart, body.InnerStart, $"<div style=\"display:none;max-height:0;overflow:hidden\">{HtmlText.Encode(preHeader)}</div>");
        }
        return await FinishAsync(document, edits, isHtml: true);
    }

    /// <summary>The text version: of each section its own text, or what its markup says.</summary>
    public async Task<string?> TextAsync(EmailDocument document)
    {
        var outline = HtmlOutline.Of(document.Html);
        var edits = new HtmlEdits(document.Html);
        foreach (var editable in Editable.AllOf(outline))
        {
            var content = await ForLeadAsync(EmailSections.ContentOf(document, outline, editable));
            var text = await TextAsync(document, content);
            edits.ReplaceInner(editable.Element, HtmlText.Encode(text).Replace("\n", "<br>", StringComparison.Ordinal));
        }
        return await FinishAsync(document, edits, isHtml: false);
    }

    private async Task<string?> FinishAsync(EmailDocument document, HtmlEdits edits, bool isHtml)
    {
        if (edits.MaxLength > RenderLimits.MaxLength) return null;
        var composed = VariableText.Render(HtmlOutline.Of(edits.Apply()), (v, module) => EmailVariables.ValueOf(document, v, module));
        if (composed is null) return null;
        return await _tokens.RenderAsync(isHtml ? composed : PlainText.Of(composed), isHtml);
    }

    private async Task<string> TextAsync(EmailDocument document, EmailContent content)
    {
        if (content.Snippet is { } id) return (await SnippetAsync(id)).Text;
        return content.Image is { } image ? image.AltText ?? "" : content.VideoUrl ?? EmailSections.TextOf(document, content);
    }

    private async Task<string?> MarkupAsync(EmailContent content)
    {
        if (content.Snippet is { } id) return (await SnippetAsync(id)).Html;
        return content.VideoUrl is { } video ? EmailImages.Video(video) : content.Html;
    }

    private async Task<EmailContent> ForLeadAsync(EmailContent content) =>
        content.Segmentation is { } segmentation ? content.For(await SegmentAsync(segmentation)) : content;

    // What is approved of a snippet, or else its draft.
    private async Task<(string Html, string Text)> SnippetAsync(long id)
    {
        if (await AssetStore.FindAsync(assets.Session, AssetType.Snippet, id) is not { } snippet) return ("", "");
        var document = snippet.ReadApproved<SnippetDocument>() ?? snippet.ReadDraft<SnippetDocument>() ?? new();
        var (html, text) = document.For(document.Segmentation is { } segmentation ? await SegmentAsync(segmentation) : null);
        return (html ?? "", text ?? PlainText.Of(html ?? ""));
    }

    private async Task<long?> SegmentAsync(long segmentation)
    {
        if (lead is null) return null;
        if (_segments.TryGetValue(segmentation, out var known)) return known;
        return _segments[segmentation] = (await Segmentations.SegmentOfAsync(assets.Session, assets.Call.Instance, lead.Id, segmentation))?.Id;
    }
}
