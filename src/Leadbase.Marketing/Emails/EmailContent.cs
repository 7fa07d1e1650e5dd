using System.Text.Json.Serialization;

namespace Leadbase.Marketing.Emails;

/// <summary>
/// What is in a section, or a header, which has text alone: the same for all, something for each segment of a segmentation
/// ("Dynamic Content"), a snippet, an image or a video.
/// </summary>
public sealed record EmailContent
{
    /// <summary>Markup for all, and for segments that have nothing of their own; null where the document's own is meant.</summary>
    public string? Html { get; init; }

    /// <summary>Text for all; in a section null where it is what the markup says.</summary>
    public string? Text { get; init; }

    /// <summary>The segmentation by which it is dynamic; null when it is not.</summary>
    public long? Segmentation { get; init; }

    /// <summary>The id of the dynamic content within the email.</summary>
    public long? DynamicId { get; init; }

    /// <summary>What segments have of their own.</summary>
    public IReadOnlyList<EmailVariation> Variations { get; init; } = [];

    /// <summary>The snippet that is shown, or null.</summary>
    public long? Snippet { get; init; }

    /// <summary>What an image shows, or null.</summary>
    public EmailImage? Image { get; init; }

    /// <summary>The address of a video, or null.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>How long it is together.</summary>
    [JsonIgnore]
    public long Length => (Html?.Length ?? 0) + (Text?.Length ?? 0) + Variations.Sum(v => (v.Html?.Length ?? 0) + (v.Text?.Length ?? 0)) + (VideoUrl?.Length ?? 0) + (Image?.Length ?? 0);

    /// <summary>The same for all.</summary>
    public static EmailContent OfText(string? text) => new() { Text = text };

    /// <summary>What a segment has; what it does not have of its own is that for all.</summary>
    /// <param name="segment">The segment that the lead is in; null where it is in none.</param>
    public EmailContent For(long? segment)
    {
        var own = Variations.FirstOrDefault(v => v.Segment == segment);
        if (own?.Snippet is { } snippet) return new() { Snippet = snippet };
        return own is null ? this with { Segmentation = null } : new() { Html = own.Html ?? Html, Text = own.Text ?? (own.Html is null ? Text : null) };
    }
}

/// <summary>What one segment has.</summary>
/// <param name="Segment">The segment's id.</param>
/// <param name="Html">Its markup, or null.</param>
/// <param name="Text">Its text, or null.</param>
/// <param name="Snippet">The snippet that is shown to it, or null.</param>
public sealed record EmailVariation(long Segment, string? Html, string? Text, long? Snippet = null);

/// <summary>An image: attributes that are null stay as the document has them.</summary>
/// <param name="Source">Its address.</param>
/// <param name="AltText">What is read where it is not shown.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Style">Its style.</param>
/// <param name="LinkUrl">Where a click on it leads.</param>
public sealed record EmailImage(string? Source, string? AltText, long? Width, long? Height, string? Style, string? LinkUrl)
{
    /// <summary>How long it is together.</summary>
    [JsonIgnore]
    public long Length => (Source?.Length ?? 0) + (AltText?.Length ?? 0) + (Style?.Length ?? 0) + (LinkUrl?.Length ?? 0);
}
