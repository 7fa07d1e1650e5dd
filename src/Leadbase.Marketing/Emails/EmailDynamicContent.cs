using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Emails;

/// <summary>What a dynamic section or header shows to each segment ("Dynamic Content"). It is named by its id, or by its section's.</summary>
internal static class EmailDynamicContent
{
    private const string Html = "HTML";
    private const string Text = "Text";

    /// <summary>Get Email Dynamic Content.</summary>
    public static readonly Handler Get = AssetDocuments.Read(EmailKind.Instance, async (assets, view, document) =>
    {
        var (_, isHeader, content) = Find(document, assets.Call.Route[1]);
        if (content is null || await SegmentsAsync(assets, content) is not { } segments) return Answer.Warn(AssetErrors.NothingFound);
        var json = assets.Call.Result;
        json.WriteStartObject();
        AssetTime.Write(json, "createdAt"u8, view.Asset.CreatedAt);
        AssetTime.Write(json, "updatedAt"u8, view.Asset.UpdatedAt);
        json.WriteNumber("id"u8, content.DynamicId!.Value);
        json.WriteNumber("segmentation"u8, content.Segmentation!.Value);
        json.WriteStartArray("content"u8);
        foreach (var segment in segments)
        {
            var own = content.For(segment.Id);
            if (own.Snippet is { } snippet) Write(json, segment, "Snippet", snippet.ToString(CultureInfo.InvariantCulture));
            if (!isHeader && own.Snippet is null) Write(json, segment, Html, own.Html ?? "");
            if (own.Snippet is null) Write(json, segment, Text, isHeader ? own.Text ?? "" : EmailSections.TextOf(document, own));
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return Answer.Success;
    });

    /// <summary>Update Email Dynamic Content Section: what one segment, by its name or id, sees.</summary>
    public static readonly Handler Update = EmailChange.Of(async (assets, document) =>
    {
        var (id, isHeader, content) = Find(document, assets.Call.Route[1]);
        if (content is null) return AssetErrors.NotFound;
        if (AssetInput.Text(assets.Call, "segment") is not { Length: > 0 } name) return AssetErrors.Blank("segment");
        if (AssetInput.Text(assets.Call, "value") is not { } value) return AssetErrors.Blank("value");
        var type = AssetInput.Text(assets.Call, "type") ?? (isHeader ? Text : Html);
        var segments = await SegmentsAsync(assets, content) ?? [];
        var segment = segments.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? segments.FirstOrDefault(s => s.Id.ToString(CultureInfo.InvariantCulture) == name);
        if (segment is null) return AssetErrors.Rule($"the segmentation has no segment '{name}'");
        var changed = await SetAsync(assets, content, segment.Id, isHeader ? Text : type, value);
        if (changed.Value is not { } next) return changed.Error!.Value;
        return isHeader ? document.WithHeader(id, next) : document.WithSection(id, next);
    });

    private static async Task<Outcome<EmailContent>> SetAsync(AssetCall assets, EmailContent content, long segment, string type, string value)
    {
        var own = content.Variations.FirstOrDefault(v => v.Segment == segment) ?? new(segment, null, null);
        switch (type)
        {
            case Html: own = own with { Html = value, Snippet = null }; break;
            case Text: own = own with { Text = value, Snippet = null }; break;
            case "Snippet":
                var (snippet, error) = await EmailChange.SnippetAsync(assets, value);
                if (snippet is null) return error;
                own = new(segment, null, null, snippet);
                break;
            default: return Errors.InvalidValue(type, "HTML, Text or Snippet");
        }
        return content with { Variations = [.. content.Variations.Where(v => v.Segment != segment), own] };
    }

    private static (string Id, bool IsHeader, EmailContent? Content) Find(EmailDocument document, string id)
    {
        foreach (var (name, content) in document.Headers)
        {
            if (IsIt(name, content)) return (name, true, content);
        }
        foreach (var (name, content) in document.Sections)
        {
            if (IsIt(name, content)) return (name, false, content);
        }
        return (id, false, null);

        bool IsIt(string name, EmailContent content) =>
            content.Segmentation is not null && (content.DynamicId?.ToString(CultureInfo.InvariantCulture) == id || string.Equals(name, id, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<Segment>?> SegmentsAsync(AssetCall assets, EmailContent content) =>
        (await AssetStore.FindAsync(assets.Session, AssetType.Segmentation, content.Segmentation!.Value))?.ReadApproved<SegmentationDocument>()?.Segments;

    private static void Write(Utf8JsonWriter json, Segment segment, string type, string content)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Convert.ToBase64String(Encoding.ASCII.GetBytes(segment.Id.ToString(CultureInfo.InvariantCulture))));
        json.WriteNumber("segmentId"u8, segment.Id);
        json.WriteString("segmentName"u8, segment.Name);
        json.WriteString("content"u8, content);
        json.WriteString("type"u8, type);
        json.WriteEndObject();
    }
}
