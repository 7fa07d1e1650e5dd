using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.EmailTemplates;

namespace Leadbase.Marketing.Emails;

/// <summary>Emails ("Emails").</summary>
internal sealed class EmailKind : AssetKind<EmailDocument>
{
    public static readonly EmailKind Instance = new();

    public override string Type => AssetType.Email;

    public override IReadOnlyList<string> FolderTypes => ["Email", FolderDocument.Marketing, FolderDocument.Program];

    public override string UrlCode => "EM";

    public override async Task<ApiError?> CheckApproveAsync(AssetCall call, Asset asset) =>
        await EmailRules.RefusalAsync(call, asset, Working(asset)) is { } refusal ? AssetErrors.Rule(refusal) : null;

    public override Task<Outcome<Asset>> CloneAsync(AssetCall call, Asset source, Asset copy)
    {
        if (!AssetInput.TryFlag(call.Call, "operational", out var operational, out var error)) return Task.FromResult<Outcome<Asset>>(error);
        var document = Working(copy);
        return Task.FromResult<Outcome<Asset>>(operational is { } flag && flag != document.Operational ? With(copy, document with { Operational = flag }, call.Now) : copy);
    }

    protected override async Task<Outcome<EmailDocument>> CreateAsync(AssetCall call, Asset asset, EmailDocument document)
    {
        if (AssetInput.Required(call.Call, "template").Error is { } blank) return blank;
        if (!AssetInput.TryNumber(call.Call, "template", out var template, out var error)) return error;
        if (await call.VisibleAsync(AssetType.EmailTemplate, template!.Value) is not { } source) return AssetErrors.Rule($"there is no email template {template}");
        if (source.ReadApproved<EmailTemplateDocument>() is not { } approved) return AssetErrors.Rule($"the email template {template} is not approved");
        var defaults = call.Call.Instance.Settings.Email;
        return EmailSettings.Read(call.Call, document with
        {
            Template = template,
            Html = ModuleList.WithoutOptional(HtmlOutline.Of(approved.Html)),
            Subject = EmailContent.OfText(AssetInput.Text(call.Call, "subject")),
            FromName = EmailContent.OfText(AssetInput.Text(call.Call, "fromName") ?? defaults.FromName),
            FromEmail = EmailContent.OfText(AssetInput.Text(call.Call, "fromEmail") ?? defaults.FromEmail),
            ReplyEmail = EmailContent.OfText(AssetInput.Text(call.Call, "replyEmail") ?? defaults.ReplyEmail),
        });
    }

    protected override Task<Outcome<EmailDocument>> UpdateAsync(AssetCall call, Asset asset, EmailDocument document) =>
        Task.FromResult(EmailSettings.Read(call.Call, document));

    protected override IEnumerable<AssetReference> References(EmailDocument document)
    {
        if (document.Template is { } template) yield return new(AssetType.EmailTemplate, template);
        foreach (var content in document.Sections.Values.Concat(document.Headers.Select(h => h.Content)))
        {
            if (content.Segmentation is { } segmentation) yield return new(AssetType.Segmentation, segmentation);
            if (content.Snippet is { } snippet) yield return new(AssetType.Snippet, snippet);
            foreach (var variation in content.Variations.Where(v => v.Snippet is not null)) yield return new(AssetType.Snippet, variation.Snippet!.Value);
        }
    }

    protected override EmailDocument Repoint(EmailDocument document, Func<AssetReference, AssetReference> map)
    {
        var changed = document.Headers.Aggregate(document, (d, h) => d.WithHeader(h.Name, Repoint(h.Content)));
        return changed with
        {
            Template = IdOf(AssetType.EmailTemplate, document.Template),
            Sections = document.Sections.ToDictionary(s => s.Key, s => Repoint(s.Value), StringComparer.Ordinal),
        };

        EmailContent Repoint(EmailContent content) => content with
        {
            Segmentation = IdOf(AssetType.Segmentation, content.Segmentation),
            Snippet = IdOf(AssetType.Snippet, content.Snippet),
            Variations = [.. content.Variations.Select(v => v with { Snippet = IdOf(AssetType.Snippet, v.Snippet) })],
        };

        long? IdOf(string type, long? id) => id is { } known ? map(new(type, known)).Id : null;
    }

    protected override void Write(Utf8JsonWriter json, AssetView view, EmailDocument document)
    {
        foreach (var (name, content) in document.Headers) WriteHeader(json, name, content);
        json.WriteBoolean("operational"u8, document.Operational);
        json.WriteBoolean("textOnly"u8, document.TextOnly);
        json.WriteBoolean("publishToMSI"u8, document.PublishToMSI);
        json.WriteBoolean("webView"u8, document.WebView);
        if (document.Template is { } template) json.WriteNumber("template"u8, template);
        else json.WriteNull("template"u8);
        json.WriteBoolean("isOpenTrackingDisabled"u8, document.IsOpenTrackingDisabled);
        // 1 is what emails were before the second editor; all that are made here are of it.
        json.WriteNumber("version"u8, 2);
        json.WriteBoolean("autoCopyToText"u8, document.AutoCopyToText);
        if (document.CcFields.Count == 0) json.WriteNull("ccFields"u8);
        else EmailCcFields.Write(json, document.CcFields);
        json.WriteString("preHeader"u8, document.PreHeader);
    }

    private static void WriteHeader(Utf8JsonWriter json, string name, EmailContent content)
    {
        json.WriteStartObject(name);
        json.WriteString("type"u8, content.Segmentation is null ? "Text" : "DynamicContent");
        json.WriteString("value"u8, content.Segmentation is null ? content.Text ?? "" : content.DynamicId?.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
