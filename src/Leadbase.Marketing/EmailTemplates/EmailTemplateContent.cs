using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.EmailTemplates;

/// <summary>The document of an email template ("Email Templates", Create and Update).</summary>
internal static class EmailTemplateContent
{
    /// <summary>Get Email Template Content by Id.</summary>
    public static readonly Handler Get = AssetDocuments.Read(EmailTemplateKind.Instance, (assets, view, document) =>
    {
        Write(assets.Call, view, document);
        return Task.FromResult(Answer.Success);
    });

    /// <summary>Update Email Template Content: the document is replaced as a whole.</summary>
    public static readonly Handler Update = AssetDocuments.Change(
        EmailTemplateKind.Instance,
        (assets, _, document) =>
        {
            var content = AssetInput.Content(assets.Call, "content");
            return Task.FromResult<Outcome<EmailTemplateDocument>>(content.Value is { } html ? document with { Html = html } : content.Error!.Value);
        },
        (call, view) => Write(call, view, view.Document<EmailTemplateDocument>()));

    private static void Write(Call call, AssetView view, EmailTemplateDocument document)
    {
        var json = call.Result;
        json.WriteStartObject();
        json.WriteNumber("id"u8, view.Asset.Id);
        json.WriteString("status"u8, EmailTemplateKind.Instance.StatusOf(view.Asset, view.IsApproved));
        json.WriteString("content"u8, document.Html);
        json.WriteEndObject();
    }
}
