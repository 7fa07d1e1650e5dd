using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.EmailTemplates;

namespace Leadbase.Marketing.Emails;

/// <summary>An email as a whole ("Emails", Preview Email; Replace HTML).</summary>
internal static class EmailFullContent
{
    /// <summary>What is said of an email that would never be done.</summary>
    public const string Endless = "the email expands without end: a token is in its own value, or there is too much of what stands for something else";

    /// <summary>Get Email Full Content: the HTML or the text, as a lead would get it.</summary>
    public static readonly Handler Get = AssetDocuments.Read(EmailKind.Instance, async (assets, view, document) =>
    {
        var type = AssetInput.Text(assets.Call, "type") is { Length: > 0 } given ? given : "HTML";
        var isText = type.Equals("Text", StringComparison.OrdinalIgnoreCase);
        if (!isText && !type.Equals("HTML", StringComparison.OrdinalIgnoreCase)) return Errors.InvalidValue(type, "Text or HTML");
        var (lead, error) = await EmailReader.OfAsync(assets);
        if (error is { } refused) return refused;
        var renderer = new EmailRenderer(assets, view.Asset, lead);
        if ((isText ? await renderer.TextAsync(document) : await renderer.HtmlAsync(document)) is not { } content) return AssetErrors.Rule(Endless);
        var json = assets.Call.Result;
        json.WriteStartObject();
        json.WriteNumber("id"u8, view.Asset.Id);
        json.WriteString("status"u8, EmailKind.Instance.StatusOf(view.Asset, view.IsApproved));
        json.WriteString("content"u8, content);
        json.WriteEndObject();
        return Answer.Success;
    });

    /// <summary>Update Email Full Content: another document for an email that has been taken away from its template.</summary>
    public static readonly Handler Replace = EmailChange.Of((call, document) =>
    {
        var content = AssetInput.Content(call, "content");
        if (content.Value is not { } html) return content.Error!.Value;
        if (document.Template is not null) return AssetErrors.Rule("the email is linked to its template");
        if (document.Sections.Values.Concat(document.Headers.Select(h => h.Content)).Any(c => c.Segmentation is not null)) return AssetErrors.Rule("the email has dynamic content");
        if (TemplateRules.HasScript(HtmlOutline.Of(html))) return AssetErrors.Rule("the content has a script");
        return document with { Html = html, Sections = new Dictionary<string, EmailContent>(), Variables = new Dictionary<string, string>() };
    });
}
