using Leadbase.Marketing.SmartLists;

namespace Leadbase.Marketing.Documents;

/// <summary>What a program is, besides its name and place ("Programs").</summary>
public sealed record ProgramDocument
{
    /// <summary>The type of an email program.</summary>
    public const string Email = "email_batch";

    /// <summary>The status of an email program that was approved.</summary>
    public const string Locked = "locked";

    /// <summary>The status of an email program that may be changed.</summary>
    public const string Unlocked = "unlocked";

    /// <summary>program, event, webinar, nurture (an engagement program) or email_batch.</summary>
    public string Type { get; init; } = "program";

    /// <summary>The name of its channel.</summary>
    public string Channel { get; init; } = "";

    /// <summary>on or off for an engagement program, locked or unlocked for an email program, else empty.</summary>
    public string Status { get; init; } = "";

    /// <summary>How it is marked.</summary>
    public IReadOnlyList<ProgramTag> Tags { get; init; } = [];

    /// <summary>What it costs, period by period.</summary>
    public IReadOnlyList<ProgramCost> Costs { get; init; } = [];

    /// <summary>When it begins, in seconds since 1970; null where nothing is said.</summary>
    public long? StartDate { get; init; }

    /// <summary>When it ends, in seconds since 1970; null where nothing is said.</summary>
    public long? EndDate { get; init; }

    /// <summary>The streams of an engagement program; a new member begins in the first.</summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>Of an email program, the id that its smart list goes by; 0 until it is given one.</summary>
    public long SmartListId { get; init; }

    /// <summary>Of an email program, whom it mails; null for nobody.</summary>
    public SmartListRules? Rules { get; init; }

    /// <summary>Whether it is an email program that was approved: it waits for its start, and is not changed.</summary>
    public bool IsLocked => Status == Locked;

    /// <summary>Whether it is an engagement program, whose members have a stream and a cadence.</summary>
    public bool IsEngagement => Type == "nurture";
}

/// <summary>A tag of a program.</summary>
/// <param name="TagType">The name of the tag type.</param>
/// <param name="TagValue">One of its values.</param>
public sealed record ProgramTag(string TagType, string TagValue);

/// <summary>A cost of a program.</summary>
/// <param name="StartDate">The day from which it counts: <c>2015-01-01</c>.</param>
/// <param name="Cost">How much.</param>
public sealed record ProgramCost(string StartDate, long Cost)
{
    /// <summary>A note, or null.</summary>
    public string? Note { get; init; }
}

/// <summary>What a channel is ("Channels").</summary>
public sealed record ChannelDocument
{
    /// <summary>The type of programs that may have the channel.</summary>
    public string ApplicableProgramType { get; init; } = "program";

    /// <summary>The statuses that members go through, in the order of their steps.</summary>
    public IReadOnlyList<ChannelStatus> Statuses { get; init; } = [];

    /// <summary>The status of a name, without regard to case; null when there is none.</summary>
    public ChannelStatus? Find(string name) => Statuses.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A status of a channel.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Step">Its place on the way; a member never goes back to a lower one.</param>
/// <param name="Success">Whether reaching it is what the program is for.</param>
public sealed record ChannelStatus(string Name, int Step, bool Success)
{
    /// <summary>A description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is no longer offered.</summary>
    public bool Hidden { get; init; }

    /// <summary>What webinar providers know it as: Registered, Attended, …; null where it is the channel's own.</summary>
    public string? Type { get; init; }
}
