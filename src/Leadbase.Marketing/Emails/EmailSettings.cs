using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Emails;

/// <summary>The settings of an email as a creation or an update of metadata gives them.</summary>
internal static class EmailSettings
{
    private static readonly (string Parameter, Func<EmailDocument, bool, EmailDocument> Set)[] Flags =
    [
        ("operational", (d, v) => d with { Operational = v }),
        ("published", (d, v) => d with { PublishToMSI = v }),
        ("textOnly", (d, v) => d with { TextOnly = v }),
        ("webView", (d, v) => d with { WebView = v }),
        ("autoCopyToText", (d, v) => d with { AutoCopyToText = v }),
        ("isOpenTrackingDisabled", (d, v) => d with { IsOpenTrackingDisabled = v }),
    ];

    /// <summary>The document with what is given; the same one where that is nothing.</summary>
    /// <returns>709 for a preheader that is too long; 1001 for a flag that is none.</returns>
    public static Outcome<EmailDocument> Read(Call call, EmailDocument document)
    {
        foreach (var (parameter, set) in Flags)
        {
            if (!AssetInput.TryFlag(call, parameter, out var flag, out var error)) return error;
            if (flag is { } value) document = set(document, value);
        }
        if (AssetInput.Text(call, "preHeader") is not { } text) return document;
        if (text.Length > EmailDocument.MaxPreHeader) return AssetErrors.Rule($"a preheader has at most {EmailDocument.MaxPreHeader} characters");
        return document with { PreHeader = text.Length == 0 ? null : text };
    }
}
