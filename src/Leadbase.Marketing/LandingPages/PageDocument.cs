namespace Leadbase.Marketing.LandingPages;

/// <summary>What a landing page is ("Landing Pages").</summary>
public sealed record PageDocument
{
    /// <summary>The template.</summary>
    public long Template { get; init; }

    /// <summary>Whether the template is a guided one: then it says which sections there are.</summary>
    public bool IsGuided { get; init; }

    /// <summary>Whether visits are tracked, as the template says.</summary>
    public bool EnableMunchkin { get; init; } = true;

    /// <summary>The template's document, as it was when the page was made.</summary>
    public string Html { get; init; } = "";

    /// <summary>What the page has in its sections, in the order of their indexes.</summary>
    public IReadOnlyList<PageSection> Sections { get; init; } = [];

    /// <summary>Values of variables by their ids; a variable that is not here has its default.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The last number that a dynamic section was given.</summary>
    public long LastDynamicId { get; init; }

    /// <summary>The page's name in its URL, without <c>.html</c>.</summary>
    public string UrlPageName { get; init; } = "";

    /// <summary>The title; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Keywords for search engines.</summary>
    public string? Keywords { get; init; }

    /// <summary>The description for search engines.</summary>
    public string? MetaTagsDescription { get; init; }

    /// <summary>What search engines may do.</summary>
    public string Robots { get; init; } = "index, nofollow";

    /// <summary>Markup for the head.</summary>
    public string? CustomHeadHtml { get; init; }

    /// <summary>OpenGraph tags for the head.</summary>
    public string? FacebookOgTags { get; init; }

    /// <summary>Styles for the head.</summary>
    public string? StyleOverRide { get; init; }

    /// <summary>Whether forms begin with what is known of the visitor.</summary>
    public bool FormPrefill { get; init; }

    /// <summary>Whether the page has a view for phones.</summary>
    public bool MobileEnabled { get; init; }

    /// <summary>The document with a section in the place of the one of its id, or after the others.</summary>
    public PageDocument With(PageSection section)
    {
        var others = Sections.Where(s => s.Id != section.Id).ToList();
        var at = Math.Clamp(section.Index, 0, others.Count);
        others.Insert(at, section);
        return this with { Sections = [.. others.Select((s, i) => s with { Index = i })] };
    }

    /// <summary>The document without a section.</summary>
    public PageDocument Without(string id) => this with { Sections = [.. Sections.Where(s => s.Id != id).Select((s, i) => s with { Index = i })] };
}

/// <summary>A section of a page.</summary>
public sealed record PageSection
{
    /// <summary>Its id, which is the id of its element, too.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="PageSections.Types"/>; of a dynamic section that of what it shows where no segment has its own.</summary>
    public required string Type { get; init; }

    /// <summary>Markup, or the id of a form, image or snippet, or an address.</summary>
    public string Value { get; init; } = "";

    /// <summary>Its place among the sections, from 0.</summary>
    public int Index { get; init; }

    /// <summary>How it looks and where it is, by the names of the API: width, zIndex, …</summary>
    public IReadOnlyDictionary<string, string> Format { get; init; } = new Dictionary<string, string>();

    /// <summary>The segmentation by which it is dynamic; null when it is the same for all.</summary>
    public long? Segmentation { get; init; }

    /// <summary>The number of a dynamic section; null of others.</summary>
    public long? DynamicId { get; init; }

    /// <summary>What segments see of their own.</summary>
    public IReadOnlyList<PageVariation> Variations { get; init; } = [];

    /// <summary>What a segment sees.</summary>
    public PageVariation For(long? segment) => Variations.FirstOrDefault(v => v.Segment == segment) ?? new(segment ?? 0, Type, Value);
}

/// <summary>What one segment sees in a section.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Type">One of <see cref="PageSections.Types"/>.</param>
/// <param name="Value">As a section's.</param>
public sealed record PageVariation(long Segment, string Type, string Value);
