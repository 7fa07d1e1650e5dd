using System.Text.RegularExpressions;

namespace Leadbase.Assets.Html;

/// <summary>Puts the values of variables into a document.</summary>
public static partial class VariableText
{
    /// <summary>The document with each <c>${name}</c> of a declared variable replaced. Values are not looked at again: none stands for another.</summary>
    /// <param name="outline">The document; its declarations keep theirs.</param>
    /// <param name="valueOf">The value of a variable, in a module (by its id) or outside of all (null).</param>
    /// <returns>Null when it would be longer than <see cref="RenderLimits.MaxLength"/>.</returns>
    public static string? Render(HtmlOutline outline, Func<TemplateVariable, string?, string> valueOf)
    {
        var variables = TemplateVariable.AllOf(outline).ToDictionary(v => v.Id, StringComparer.Ordinal);
        if (variables.Count == 0) return outline.Html;
        var (edits, modules) = (new HtmlEdits(outline.Html), ModuleList.Of(outline));
        foreach (var use in Use().EnumerateMatches(outline.Html))
        {
            var at = use.Index;
            var name = outline.Html.Substring(at + 2, use.Length - 3).Trim();
            if (!variables.TryGetValue(name, out var variable)) continue;
            var module = variable.IsModuleScope ? modules.Find(m => m.Contains(at))?.Id : null;
            edits.Replace(at, at + use.Length, variable.Render(valueOf(variable, module)));
        }
        return edits.MaxLength > RenderLimits.MaxLength ? null : edits.Apply();
    }

    [GeneratedRegex(@"\$\{[^{}]{1,200}\}")]
    private static partial Regex Use();
}
