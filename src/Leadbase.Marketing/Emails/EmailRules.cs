using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.EmailTemplates;

namespace Leadbase.Marketing.Emails;

/// <summary>What must hold of an email before it is approved ("Emails", Approve).</summary>
internal static class EmailRules
{
    /// <summary>Why an email cannot be approved; null when it can.</summary>
    public static async Task<string?> RefusalAsync(AssetCall assets, Asset email, EmailDocument document)
    {
        foreach (var (name, content) in document.Headers)
        {
            if (string.IsNullOrWhiteSpace(content.Text)) return $"the email has no {name}";
            if (content.Text.AsSpan().ContainsAny('\r', '\n')) return $"{name} has more than one line";
        }
        foreach (var content in (EmailContent[])[document.FromEmail, document.ReplyEmail])
        {
            if (!IsAddress(content.Text!)) return $"'{content.Text}' is no email address";
        }
        if (TemplateRules.Refusal(HtmlOutline.Of(document.Html), needsEditable: false) is { } refusal) return refusal;
        foreach (var reference in EmailKind.Instance.References(email).Where(r => r.Type == AssetType.Snippet))
        {
            if (await AssetStore.FindAsync(assets.Session, reference.Type, reference.Id) is not { Approved: not null }) return $"the snippet {reference.Id} is not approved";
        }
        return await new EmailRenderer(assets, email, lead: null).RenderAsync(document) is null ? EmailFullContent.Endless : null;
    }

    /// <summary>Whether a text is an address, or becomes one by a token.</summary>
    public static bool IsAddress(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || (System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Address == text);
}
