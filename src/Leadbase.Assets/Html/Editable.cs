namespace Leadbase.Assets.Html;

/// <summary>What can be put into an editable element.</summary>
public enum EditableKind
{
    /// <summary>Rich text: <c>mktEditable</c> and <c>mktoText</c>.</summary>
    Text,

    /// <summary>An image: <c>mktoImg</c>.</summary>
    Image,

    /// <summary>A snippet: <c>mktoSnippet</c>.</summary>
    Snippet,

    /// <summary>A video: <c>mktoVideo</c>.</summary>
    Video,

    /// <summary>A form, on landing pages: <c>mktoForm</c>.</summary>
    Form,
}

/// <summary>An element that a template lets be edited.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Id">Its <c>id</c>.</param>
/// <param name="Element">The element.</param>
/// <param name="Module">The module it is in, or null.</param>
public sealed record Editable(EditableKind Kind, string Id, HtmlElement Element, HtmlElement? Module)
{
    private static readonly (string Class, EditableKind Kind)[] Classes =
    [
        ("mktEditable", EditableKind.Text),
        ("mktoText", EditableKind.Text),
        ("mktoImg", EditableKind.Image),
        ("mktoSnippet", EditableKind.Snippet),
        ("mktoVideo", EditableKind.Video),
        ("mktoForm", EditableKind.Form),
    ];

    /// <summary>Whether editors may not change it: <c>mktoLocked</c>.</summary>
    public bool IsLocked => Element["mktoLocked"] is { } locked && !locked.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The editable elements in the order of the text. One without id cannot be named and is none.</summary>
    public static IEnumerable<Editable> AllOf(HtmlOutline outline) =>
        from element in outline.Elements
            // A declared variable may have the class of an image, too.
        where element.Id is not null && element.Name != "meta"
        let kind = KindOf(element)
        where kind is not null
        select new Editable(kind.Value, element.Id!, element, element.Closest(ModuleList.IsModule));

    private static EditableKind? KindOf(HtmlElement element)
    {
        foreach (var (name, kind) in Classes)
        {
            if (element.Is(name)) return kind;
        }
        return null;
    }
}
