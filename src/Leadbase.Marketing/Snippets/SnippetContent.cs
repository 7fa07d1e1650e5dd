using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Snippets;

/// <summary>Content and dynamic content of snippets ("Snippets", Query Content; Dynamic Content).</summary>
internal static class SnippetContent
{
    private const string Html = "HTML";
    private const string Text = "Text";
    private const string Dynamic = "DynamicContent";

    /// <summary>Get Snippet Content.</summary>
    public static readonly Handler Get = AssetDocuments.Read(SnippetKind.Instance, (assets, _, document) =>
    {
        var json = assets.Call.Result;
        if (document.Segmentation is { } segmentation) Write(json, Dynamic, segmentation.ToString(CultureInfo.InvariantCulture));
        else Write(json, Html, document.Html ?? "");
        if (document.Text is { } text) Write(json, Text, text);
        return Task.FromResult(Answer.Success);
    });

    /// <summary>Update Snippet Content: the markup or text for all, or the segmentation that makes it dynamic.</summary>
    public static readonly Handler Update = AssetDocuments.Change(SnippetKind.Instance, async (assets, _, document) =>
    {
        var type = AssetInput.Required(assets.Call, "type");
        if (type.Error is { } noType) return noType;
        if (AssetInput.Text(assets.Call, "content") is not { } content) return AssetErrors.Blank("content");
        switch (type.Value)
        {
            case Html: return document with { Html = content, Segmentation = null, Segments = [] };
            case Text: return document with { Text = content };
            case Dynamic: break;
            default: return Errors.InvalidValue(type.Value!, $"{Html}, {Text} or {Dynamic}");
        }
        if (!long.TryParse(content, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Errors.InvalidValue(content, "Integer");
        if (await assets.VisibleAsync(AssetType.Segmentation, id) is null) return AssetErrors.Rule($"there is no segmentation {id}");
        return id == document.Segmentation ? document : document with { Segmentation = id, Segments = [] };
    });

    /// <summary>Get Dynamic Content: a section for each segment and type; nothing is found where the snippet is the same for all.</summary>
    public static readonly Handler GetDynamic = AssetDocuments.Read(SnippetKind.Instance, async (assets, view, document) =>
    {
        if (document.Segmentation is not { } id || await SegmentsAsync(assets, id) is not { } segments) return Answer.Warn(AssetErrors.NothingFound);
        var json = assets.Call.Result;
        json.WriteStartObject();
        json.WriteNumber("id"u8, view.Asset.Id);
        AssetTime.Write(json, "createdAt"u8, view.Asset.CreatedAt);
        AssetTime.Write(json, "updatedAt"u8, view.Asset.UpdatedAt);
        json.WriteNumber("segmentation"u8, id);
        json.WriteStartArray("content"u8);
        foreach (var segment in segments)
        {
            var (html, text) = document.For(segment.Id);
            Write(json, segment, Html, html ?? "");
            Write(json, segment, Text, text ?? "");
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return Answer.Success;
    });

    /// <summary>Update Snippet Dynamic Content: the markup or text of one segment.</summary>
    public static readonly Handler UpdateDynamic = AssetDocuments.Change(SnippetKind.Instance, async (assets, _, document) =>
    {
        if (!AssetCall.TryId(assets.Call, 1, out var id, out var error)) return error;
        var type = AssetInput.Text(assets.Call, "type") ?? Html;
        if (type is not (Html or Text)) return Errors.InvalidValue(type, $"{Html} or {Text}");
        if (AssetInput.Text(assets.Call, "value") is not { } value) return AssetErrors.Blank("value");
        if (document.Segmentation is not { } segmentation) return AssetErrors.Rule("the snippet has no dynamic content");
        if (await SegmentsAsync(assets, segmentation) is not { } segments || !segments.Any(s => s.Id == id)) return AssetErrors.Rule($"the segmentation has no segment {id}");
        var own = document.Segments.FirstOrDefault(s => s.Id == id) ?? new(id, null, null);
        own = type == Html ? own with { Html = value } : own with { Text = value };
        return document with { Segments = [.. document.Segments.Where(s => s.Id != id), own] };
    });

    private static async Task<IReadOnlyList<Segment>?> SegmentsAsync(AssetCall assets, long id) =>
        (await AssetStore.FindAsync(assets.Session, AssetType.Segmentation, id))?.ReadApproved<SegmentationDocument>()?.Segments;

    private static void Write(Utf8JsonWriter json, string type, string content)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("content"u8, content);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Segment segment, string type, string content)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(segment.Id.ToString(CultureInfo.InvariantCulture))));
        json.WriteNumber("segmentId"u8, segment.Id);
        json.WriteString("segmentName"u8, segment.Name);
        json.WriteString("content"u8, content);
        json.WriteString("type"u8, type);
        json.WriteEndObject();
    }
}
