namespace Leadbase.Marketing.Documents;

/// <summary>What a smart campaign is ("Smart Campaigns"); its flow steps come with the Asset API.</summary>
public sealed record CampaignDocument
{
    /// <summary>A campaign that runs for many at a time that is set.</summary>
    public const string Batch = "batch";

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

    /// <summary>The static list whose members a batch campaign runs for; null when it has no such rule.</summary>
    public long? StaticListId { get; init; }
}

/// <summary>What a tag type is ("Tags").</summary>
public sealed record TagTypeDocument
{
    /// <summary>The types of programs that may have the tag.</summary>
    public IReadOnlyList<string> ApplicableProgramTypes { get; init; } = [];

    /// <summary>Whether such a program must have it.</summary>
    public bool Required { get; init; }

    /// <summary>The values it may have.</summary>
    public IReadOnlyList<string> AllowableValues { get; init; } = [];
}

/// <summary>What a segmentation is ("Dynamic Content").</summary>
public sealed record SegmentationDocument
{
    /// <summary>Its segments, the default one last.</summary>
    public IReadOnlyList<Segment> Segments { get; init; } = [];
}

/// <summary>A segment of a segmentation.</summary>
public sealed record Segment(long Id, string Name);

/// <summary>What a form is ("Forms"), as far as submissions need it.</summary>
public sealed record FormDocument
{
    /// <summary>Its fields, in their order.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];
}

/// <summary>A field of a form.</summary>
/// <param name="Id">The REST API name of the lead or program member field.</param>
public sealed record FormField(string Id)
{
    /// <summary>The label; the field's own where null.</summary>
    public string? Label { get; init; }

    /// <summary>Whether a submission must have a value.</summary>
    public bool Required { get; init; }

    /// <summary>The values it may have; empty admits all.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>What a smart list is ("Smart Lists"): its rules are kept as they are until they are evaluated.</summary>
public sealed record SmartListDocument
{
    /// <summary>The rules, in the form of the Asset API.</summary>
    public System.Text.Json.JsonElement? Rules { get; init; }
}

/// <summary>What a domain of landing pages is.</summary>
public sealed record DomainDocument
{
    /// <summary>Primary or Alias.</summary>
    public string Type { get; init; } = "Primary";
}

/// <summary>A document of a type that has nothing of its own: folders, static lists, CC fields.</summary>
public sealed record PlainDocument;
