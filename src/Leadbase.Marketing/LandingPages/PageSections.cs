using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.LandingPages;

/// <summary>The sections that a page has: those that it was given, and those that a guided template defines ("Landing Pages", Manage Content Section).</summary>
internal static class PageSections
{
    public const string RichText = "RichText";
    public const string Html = "HTML";
    public const string Form = "Form";
    public const string Image = "Image";
    public const string Rectangle = "Rectangle";
    public const string Snippet = "Snippet";
    public const string Video = "Video";
    public const string Dynamic = "DynamicContent";

    /// <summary>Sections of a page, at most.</summary>
    public const int MaxSections = 200;

    /// <summary>What a section can hold.</summary>
    public static readonly IReadOnlyList<string> Types = [RichText, Html, Form, Image, Rectangle, Snippet, Video];

    /// <summary>Formatting that a section can have.</summary>
    public static readonly IReadOnlyList<string> Formats =
        ["backgroundColor", "borderColor", "borderStyle", "borderWidth", "height", "hideDesktop", "hideMobile", "imageOpenNewWindow", "left", "linkUrl", "opacity", "top", "width", "zIndex"];

    /// <summary>Every section of a page; of a guided one in the order of the template.</summary>
    public static IReadOnlyList<PageSection> Of(PageDocument page)
    {
        if (!page.IsGuided) return page.Sections;
        var outline = HtmlOutline.Of(page.Html);
        return [.. Editable.AllOf(outline).Select((e, i) => page.Sections.FirstOrDefault(s => s.Id == e.Id) is { } own ? own with { Index = i } : Default(outline, e, i))];
    }

    /// <summary>The section of an id; null when the page has none.</summary>
    public static PageSection? Find(PageDocument page, string id) => Of(page).FirstOrDefault(s => s.Id == id);

    /// <summary>Get Landing Page Content.</summary>
    public static readonly Handler Get = AssetDocuments.Read(PageKind.Instance, (assets, _, page) =>
    {
        var sections = Of(page);
        if (sections.Count == 0) return Task.FromResult(Answer.Warn(AssetErrors.NothingFound));
        foreach (var section in sections) Write(assets.Call, section);
        return Task.FromResult(Answer.Success);
    });

    /// <summary>The name of a dynamic section in paths and answers.</summary>
    public static string DynamicIdOf(PageSection section) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes("ES-" + (section.DynamicId ?? 0).ToString(CultureInfo.InvariantCulture)));

    private static PageSection Default(HtmlOutline outline, Editable editable, int index) => new()
    {
        Id = editable.Id,
        Index = index,
        Type = editable.Kind switch { EditableKind.Image => Image, EditableKind.Snippet => Snippet, EditableKind.Video => Video, EditableKind.Form => Form, _ => RichText },
        Value = editable.Kind switch
        {
            EditableKind.Text => outline.Inner(editable.Element),
            EditableKind.Image => editable.Element["mktoImgSrc"] ?? editable.Element["src"] ?? "",
            _ => "",
        },
    };

    private static void Write(Call call, PageSection section)
    {
        var json = call.Result;
        json.WriteStartObject();
        json.WriteString("id"u8, section.Id);
        json.WriteString("type"u8, section.DynamicId is null ? section.Type : Dynamic);
        json.WriteNumber("index"u8, section.Index);
        if (section.DynamicId is not null) WriteContent(json, DynamicIdOf(section), Dynamic, null);
        else WriteContent(call, section);
        json.WriteStartObject("formattingOptions"u8);
        foreach (var (name, value) in section.Format)
        {
            if (name == "zIndex" && long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)) json.WriteNumber(name, number);
            else json.WriteString(name, value);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteContent(Call call, PageSection section)
    {
        var code = section.Type switch { Form => "FO", Snippet => "SN", Image => "FI", _ => null };
        if (code is null) call.Result.WriteString("content"u8, section.Value);
        else WriteContent(call.Result, section.Value, section.Type, $"{call.Http.Request.Scheme}://{call.Http.Request.Host.Value}/console/assets#{code}{section.Value}A1");
    }

    private static void WriteContent(Utf8JsonWriter json, string content, string type, string? url)
    {
        json.WriteStartObject("content"u8);
        json.WriteString("content"u8, content);
        json.WriteString("contentType"u8, type);
        json.WriteString("contentUrl"u8, url);
        json.WriteEndObject();
    }
}
