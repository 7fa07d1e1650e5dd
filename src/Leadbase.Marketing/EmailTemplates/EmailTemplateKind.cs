using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;

namespace Leadbase.Marketing.EmailTemplates;

/// <summary>Email templates: what emails begin as ("Email Templates").</summary>
internal sealed class EmailTemplateKind : AssetKind<EmailTemplateDocument>
{
    public static readonly EmailTemplateKind Instance = new();

    public override string Type => AssetType.EmailTemplate;

    public override IReadOnlyList<string> FolderTypes => ["Email Template"];

    public override string UrlCode => "ET";

    public override WholeAnswers Whole => WholeAnswers.Approve | WholeAnswers.Unapprove | WholeAnswers.Discard;

    public override Task<Leadbase.Gateway.ApiError?> CheckApproveAsync(AssetCall call, Asset asset) =>
        Task.FromResult<Leadbase.Gateway.ApiError?>(
            TemplateRules.Refusal(HtmlOutline.Of(Working(asset).Html), needsEditable: true) is { } refusal ? AssetErrors.Rule(refusal) : null);

    protected override Task<Outcome<EmailTemplateDocument>> CreateAsync(AssetCall call, Asset asset, EmailTemplateDocument document)
    {
        var content = AssetInput.Content(call.Call, "content");
        return Task.FromResult<Outcome<EmailTemplateDocument>>(content.Value is { } html ? document with { Html = html } : content.Error!.Value);
    }

    protected override void Write(Utf8JsonWriter json, AssetView view, EmailTemplateDocument document) =>
        json.WriteNumber("version"u8, EmailTemplateDocument.VersionOf(HtmlOutline.Of(document.Html)));
}
