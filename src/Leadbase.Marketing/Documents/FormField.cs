using System.Text.Json.Serialization;

namespace Leadbase.Marketing.Documents;

/// <summary>A field of a form, a set of fields, or a text between them.</summary>
/// <param name="Id">The REST API name of the lead or program member field; of other parts an id within the form.</param>
public sealed record FormField(string Id)
{
    /// <summary>The data type of a set of fields.</summary>
    public const string FieldSet = "fieldset";

    /// <summary>The data type of a text.</summary>
    public const string RichText = "htmltext";

    /// <summary>The data type, and the id, of the set of fields that are asked for by and by.</summary>
    public const string Profiling = "Profiling";

    /// <summary>The label; the field's own where null.</summary>
    public string? Label { get; init; }

    /// <summary>Whether a submission must have a value.</summary>
    public bool Required { get; init; }

    /// <summary>The values it may have; empty admits all.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The values it may have, with what is shown for them; where there are none, <see cref="Values"/> count.</summary>
    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>How it is filled in: text, email, select, …; null for what suits the field's own type.</summary>
    public string? DataType { get; init; }

    /// <summary>The row, from 0: in the form, or in its set.</summary>
    public int Row { get; init; }

    /// <summary>The column, from 0.</summary>
    public int Column { get; init; }

    /// <summary>The id of the set it is in; null for a part of the form itself.</summary>
    public string? Set { get; init; }

    /// <summary>When it is seen.</summary>
    public FieldVisibility Visibility { get; init; } = new(FieldVisibility.Always, []);

    /// <summary>The value that it has at first, or null.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>What is said of a value that is refused; null for what suits the type.</summary>
    public string? ValidationMessage { get; init; }

    /// <summary>Characters of a value, at most; null for the field's own length.</summary>
    public long? MaxLength { get; init; }

    /// <summary>Whether it has the value of a known visitor at first.</summary>
    public bool FormPrefill { get; init; } = true;

    /// <summary>What is shown in it while it is empty, or null.</summary>
    public string? HintText { get; init; }

    /// <summary>What is said of it, or null.</summary>
    public string? Instructions { get; init; }

    /// <summary>Pixels, or null.</summary>
    public long? FieldWidth { get; init; }

    /// <summary>Pixels, or null.</summary>
    public long? LabelWidth { get; init; }

    /// <summary>Whether the label is to the right.</summary>
    public bool LabelToRight { get; init; }

    /// <summary>The pattern that values are typed in, or null.</summary>
    public string? MaskInput { get; init; }

    /// <summary>The smallest number, or null.</summary>
    public decimal? MinValue { get; init; }

    /// <summary>The largest number, or null.</summary>
    public decimal? MaxValue { get; init; }

    /// <summary>Whether several values may be chosen.</summary>
    public bool MultiSelect { get; init; }

    /// <summary>Lines that are seen, or null.</summary>
    public long? VisibleLines { get; init; }

    /// <summary>Whether a box is checked at first.</summary>
    public bool InitiallyChecked { get; init; }

    /// <summary>Whether it is marked as sensitive.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Of the profiling set: fields that are asked for at a time; null for all.</summary>
    public long? BlankFields { get; init; }

    /// <summary>Of a text: its markup.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it is a set of fields.</summary>
    [JsonIgnore]
    public bool IsSet => DataType == FieldSet || Id == Profiling;

    /// <summary>Whether it takes a value.</summary>
    [JsonIgnore]
    public bool IsInput => !IsSet && DataType != RichText;

    /// <summary>Whether a value is one of those that it offers; each of several, where several may be chosen.</summary>
    public bool Offers(string value)
    {
        var offered = Choices.Count > 0 ? [.. Choices.Select(c => c.Value)] : Values;
        if (offered.Count == 0) return true;
        var chosen = MultiSelect ? value.Split(';', StringSplitOptions.TrimEntries) : [value];
        return chosen.All(v => offered.Contains(v, StringComparer.OrdinalIgnoreCase));
    }
}
