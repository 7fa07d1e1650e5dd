using System.Globalization;

namespace Leadbase.Assets.Html;

/// <summary>
/// The modules of a document: the parts of its container that can be added, duplicated, renamed, moved and deleted. A
/// module's position is its place among the container's modules, from 0.
/// </summary>
public static class ModuleList
{
    /// <summary>The most modules of a document.</summary>
    public const int MaxModules = 200;

    /// <summary>Whether an element is a module.</summary>
    public static bool IsModule(HtmlElement element) => element.Is("mktoModule") && element.Id is not null;

    /// <summary>The element that modules are in; null when the document has none.</summary>
    public static HtmlElement? ContainerOf(HtmlOutline outline) => outline.Elements.FirstOrDefault(e => e.Is("mktoContainer"));

    /// <summary>The modules in the order of the document.</summary>
    public static List<HtmlElement> Of(HtmlOutline outline) =>
        ContainerOf(outline) is { } container ? [.. outline.Elements.Where(e => IsModule(e) && e.Closest(IsModuleOrContainer) == container)] : [];

    /// <summary>A template's text as a new document has it: without the modules that are only added when somebody wants them.</summary>
    public static string WithoutOptional(HtmlOutline template)
    {
        var edits = new HtmlEdits(template.Html);
        foreach (var module in Of(template).Where(m => string.Equals(m["mktoAddByDefault"], "false", StringComparison.OrdinalIgnoreCase)))
        {
            edits.Replace(module.Start, module.End, "");
        }
        return edits.Apply();
    }

    /// <summary>The document with one more module.</summary>
    /// <param name="document">The document; it must have a container.</param>
    /// <param name="module">The module's text, tags included.</param>
    /// <param name="index">Its position; beyond the last one it is put at the end.</param>
    public static string Insert(HtmlOutline document, string module, int index)
    {
        var modules = Of(document);
        var place = index < modules.Count ? modules[index].Start : modules.Count > 0 ? modules[^1].End : ContainerOf(document)!.InnerEnd;
        return new HtmlEdits(document.Html).Replace(place, place, module).Apply();
    }

    /// <summary>The document without a module.</summary>
    public static string Delete(HtmlOutline document, HtmlElement module) => new HtmlEdits(document.Html).Replace(module.Start, module.End, "").Apply();

    /// <summary>The document with its modules in another order; what is between them stays where it is.</summary>
    /// <param name="document">The document.</param>
    /// <param name="order">Every module once, in the order they shall have.</param>
    public static string Rearrange(HtmlOutline document, IReadOnlyList<HtmlElement> order)
    {
        var edits = new HtmlEdits(document.Html);
        foreach (var (place, module) in Of(document).Zip(order)) edits.Replace(place.Start, place.End, document.Outer(module));
        return edits.Apply();
    }

    /// <summary>
    /// A module's text under another id. Ids of the elements in it that the document has already get a number, so that
    /// each stays the name of one element.
    /// </summary>
    /// <param name="source">The document the module is from.</param>
    /// <param name="module">The module.</param>
    /// <param name="id">Its new id.</param>
    /// <param name="taken">The ids of the document it goes to.</param>
    /// <returns>The text, and the old id of every element that has another one now, by its new id.</returns>
    public static (string Text, Dictionary<string, string> OldIds) Copy(HtmlOutline source, HtmlElement module, string id, ISet<string> taken)
    {
        var (edits, oldIds) = (new HtmlEdits(source.Html), new Dictionary<string, string>(StringComparer.Ordinal));
        var used = new HashSet<string>(taken, StringComparer.Ordinal) { id };
        foreach (var element in source.Elements.Where(e => e.Id is not null && module.Contains(e.Start)))
        {
            var next = element == module ? id : Free(element.Id!, used);
            used.Add(next);
            oldIds[next] = element.Id!;
            if (next != element.Id) edits.SetAttribute(element, "id", next);
        }
        // The edits are all within the module: the text around it is as long as it was.
        var text = edits.Apply();
        return (text[module.Start..(text.Length - (source.Html.Length - module.End))], oldIds);
    }

    /// <summary>The document with a module under another id.</summary>
    public static string Rename(HtmlOutline document, HtmlElement module, string id) => new HtmlEdits(document.Html).SetAttribute(module, "id", id).Apply();

    /// <summary>An id that is not taken: the wanted one, or it with the smallest number from 2.</summary>
    public static string Free(string wanted, ISet<string> taken)
    {
        if (!taken.Contains(wanted)) return wanted;
        for (var i = 2; ; i++)
        {
            var id = wanted + i.ToString(CultureInfo.InvariantCulture);
            if (!taken.Contains(id)) return id;
        }
    }

    // A module within a module is a part of it.
    private static bool IsModuleOrContainer(HtmlElement element) => IsModule(element) || element.Is("mktoContainer");
}
