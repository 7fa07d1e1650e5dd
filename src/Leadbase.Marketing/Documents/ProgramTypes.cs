namespace Leadbase.Marketing.Documents;

/// <summary>A type of programs, and what it is called where ("Programs", Program Types).</summary>
/// <param name="Stored">In documents, channels and tag types: program.</param>
/// <param name="Name">In answers and requests of programs: Default.</param>
/// <param name="FolderType">As the type of a folder: Marketing Program.</param>
/// <param name="UrlCode">In the address of the program: PG.</param>
/// <param name="InitialStatus">The status of a new program.</param>
/// <param name="HasDates">Whether it has a start and an end.</param>
internal sealed record ProgramType(string Stored, string Name, string FolderType, string UrlCode, string InitialStatus, bool HasDates);

/// <summary>The types of programs.</summary>
internal static class ProgramTypes
{
    /// <summary>All five.</summary>
    public static readonly IReadOnlyList<ProgramType> All =
    [
        new("program", "Default", "Marketing Program", "PG", "", HasDates: false),
        new("event", "Event", "Marketing Event", "ME", "", HasDates: true),
        new("webinar", "Event with Webinar", "Marketing Event", "ME", "", HasDates: true),
        new("nurture", "Engagement", "Nurture Program", "NP", "on", HasDates: false),
        new(ProgramDocument.Email, "Email", "Email Batch Program", "EBP", ProgramDocument.Unlocked, HasDates: true),
    ];

    /// <summary>The type that a document names.</summary>
    public static ProgramType Of(string stored) => All.FirstOrDefault(t => t.Stored == stored) ?? All[0];

    /// <summary>The type that a caller names by either of its names, in any case; null when there is none.</summary>
    public static ProgramType? Find(string name) =>
        All.FirstOrDefault(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || t.Stored.Equals(name, StringComparison.OrdinalIgnoreCase));
}
