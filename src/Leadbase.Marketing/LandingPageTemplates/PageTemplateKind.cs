using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.EmailTemplates;

namespace Leadbase.Marketing.LandingPageTemplates;

/// <summary>Landing page templates: what landing pages begin as ("Landing Page Templates").</summary>
internal sealed class PageTemplateKind : AssetKind<PageTemplateDocument>
{
    public static readonly PageTemplateKind Instance = new();

    public override string Type => AssetType.LandingPageTemplate;

    public override IReadOnlyList<string> FolderTypes => ["Landing Page Template"];

    public override string UrlCode => "LT";

    public override WholeAnswers Whole => WholeAnswers.Approve | WholeAnswers.Unapprove;

    public override Task<ApiError?> CheckApproveAsync(AssetCall call, Asset asset) =>
        Task.FromResult<ApiError?>(Refusal(Working(asset)) is { } refusal ? AssetErrors.Rule(refusal) : null);

    /// <summary>The element in which a page of a free-form template has its content; null when there is none.</summary>
    public static HtmlElement? ContentOf(HtmlOutline outline) => outline.ById("mktoContent") ?? outline.Elements.FirstOrDefault(e => e.Is("mktoContent"));

    protected override Task<Outcome<PageTemplateDocument>> CreateAsync(AssetCall call, Asset asset, PageTemplateDocument document)
    {
        var type = AssetInput.Text(call.Call, "templateType") is { Length: > 0 } given ? given : PageTemplateDocument.FreeForm;
        var known = new[] { PageTemplateDocument.FreeForm, PageTemplateDocument.Guided }.FirstOrDefault(t => t.Equals(type, StringComparison.OrdinalIgnoreCase));
        return Task.FromResult(known is null ? Errors.InvalidValue(type, "guided or freeForm") : ReadMunchkin(call.Call, document with { TemplateType = known }));
    }

    protected override Task<Outcome<PageTemplateDocument>> UpdateAsync(AssetCall call, Asset asset, PageTemplateDocument document) =>
        Task.FromResult(ReadMunchkin(call.Call, document));

    protected override void Write(Utf8JsonWriter json, AssetView view, PageTemplateDocument document)
    {
        json.WriteString("templateType"u8, document.TemplateType);
        json.WriteBoolean("enableMunchkin"u8, document.EnableMunchkin);
    }

    private static Outcome<PageTemplateDocument> ReadMunchkin(Call call, PageTemplateDocument document)
    {
        if (!AssetInput.TryFlag(call, "enableMunchkin", out var enable, out var error)) return error;
        return enable is { } flag && flag != document.EnableMunchkin ? document with { EnableMunchkin = flag } : document;
    }

    private static string? Refusal(PageTemplateDocument document)
    {
        if (string.IsNullOrWhiteSpace(document.Html)) return "the template has no content";
        var outline = HtmlOutline.Of(document.Html);
        if (document.IsGuided) return TemplateRules.Refusal(outline, needsEditable: false);
        return ContentOf(outline) is null ? "a free-form template needs an element with the id mktoContent" : null;
    }
}
