using System.Globalization;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.LandingPages;

/// <summary>What a dynamic section of a page shows to each segment ("Landing Pages", Dynamic Content).</summary>
internal static class PageDynamicContent
{
    /// <summary>Get Landing Page Dynamic Content.</summary>
    public static readonly Handler Get = AssetDocuments.Read(PageKind.Instance, async (assets, view, page) =>
    {
        if (Find(page, assets.Call.Route[1]) is not { } section || await SegmentsAsync(assets, section) is not { } segments) return Answer.Warn(AssetErrors.NothingFound);
        var json = assets.Call.Result;
        json.WriteStartObject();
        json.WriteString("id"u8, PageSections.DynamicIdOf(section));
        AssetTime.Write(json, "createdAt"u8, view.Asset.CreatedAt);
        AssetTime.Write(json, "updatedAt"u8, view.Asset.UpdatedAt);
        json.WriteNumber("segmentation"u8, section.Segmentation!.Value);
        json.WriteStartArray("segments"u8);
        foreach (var segment in segments)
        {
            var shown = section.For(segment.Id);
            json.WriteStartObject();
            json.WriteNumber("segmentId"u8, segment.Id);
            json.WriteString("segmentName"u8, segment.Name);
            json.WriteString("type"u8, shown.Type);
            json.WriteString("content"u8, shown.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return Answer.Success;
    });

    /// <summary>Update Landing Page Dynamic Content Section: what one segment, by its name or id, sees.</summary>
    public static readonly Handler Update = AssetDocuments.Change(PageKind.Instance, async (assets, _, page) =>
    {
        if (Find(page, assets.Call.Route[1]) is not { } section) return AssetErrors.NotFound;
        if (AssetInput.Text(assets.Call, "segment") is not { Length: > 0 } name) return AssetErrors.Blank("segment");
        if (AssetInput.Text(assets.Call, "value") is not { } value) return AssetErrors.Blank("value");
        var segments = await SegmentsAsync(assets, section) ?? [];
        var segment = segments.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? segments.FirstOrDefault(s => s.Id.ToString(CultureInfo.InvariantCulture) == name);
        if (segment is null) return AssetErrors.Rule($"the segmentation has no segment '{name}'");
        var type = AssetInput.Text(assets.Call, "type") is { Length: > 0 } given ? given : section.For(segment.Id).Type;
        type = PageSections.Types.FirstOrDefault(t => t.Equals(type, StringComparison.OrdinalIgnoreCase)) ?? type;
        if (await PageContent.CheckAsync(assets, type, value) is { } refusal) return refusal;
        return page.With(section with
        {
            Format = PageContent.Format(assets.Call, section.Format),
            Variations = [.. section.Variations.Where(v => v.Segment != segment.Id), new(segment.Id, type, value)],
        });
    });

    // By the name that answers have for it, by that of its element, or by its number.
    private static PageSection? Find(PageDocument page, string id) =>
        page.Sections.FirstOrDefault(s => s.DynamicId is { } number && (PageSections.DynamicIdOf(s) == id || s.Id == id || number.ToString(CultureInfo.InvariantCulture) == id));

    private static async Task<IReadOnlyList<Segment>?> SegmentsAsync(AssetCall assets, PageSection section) =>
        (await AssetStore.FindAsync(assets.Session, AssetType.Segmentation, section.Segmentation!.Value))?.ReadApproved<SegmentationDocument>()?.Segments;
}
