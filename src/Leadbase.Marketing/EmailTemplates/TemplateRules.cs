using System.Text.RegularExpressions;
using Leadbase.Assets.Html;

namespace Leadbase.Marketing.EmailTemplates;

/// <summary>What must hold of the document of an email or email template before it is approved.</summary>
internal static partial class TemplateRules
{
    /// <summary>Why a document cannot be approved; null when it can.</summary>
    /// <param name="outline">The document.</param>
    /// <param name="needsEditable">Whether it must have something that can be edited, as a template must.</param>
    public static string? Refusal(HtmlOutline outline, bool needsEditable)
    {
        var modules = ModuleList.Of(outline);
        List<string> ids = [.. Editable.AllOf(outline).Select(e => e.Id), .. modules.Select(m => m.Id!)];
        if (needsEditable && ids.Count == 0) return "the template has no editable section";
        if (ids.Find(id => !IsId(id)) is { } wrong) return $"'{wrong}' is no id of an editable section; it may have letters, digits, - and _";
        if (ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice) return $"two editable sections have the id '{twice}'";
        if (outline.Elements.Count(e => e.Is("mktoContainer")) > 1) return "there is more than one container of modules";
        if (outline.Elements.Any(e => ModuleList.IsModule(e) && e.Closest(p => p.Is("mktoContainer")) is null)) return "a module is outside of the container";
        return modules.Count > ModuleList.MaxModules ? $"there are more than {ModuleList.MaxModules} modules" : null;
    }

    /// <summary>Whether a text can be the id of an editable section or module.</summary>
    public static bool IsId(string text) => Id().IsMatch(text);

    /// <summary>Whether a document has scripts: elements, handlers of events, or addresses that run something.</summary>
    public static bool HasScript(HtmlOutline outline) => outline.Elements.Any(e =>
        e.Name == "script" || e.Attributes.Any(a => a.Key.StartsWith("on", StringComparison.OrdinalIgnoreCase) || Script().IsMatch(a.Value)));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,255}$")]
    private static partial Regex Id();

    // Browsers pass over control characters and spaces in the name of a scheme.
    [GeneratedRegex(@"^[\x00-\x20]*j[\t\r\n]*a[\t\r\n]*v[\t\r\n]*a[\t\r\n]*s[\t\r\n]*c[\t\r\n]*r[\t\r\n]*i[\t\r\n]*p[\t\r\n]*t[\t\r\n]*:", RegexOptions.IgnoreCase)]
    private static partial Regex Script();
}
