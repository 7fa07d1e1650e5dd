using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Emails;

/// <summary>Update Email Content: subject, sender and reply address, as text or by segmentation ("Emails", Content Section, Type, and Update).</summary>
internal static class EmailHeaders
{
    /// <summary>Parameters and the headers they are for; the reply address has two names.</summary>
    private static readonly (string Parameter, string Header)[] Parameters =
        [("subject", "subject"), ("fromName", "fromName"), ("fromEmail", "fromEmail"), ("replyTO", "replyEmail"), ("replyEmail", "replyEmail")];

    /// <summary>Handles the operation.</summary>
    public static readonly Handler Update = EmailChange.Of(async (assets, document) =>
    {
        if (!AssetInput.TryFlag(assets.Call, "isOpenTrackingDisabled", out var untracked, out var error)) return error;
        document = document with { IsOpenTrackingDisabled = untracked ?? document.IsOpenTrackingDisabled };
        foreach (var (parameter, header) in Parameters)
        {
            if (AssetInput.Text(assets.Call, parameter) is null) continue;
            if (!AssetInput.TryJson(assets.Call, parameter, out var json, out error)) return error;
            var changed = await SetAsync(assets, document, header, json);
            if (changed.Value is not { } next) return changed;
            document = next;
        }
        return document;
    });

    private static async Task<Outcome<EmailDocument>> SetAsync(AssetCall assets, EmailDocument document, string header, JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } given || Member(given, "type") is not { } type || Member(given, "value") is not { } value)
        {
            return Errors.InvalidValue(header, "object of type and value");
        }
        if (type == "Text") return document.WithHeader(header, EmailContent.OfText(value));
        if (type != "DynamicContent") return Errors.InvalidValue(type, "Text or DynamicContent");
        var (segmentation, error) = await EmailChange.SegmentationAsync(assets, value);
        if (segmentation is null) return error;
        var number = document.LastDynamicId + 1;
        var content = document.Headers.First(h => h.Name == header).Content;
        return (document with { LastDynamicId = number }).WithHeader(header, new() { Text = content.Text, Segmentation = segmentation, DynamicId = number });
    }

    private static string? Member(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
