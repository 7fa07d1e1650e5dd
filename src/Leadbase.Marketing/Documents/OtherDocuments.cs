using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.SmartLists;

namespace Leadbase.Marketing.Documents;

/// <summary>What a smart campaign is ("Smart Campaigns"); its smart list and its flow are parts of it.</summary>
public sealed record CampaignDocument
{
    /// <summary>A campaign that runs for many at a time that is set.</summary>
    public const string Batch = "batch";

    /// <summary>Steps of a flow, at most.</summary>
    public const int MaxSteps = 100;

    /// <summary>A campaign that runs for one lead when something happens.</summary>
    public const string Trigger = "trigger";

    /// <summary><see cref="Batch"/> or <see cref="Trigger"/>.</summary>
    public string Type { get; init; } = Batch;

    /// <summary>Whether a trigger campaign listens.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whether it has the trigger "Campaign is Requested" with the source Web Service API.</summary>
    public bool IsRequestable { get; init; }

    /// <summary>once: a lead that was in the campaign before does not run again; any: it runs each time.</summary>
    public string QualificationRuleType { get; init; } = "once";

    /// <summary>The static list whose members a batch campaign runs for; null when its rules say whom.</summary>
    public long? StaticListId { get; init; }

    /// <summary>Its smart list: whom it runs for, and what a trigger campaign listens for; null for nobody.</summary>
    public SmartListRules? Rules { get; init; }

    /// <summary>What it does, in this order.</summary>
    public IReadOnlyList<FlowStep> Flow { get; init; } = [];

    /// <summary>The id that its smart list goes by; 0 until it is given one.</summary>
    public long SmartListId { get; init; }

    /// <summary>The id that its flow goes by; 0 until it is given one.</summary>
    public long FlowId { get; init; }

    /// <summary>Whether it blocks emails to those who have had enough of them.</summary>
    public bool IsCommunicationLimitEnabled { get; init; }

    /// <summary>Whether a batch campaign was scheduled.</summary>
    public bool HasRun { get; init; }

    /// <summary>The assets that its rules and its flow name.</summary>
    public IReadOnlyList<AssetReference> Uses { get; init; } = [];
}

/// <summary>A step of a campaign's flow.</summary>
public sealed record FlowStep
{
    /// <summary>Its id within the flow.</summary>
    public int Id { get; init; }

    /// <summary>What is done: Send Email, Change Data Value, …</summary>
    public string Name { get; init; } = "";

    /// <summary>With what.</summary>
    public IReadOnlyList<FlowAttribute> Attributes { get; init; } = [];
}

/// <summary>An attribute of a flow step.</summary>
public sealed record FlowAttribute(string Name, string? Value);

/// <summary>What a tag type is ("Tags").</summary>
public sealed record TagTypeDocument
{
    /// <summary>The types of programs that may have the tag.</summary>
    public IReadOnlyList<string> ApplicableProgramTypes { get; init; } = [];

    /// <summary>Whether such a program must have it.</summary>
    public bool Required { get; init; }

    /// <summary>The values it may have; any where none are listed.</summary>
    public IReadOnlyList<string> AllowableValues { get; init; } = [];

    /// <summary>Whether it may have a value.</summary>
    public bool Allows(string value) => AllowableValues.Count == 0 || AllowableValues.Contains(value);
}

/// <summary>What a segmentation is ("Dynamic Content").</summary>
public sealed record SegmentationDocument
{
    /// <summary>The segment of those whom no other takes.</summary>
    public const string Default = "Default";

    /// <summary>Its segments in the order in which they are tried, the default one last.</summary>
    public IReadOnlyList<Segment> Segments { get; init; } = [];

    /// <summary>The assets that the segments' rules name.</summary>
    public IReadOnlyList<AssetReference> Uses { get; init; } = [];
}

/// <summary>A segment of a segmentation.</summary>
public sealed record Segment(long Id, string Name)
{
    /// <summary>A description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Who is in it, unless one before it takes them; null for nobody.</summary>
    public SmartListRules? Rules { get; init; }
}

/// <summary>What a smart list is ("Smart Lists").</summary>
public sealed record SmartListDocument
{
    /// <summary>Who is in it; null for nobody.</summary>
    public SmartListRules? Rules { get; init; }

    /// <summary>The assets that the rules name.</summary>
    public IReadOnlyList<AssetReference> Uses { get; init; } = [];

    /// <summary>Whether an answer is to have the rules; never stored.</summary>
    public bool ShowsRules { get; init; }
}

/// <summary>What a domain of landing pages is.</summary>
public sealed record DomainDocument
{
    /// <summary>Primary or Alias.</summary>
    public string Type { get; init; } = "Primary";
}

/// <summary>A document of a type that has nothing of its own: folders, static lists, CC fields.</summary>
public sealed record PlainDocument;
