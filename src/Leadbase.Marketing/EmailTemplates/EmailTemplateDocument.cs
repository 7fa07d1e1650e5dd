using Leadbase.Assets.Html;

namespace Leadbase.Marketing.EmailTemplates;

/// <summary>What an email template is ("Email Templates"): an HTML document.</summary>
public sealed record EmailTemplateDocument
{
    /// <summary>The document, as it was given.</summary>
    public string Html { get; init; } = "";

    /// <summary>Which syntax a document is in: 2 with elements, modules and variables of the second editor, and 1 otherwise.</summary>
    public static int VersionOf(HtmlOutline outline) =>
        outline.Elements.Any(e => e.Is("mktoText") || e.Is("mktoImg") || e.Is("mktoSnippet") || e.Is("mktoVideo") || e.Is("mktoModule") || e.Is("mktoContainer"))
        || TemplateVariable.AllOf(outline).Count > 0 ? 2 : 1;
}
