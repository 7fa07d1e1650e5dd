using System.Text.Json.Serialization;

namespace Leadbase.Marketing.Documents;

/// <summary>What a form is ("Forms"): its fields, how it looks, and what follows a submission.</summary>
public sealed record FormDocument
{
    /// <summary>Its fields, field sets and rich texts.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>The name of its style.</summary>
    public string Theme { get; init; } = "simple";

    /// <summary>The language of its labels, by its English name.</summary>
    public string Language { get; init; } = "English";

    /// <summary>The locale of its dates and numbers.</summary>
    public string Locale { get; init; } = "en_US";

    /// <summary>Whether it asks known visitors a few new questions each time.</summary>
    public bool ProgressiveProfiling { get; init; }

    /// <summary>Where labels are: left or above.</summary>
    public string LabelPosition { get; init; } = "left";

    /// <summary>The <c>font-family</c>.</summary>
    public string FontFamily { get; init; } = "Helvetica";

    /// <summary>The <c>font-size</c>.</summary>
    public string FontSize { get; init; } = "13px";

    /// <summary>Further style sheets, or null.</summary>
    public string? CustomCss { get; init; }

    /// <summary>What known visitors see.</summary>
    public KnownVisitor KnownVisitor { get; init; } = new("form", null);

    /// <summary>What follows a submission: the first rule that is met, and else the default one.</summary>
    public IReadOnlyList<FollowupRule> ThankYou { get; init; } = [FollowupRule.Stay];

    /// <summary>The button.</summary>
    public SubmitButton Button { get; init; } = new();

    /// <summary>The fields that take a value.</summary>
    [JsonIgnore]
    public IEnumerable<FormField> Inputs => Fields.Where(f => f.IsInput);

    /// <summary>The field, field set or text of an id, without regard to case; null when there is none.</summary>
    public FormField? Find(string id) => Fields.FirstOrDefault(f => f.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The document with another version of a field.</summary>
    public FormDocument With(FormField field) => this with { Fields = [.. Fields.Select(f => f.Id == field.Id ? field : f)] };
}

/// <summary>What known visitors see.</summary>
/// <param name="Type">form: the form; custom: the template in its place.</param>
/// <param name="Template">Markup, or null.</param>
public sealed record KnownVisitor(string Type, string? Template);

/// <summary>The button of a form.</summary>
public sealed record SubmitButton
{
    /// <summary>Pixels from the left.</summary>
    public long Location { get; init; } = 120;

    /// <summary>The name of its style; null for the theme's.</summary>
    public string? Style { get; init; }

    /// <summary>Its label.</summary>
    public string Label { get; init; } = "Submit";

    /// <summary>Its label while a submission is on its way.</summary>
    public string WaitingLabel { get; init; } = "Please Wait";
}

/// <summary>What follows a submission that meets a condition.</summary>
/// <param name="FollowupType">none: the page stays; lp: a landing page; url: an address.</param>
/// <param name="FollowupValue">The id of the landing page, or the address.</param>
/// <param name="Default">Whether it is for all that meet no other rule.</param>
public sealed record FollowupRule(string FollowupType, string? FollowupValue, bool Default)
{
    /// <summary>The page stays.</summary>
    public static readonly FollowupRule Stay = new("none", null, true);

    /// <summary>The condition; null in the default rule.</summary>
    public FieldRule? Condition { get; init; }
}

/// <summary>A condition on what was filled into a field.</summary>
/// <param name="SubjectField">The id of the field.</param>
/// <param name="Operator">One of <see cref="Forms.FieldConditions.Operators"/>.</param>
/// <param name="Values">What it is compared with.</param>
public sealed record FieldRule(string SubjectField, string Operator, IReadOnlyList<string> Values)
{
    /// <summary>The label of the field whose visibility the rule is of, while it is met; null for its own.</summary>
    public string? AltLabel { get; init; }

    /// <summary>The values that the field then offers; null for its own.</summary>
    public IReadOnlyList<FormChoice>? PickListValues { get; init; }
}

/// <summary>When a field is seen.</summary>
/// <param name="RuleType">show or hide: when one of the rules is met; alwaysShow.</param>
/// <param name="Rules">The rules, in the order in which they are tried.</param>
public sealed record FieldVisibility(string RuleType, IReadOnlyList<FieldRule> Rules)
{
    /// <summary>The type of a rule for what is always seen.</summary>
    public const string Always = "alwaysShow";
}

/// <summary>A value that a field offers.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Value">What is submitted.</param>
/// <param name="IsDefault">Whether it is chosen at first.</param>
public sealed record FormChoice(string Label, string Value, bool IsDefault = false);
