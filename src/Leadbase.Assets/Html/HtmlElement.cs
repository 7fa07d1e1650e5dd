namespace Leadbase.Assets.Html;

/// <summary>An element and the places of its parts in the text: <c>Start</c> &lt;tag&gt; <c>InnerStart</c> content <c>InnerEnd</c> &lt;/tag&gt; <c>End</c>.</summary>
public sealed class HtmlElement
{
    internal HtmlElement(string name, HtmlElement? parent, IReadOnlyDictionary<string, string> attributes, int start, int innerStart)
    {
        (Name, Parent, Attributes, Start) = (name, parent, attributes, start);
        InnerStart = InnerEnd = End = innerStart;
    }

    /// <summary>The tag's name in lower case.</summary>
    public string Name { get; }

    /// <summary>The element it is in; null for the outermost ones.</summary>
    public HtmlElement? Parent { get; }

    /// <summary>Attributes by name, without regard to case; of an attribute that is given twice the first counts.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Where its start tag begins.</summary>
    public int Start { get; }

    /// <summary>Where its start tag has ended.</summary>
    public int InnerStart { get; }

    /// <summary>Where its content has ended.</summary>
    public int InnerEnd { get; internal set; }

    /// <summary>Where its end tag has ended; where its content has, if it has no end tag.</summary>
    public int End { get; internal set; }

    /// <summary>The <c>id</c>; null without one.</summary>
    public string? Id => this["id"] is { Length: > 0 } id ? id : null;

    /// <summary>An attribute's value; null when it is not there.</summary>
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    /// <summary>Whether it is of a class. Classes that mean something to Marketo are compared with regard to case, as documented.</summary>
    public bool Is(string className) =>
        this["class"] is { } classes && classes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains(className, StringComparer.Ordinal);

    /// <summary>The nearest element around it that meets a condition, or null.</summary>
    public HtmlElement? Closest(Func<HtmlElement, bool> condition)
    {
        var element = Parent;
        while (element is not null && !condition(element)) element = element.Parent;
        return element;
    }

    /// <summary>Whether a place of the text is within the element, its tags included.</summary>
    public bool Contains(int position) => position >= Start && position < End;
}
