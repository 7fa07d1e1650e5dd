using System.Globalization;
using Leadbase.Assets.Html;

namespace Leadbase.Marketing.Emails;

/// <summary>Images and videos of emails: attributes of an <c>img</c> element, which is the section itself or within it.</summary>
internal static class EmailImages
{
    /// <summary>An image as Get Email Content tells it: what it has, by the names there.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(HtmlOutline outline, Editable editable, EmailImage? own)
    {
        var image = ImageOf(outline, editable.Element);
        (string Name, string? Value)[] attributes =
        [
            ("height", own?.Height?.ToString(CultureInfo.InvariantCulture) ?? image?["height"]),
            ("width", own?.Width?.ToString(CultureInfo.InvariantCulture) ?? image?["width"]),
            ("altText", own?.AltText ?? image?["alt"]),
            ("style", own?.Style ?? image?["style"]),
        ];
        return [.. attributes.Where(a => a.Value is not null).Select(a => (a.Name, a.Value!))];
    }

    /// <summary>Puts an image into its section.</summary>
    public static void Set(HtmlEdits edits, HtmlOutline outline, HtmlElement section, EmailImage image)
    {
        var attributes = AttributesOf(image).ToList();
        if (ImageOf(outline, section) is not { } element)
        {
            var tag = $"<img {string.Join(' ', attributes.Select(a => $"{a.Name}=\"{HtmlText.Encode(a.Value)}\""))}>";
            edits.ReplaceInner(section, image.LinkUrl is { } to ? Link(to) + tag + "</a>" : tag);
            return;
        }
        foreach (var (name, value) in attributes) edits.SetAttribute(element, name, value);
        if (image.LinkUrl is not { } address) return;
        if (element.Closest(e => e.Name == "a") is { } link && section.Contains(link.Start)) edits.SetAttribute(link, "href", address);
        else edits.Replace(element.Start, element.Start, Link(address)).Replace(element.End, element.End, "</a>");
    }

    /// <summary>The content of a video's section: mail programs play none, and a link leads to it.</summary>
    public static string Video(string address) => $"{Link(address)}{HtmlText.Encode(address)}</a>";

    private static string Link(string address) => $"<a href=\"{HtmlText.Encode(address)}\">";

    private static HtmlElement? ImageOf(HtmlOutline outline, HtmlElement section) =>
        outline.Elements.FirstOrDefault(e => e.Name == "img" && section.Contains(e.Start));

    private static IEnumerable<(string Name, string Value)> AttributesOf(EmailImage image)
    {
        if (image.Source is { } source) yield return ("src", source);
        if (image.AltText is { } alt) yield return ("alt", alt);
        if (image.Width is { } width) yield return ("width", width.ToString(CultureInfo.InvariantCulture));
        if (image.Height is { } height) yield return ("height", height.ToString(CultureInfo.InvariantCulture));
        if (image.Style is { } style) yield return ("style", style);
    }
}
