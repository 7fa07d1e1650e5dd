using System.Globalization;
using System.Text.RegularExpressions;

namespace Leadbase.Assets.Html;

/// <summary>The types of variables, by the classes that declare them.</summary>
public enum VariableType
{
    /// <summary><c>mktoString</c>: a text.</summary>
    String,

    /// <summary><c>mktoColor</c>: six hexadecimal digits after a number sign.</summary>
    Color,

    /// <summary><c>mktoBoolean</c>: true or false, each with a text of its own.</summary>
    Boolean,

    /// <summary><c>mktoList</c>: one of several values.</summary>
    List,

    /// <summary><c>mktoNumber</c>: a number, perhaps within limits and with a unit.</summary>
    Number,

    /// <summary><c>mktoImg</c>: the address of an image.</summary>
    Image,

    /// <summary><c>mktoHTML</c>: markup.</summary>
    Html,
}

/// <summary>A variable as a <c>meta</c> element of a template declares it; <c>${id}</c> stands for its value.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Declaration">The element that declares it.</param>
public sealed partial record TemplateVariable(string Id, VariableType Type, HtmlElement Declaration)
{
    private static readonly (string Class, VariableType Type)[] Classes =
    [
        ("mktoString", VariableType.String),
        ("mktoColor", VariableType.Color),
        ("mktoBoolean", VariableType.Boolean),
        ("mktoList", VariableType.List),
        ("mktoNumber", VariableType.Number),
        ("mktoImg", VariableType.Image),
        ("mktoHTML", VariableType.Html),
    ];

    /// <summary>The value without one of the document's own; empty when none is declared.</summary>
    public string Default => Declaration["default"] ?? "";

    /// <summary>Whether each module has a value of its own.</summary>
    public bool IsModuleScope => IsTrue("mktoModuleScope");

    /// <summary>Whether a text is markup and put in as it is.</summary>
    public bool AllowsHtml => Type == VariableType.Html || IsTrue("allowHtml");

    /// <summary>The values of a list.</summary>
    public IReadOnlyList<string> Values => (Declaration["values"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The declared variables in the order of the text; of several of one name the first counts.</summary>
    public static List<TemplateVariable> AllOf(HtmlOutline outline) =>
        [.. outline.Elements.Where(e => e.Name == "meta" && e.Id is not null).Select(Of).OfType<TemplateVariable>().DistinctBy(v => v.Id)];

    /// <summary>Whether a value is one of the type, within the declared limits.</summary>
    public bool Accepts(string value) => Type switch
    {
        VariableType.Color => Color().IsMatch(value),
        VariableType.Boolean => value is "true" or "false",
        VariableType.List => Values.Contains(value, StringComparer.Ordinal),
        VariableType.Number => Number(value) is { } n && n >= (Number(Declaration["min"]) ?? decimal.MinValue) && n <= (Number(Declaration["max"]) ?? decimal.MaxValue),
        _ => true,
    };

    /// <summary>What stands in the document for a value.</summary>
    public string Render(string value) => Type switch
    {
        VariableType.Boolean => Declaration[value == "true" ? "true_value" : "false_value"] ?? value,
        VariableType.Number => value + Declaration["units"],
        _ when AllowsHtml => value,
        _ => HtmlText.Encode(value),
    };

    private static TemplateVariable? Of(HtmlElement meta)
    {
        foreach (var (name, type) in Classes)
        {
            if (meta.Is(name)) return new TemplateVariable(meta.Id!, type, meta);
        }
        return null;
    }

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) ? n : null;

    private bool IsTrue(string attribute) => string.Equals(Declaration[attribute], "true", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Color();
}
