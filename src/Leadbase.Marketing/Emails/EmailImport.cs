using Leadbase.Assets;
using Leadbase.Marketing.EmailTemplates;
using Leadbase.Marketing.Import;

namespace Leadbase.Marketing.Emails;

/// <summary>What must hold of imported emails and their templates, besides their shape.</summary>
internal static class EmailImport
{
    /// <summary>A template has a document that can be edited.</summary>
    public static Task TemplateAsync(ImportContext context, Asset asset, EmailTemplateDocument document)
    {
        if (string.IsNullOrEmpty(document.Html)) throw context.Wrong("html is missing");
        return TemplateRules.Refusal(Leadbase.Assets.Html.HtmlOutline.Of(document.Html), needsEditable: true) is { } refusal ? throw context.Wrong(refusal) : Task.CompletedTask;
    }

    /// <summary>An email has a document, headers, and a template where it names one; what its sections have comes by the API.</summary>
    public static async Task EmailAsync(ImportContext context, Asset asset, EmailDocument document)
    {
        if (string.IsNullOrEmpty(document.Html)) throw context.Wrong("html is missing");
        if (document.Headers.Any(h => h.Content is not { Segmentation: null, Snippet: null, Variations.Count: 0 })) throw context.Wrong("a header is an object with text");
        if (document is not { Sections.Count: 0, Variables.Count: 0, CcFields: not null, LastDynamicId: 0 }) throw context.Wrong("sections and variables are not imported");
        if (document.Length > EmailDocument.MaxLength) throw context.Wrong($"an email has at most {EmailDocument.MaxLength} characters");
        if (document.CcFields.Any(f => f is not { AttributeId: not null, ObjectName: not null, DisplayName: not null })) throw context.Wrong("a CC field has attributeId, objectName and displayName");
        if (document.Template is { } id && await AssetStore.FindAsync(context.Session, AssetType.EmailTemplate, id) is null) throw context.Wrong($"there is no email template {id}");
    }
}
