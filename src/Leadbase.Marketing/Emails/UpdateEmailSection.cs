using System.Text.Json;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Emails;

/// <summary>Update Email Content Section: what one editable section shows ("Emails", Update Editable Section; "Dynamic Content").</summary>
internal static class UpdateEmailSection
{
    private static readonly string[] VideoSites = ["youtube.com", "youtu.be", "vimeo.com"];
    private const string Types = "Text, DynamicContent, Snippet, Image or Video";

    /// <summary>Handles the operation.</summary>
    public static readonly Handler Handle = EmailChange.Of(async (assets, document) =>
    {
        var outline = HtmlOutline.Of(document.Html);
        var id = assets.Call.Route[1];
        if (Editable.AllOf(outline).FirstOrDefault(e => e.Id == id) is not { } editable) return AssetErrors.Rule($"the email has no section '{id}'");
        if (editable.IsLocked) return AssetErrors.Rule($"the section '{id}' is locked");
        var type = AssetInput.Text(assets.Call, "type") is { Length: > 0 } given ? given : "Text";
        return type switch
        {
            "Text" => Text(assets.Call, document, id),
            "DynamicContent" => await DynamicAsync(assets, document, EmailSections.ContentOf(document, outline, editable), id),
            "Snippet" => await SnippetAsync(assets, document, id),
            "Image" when editable.Kind == EditableKind.Image => Image(assets.Call, document, id),
            "Video" when editable.Kind == EditableKind.Video => Video(assets.Call, document, id),
            "Image" or "Video" => AssetErrors.Rule($"the section '{id}' is none for type {type}"),
            _ => Errors.InvalidValue(type, Types),
        };
    });

    private static Outcome<EmailDocument> Text(Call call, EmailDocument document, string id)
    {
        var (html, text) = (AssetInput.Text(call, "value"), AssetInput.Text(call, "textValue"));
        if (html is null && text is null) return AssetErrors.Blank("value");
        var before = document.Sections.GetValueOrDefault(id);
        // A text without markup leaves the markup as it is.
        return document.WithSection(id, html is null ? (before ?? new()) with { Text = text } : new() { Html = html, Text = text });
    }

    // The segmentation alone, or an object that also has what those see who are in no other segment.
    private static async Task<Outcome<EmailDocument>> DynamicAsync(AssetCall assets, EmailDocument document, EmailContent before, string id)
    {
        if (AssetInput.Text(assets.Call, "value") is not { Length: > 0 } value) return AssetErrors.Blank("value");
        var html = before.Html;
        if (value.AsSpan().TrimStart().StartsWith("{"))
        {
            if (!AssetInput.TryJson(assets.Call, "value", out var json, out var wrong)) return wrong;
            if (!json!.Value.TryGetProperty("segmentation", out var named)) return AssetErrors.Blank("segmentation");
            value = named.ToString();
            if (json.Value.TryGetProperty("default", out var other) && other.ValueKind == JsonValueKind.String) html = other.GetString();
        }
        var (segmentation, error) = await EmailChange.SegmentationAsync(assets, value);
        if (segmentation is null) return error;
        var number = document.LastDynamicId + 1;
        return (document with { LastDynamicId = number }).WithSection(id, before with { Html = html, Snippet = null, Segmentation = segmentation, DynamicId = number, Variations = [] });
    }

    private static async Task<Outcome<EmailDocument>> SnippetAsync(AssetCall assets, EmailDocument document, string id)
    {
        if (AssetInput.Text(assets.Call, "value") is not { Length: > 0 } value) return AssetErrors.Blank("value");
        var (snippet, error) = await EmailChange.SnippetAsync(assets, value);
        return snippet is null ? error : document.WithSection(id, new() { Snippet = snippet });
    }

    private static Outcome<EmailDocument> Image(Call call, EmailDocument document, string id)
    {
        if (!AssetInput.TryNumber(call, "width", out var width, out var error) || !AssetInput.TryNumber(call, "height", out var height, out error)) return error;
        if (call.Files.Count > 0) return AssetErrors.Rule("an image is uploaded as a file first, and named by its address here");
        var source = AssetInput.Text(call, "externalUrl") ?? AssetInput.Text(call, "value");
        if (string.IsNullOrWhiteSpace(source)) return AssetErrors.Blank("externalUrl");
        var before = document.Sections.GetValueOrDefault(id)?.Image;
        if (before?.Source is not null && AssetInput.TryFlag(call, "overWrite", out var replace, out _) && replace == false) return AssetErrors.Rule("the section has an image, and overWrite is false");
        return document.WithSection(id, new()
        {
            Image = new(source, AssetInput.Text(call, "altText") ?? before?.AltText, width ?? before?.Width, height ?? before?.Height, AssetInput.Text(call, "style") ?? before?.Style, AssetInput.Text(call, "linkUrl") ?? before?.LinkUrl),
        });
    }

    private static Outcome<EmailDocument> Video(Call call, EmailDocument document, string id)
    {
        var address = AssetInput.Text(call, "videoUrl") ?? AssetInput.Text(call, "value");
        if (string.IsNullOrWhiteSpace(address)) return AssetErrors.Blank("videoUrl");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || !IsVideoSite(uri.Host)) return Errors.InvalidValue(address, "address of YouTube or Vimeo");
        return document.WithSection(id, new() { VideoUrl = address });
    }

    private static bool IsVideoSite(string host) => VideoSites.Any(s => host == s || host.EndsWith("." + s, StringComparison.Ordinal));
}
