using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.SmartLists;

/// <summary>Segmentations as assets ("Dynamic Content", Segmentation): the API only reads them.</summary>
internal sealed class SegmentationKind : AssetKind<SegmentationDocument>
{
    public static readonly SegmentationKind Instance = new();

    /// <summary>Get Segments For Segmentation: those of the version that <c>status</c> asks for, in the order in which they are tried.</summary>
    public static readonly Handler GetSegments = AssetDocuments.Read(Instance, (assets, view, document) =>
    {
        if (!AssetPage.TryRead(assets.Call, out var page, out var error)) return Task.FromResult<Answer>(error);
        var segments = document.Segments.Skip(page.Offset).Take(page.MaxReturn).ToList();
        foreach (var segment in segments) Write(assets.Call.Result, view, segment);
        return Task.FromResult(segments.Count > 0 ? Answer.Success : Answer.Warn(AssetErrors.NothingFound));
    });

    public override string Type => AssetType.Segmentation;

    public override IReadOnlyList<string> FolderTypes => ["Segmentation"];

    public override string UrlCode => "SG";

    protected override IEnumerable<AssetReference> References(SegmentationDocument document) => document.Uses;

    protected override SegmentationDocument Repoint(SegmentationDocument document, Func<AssetReference, AssetReference> map) => document with
    {
        Segments = [.. document.Segments.Select(s => s with { Rules = s.Rules?.Repoint(map) })],
        Uses = [.. document.Uses.Select(map)],
    };

    private static void Write(Utf8JsonWriter json, AssetView view, Segment segment)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, segment.Id);
        json.WriteString("name"u8, segment.Name);
        json.WriteString("description"u8, segment.Description);
        AssetTime.Write(json, "createdAt"u8, view.Asset.CreatedAt);
        AssetTime.Write(json, "updatedAt"u8, view.Asset.UpdatedAt);
        json.WriteString("status"u8, Instance.StatusOf(view.Asset, view.IsApproved));
        json.WriteNumber("segmentationId"u8, view.Asset.Id);
        json.WriteEndObject();
    }
}
