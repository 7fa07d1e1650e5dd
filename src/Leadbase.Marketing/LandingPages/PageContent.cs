using System.Globalization;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.LandingPages;

/// <summary>Add, Update and Delete Landing Page Content Section ("Landing Pages", Manage Content Section).</summary>
internal static class PageContent
{
    /// <summary>Characters of a section's value, at most.</summary>
    private const int MaxValue = 1_000_000;

    /// <summary>Add Landing Page Content Section: of a guided page, to an element that the template has.</summary>
    public static readonly Handler Add = AssetDocuments.Change(PageKind.Instance, async (assets, _, page) =>
    {
        var id = AssetInput.Required(assets.Call, "contentId");
        if (id.Error is { } noId) return noId;
        if (!EmailTemplates.TemplateRules.IsId(id.Value!)) return AssetErrors.Rule("the id of a section has letters, digits, - and _");
        if (AssetInput.Required(assets.Call, "type").Error is { } noType) return noType;
        if (page.Sections.Any(s => s.Id == id.Value)) return AssetErrors.Rule($"the page has a section '{id.Value}' already");
        var present = PageSections.Find(page, id.Value!);
        if (page.IsGuided && present is null) return AssetErrors.Rule($"the template has no element '{id.Value}'");
        if (page.Sections.Count >= PageSections.MaxSections) return AssetErrors.Rule($"a page has at most {PageSections.MaxSections} sections");
        return await SetAsync(assets, page, present ?? new() { Id = id.Value!, Type = "", Index = page.Sections.Count });
    });

    /// <summary>Update Landing Page Content Section; with the type DynamicContent it becomes dynamic.</summary>
    public static readonly Handler Update = AssetDocuments.Change(PageKind.Instance, async (assets, _, page) =>
    {
        if (AssetInput.Required(assets.Call, "type").Error is { } noType) return noType;
        if (PageSections.Find(page, assets.Call.Route[1]) is not { } section) return AssetErrors.Rule($"the page has no section '{assets.Call.Route[1]}'");
        return await SetAsync(assets, page, section);
    });

    /// <summary>Delete Landing Page Content Section; an element of a guided page has what the template says then.</summary>
    public static readonly Handler Delete = AssetDocuments.Change(PageKind.Instance, (assets, _, page) => Task.FromResult<Outcome<PageDocument>>(
        page.Sections.Any(s => s.Id == assets.Call.Route[1]) ? page.Without(assets.Call.Route[1]) : AssetErrors.Rule($"the page has no section '{assets.Call.Route[1]}' of its own")));

    /// <summary>The formatting that a call gives, over what is there.</summary>
    public static IReadOnlyDictionary<string, string> Format(Call call, IReadOnlyDictionary<string, string> before)
    {
        var format = new Dictionary<string, string>(before);
        foreach (var name in PageSections.Formats)
        {
            if (AssetInput.Text(call, name) is { Length: > 0 and <= 2_000 } value) format[name] = value;
        }
        return format;
    }

    /// <summary>Why a section cannot hold a value; null when it can.</summary>
    public static async Task<ApiError?> CheckAsync(AssetCall assets, string type, string value)
    {
        if (!PageSections.Types.Contains(type)) return Errors.InvalidValue(type, string.Join(", ", PageSections.Types));
        if (value.Length > MaxValue || value.Contains('\0', StringComparison.Ordinal)) return AssetErrors.Rule($"a section has at most {MaxValue} characters");
        if (type == PageSections.RichText && EmailTemplates.TemplateRules.HasScript(HtmlOutline.Of(value))) return AssetErrors.Rule("rich text has no scripts");
        if (type is not (PageSections.Form or PageSections.Snippet)) return null;
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Errors.InvalidValue(value, "Integer");
        var asset = type == PageSections.Form ? AssetType.Form : AssetType.Snippet;
        return await assets.VisibleAsync(asset, id) is null ? AssetErrors.Rule($"there is no {asset} {id}") : null;
    }

    private static async Task<Outcome<PageDocument>> SetAsync(AssetCall assets, PageDocument page, PageSection section)
    {
        var type = AssetInput.Text(assets.Call, "type")!;
        type = PageSections.Types.FirstOrDefault(t => t.Equals(type, StringComparison.OrdinalIgnoreCase)) ?? type;
        if (AssetInput.TryNumber(assets.Call, "index", out var index, out var error) is false) return error;
        section = section with { Format = Format(assets.Call, section.Format), Index = (int)Math.Clamp(index ?? section.Index, 0, PageSections.MaxSections) };
        var value = AssetInput.Text(assets.Call, "value");
        if (type.Equals(PageSections.Dynamic, StringComparison.OrdinalIgnoreCase)) return await DynamicAsync(assets, page, section, value);
        if (value is null && type != PageSections.Rectangle && section.Type != type) return AssetErrors.Blank("value");
        value ??= section.Value;
        if (await CheckAsync(assets, type, value) is { } refusal) return refusal;
        return page.With(section with { Type = type, Value = value, Segmentation = null, DynamicId = null, Variations = [] });
    }

    private static async Task<Outcome<PageDocument>> DynamicAsync(AssetCall assets, PageDocument page, PageSection section, string? value)
    {
        if (section.Type.Length == 0) return AssetErrors.Rule("a section is added first, and then made dynamic");
        if (string.IsNullOrEmpty(value)) return AssetErrors.Blank("value");
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Errors.InvalidValue(value, "Integer");
        if (await assets.VisibleAsync(AssetType.Segmentation, id) is null) return AssetErrors.Rule($"there is no segmentation {id}");
        if (section.Segmentation == id) return page.With(section);
        var number = page.LastDynamicId + 1;
        return (page with { LastDynamicId = number }).With(section with { Segmentation = id, DynamicId = number, Variations = [] });
    }
}
