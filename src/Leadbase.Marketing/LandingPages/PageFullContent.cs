using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Emails;
using Leadbase.Marketing.Forms;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.LandingPages;

/// <summary>Get Landing Page Full Content: the page as a lead, or whoever is in certain segments, sees it ("Landing Pages", Preview).</summary>
internal static class PageFullContent
{
    private const int MaxSegments = 100;

    /// <summary>What is said of a page that would never be done.</summary>
    private const string Endless = "the page expands without end: a token is in its own value, or there is too much of what stands for something else";

    /// <summary>Handles the operation.</summary>
    public static readonly Handler Get = AssetDocuments.Read(PageKind.Instance, async (assets, view, page) =>
    {
        if (!TrySegments(assets.Call, out var segments, out var error)) return error;
        var (lead, refused) = await EmailReader.OfAsync(assets);
        if (refused is { } why) return why;
        var forms = new FormHtml(await RecordSchema.OfAsync(assets.Instance, assets.Call.Cancel), lead, page.FormPrefill);
        var renderer = new PageRenderer(assets, view.Asset, lead, segments) { Forms = forms };
        if (await renderer.RenderAsync(page) is not { } content) return AssetErrors.Rule(Endless);
        var json = assets.Call.Result;
        json.WriteStartObject();
        json.WriteNumber("id"u8, view.Asset.Id);
        json.WriteString("content"u8, content);
        json.WriteEndObject();
        return Answer.Success;
    });

    private static bool TrySegments(Call call, out Dictionary<long, long> segments, out ApiError error)
    {
        segments = [];
        if (!AssetInput.TryJson(call, "segmentation", out var json, out error)) return false;
        if (json is not { } list) return true;
        error = Errors.InvalidValue(AssetInput.Text(call, "segmentation")!, "array of segmentations");
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxSegments) return false;
        foreach (var item in list.EnumerateArray())
        {
            if (NumberOf(item, "segmentationId") is not { } segmentation || NumberOf(item, "segmentId") is not { } segment) return false;
            segments[segmentation] = segment;
        }
        error = default;
        return true;
    }

    private static long? NumberOf(JsonElement item, string member) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
