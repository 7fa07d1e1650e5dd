namespace Leadbase.Marketing.Snippets;

/// <summary>What a snippet is ("Snippets"): one section, the same for all, or one for each segment of a segmentation.</summary>
public sealed record SnippetDocument
{
    /// <summary>The markup for all, or for leads of no other segment; null when there is none.</summary>
    public string? Html { get; init; }

    /// <summary>The plain text for all; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The segmentation by which it is dynamic; null when it is the same for all.</summary>
    public long? Segmentation { get; init; }

    /// <summary>What the segments have of their own.</summary>
    public IReadOnlyList<SnippetSegment> Segments { get; init; } = [];

    /// <summary>Whether it is archived.</summary>
    public bool IsArchive { get; init; }

    /// <summary>The section of a segment; what it does not have of its own is that for all.</summary>
    /// <param name="segment">The segment that the lead is in; null where it is in none.</param>
    public (string? Html, string? Text) For(long? segment)
    {
        var own = Segments.FirstOrDefault(s => s.Id == segment);
        return (own?.Html ?? Html, own?.Text ?? Text);
    }
}

/// <summary>The section of one segment.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Html">Its markup, or null.</param>
/// <param name="Text">Its plain text, or null.</param>
public sealed record SnippetSegment(long Id, string? Html, string? Text);
