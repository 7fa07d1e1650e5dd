using Leadbase.Records.Fields;
using Leadbase.Records.Objects;

namespace Leadbase.Records.CustomObjects;

/// <summary>A custom object type as a draft or as approved ("Custom Objects"); its API name is the asset's name.</summary>
public sealed record CustomObjectDocument
{
    /// <summary>The label.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The label of several.</summary>
    public string? PluralName { get; init; }

    /// <summary>A description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the page of a lead shows its records.</summary>
    public bool ShowInLeadDetail { get; init; }

    /// <summary>When it was approved, in seconds since 1970.</summary>
    public long? ApprovedAt { get; init; }

    /// <summary>The fields that it has besides those of every type.</summary>
    public IReadOnlyList<CustomObjectField> Fields { get; init; } = [];
}

/// <summary>The object and the field that a link field's values are of.</summary>
/// <param name="Name">lead, company, or the API name of a custom object type.</param>
/// <param name="Field">The API name of the field.</param>
public sealed record CustomObjectLink(string Name, string Field);

/// <summary>A field of a custom object type.</summary>
public sealed record CustomObjectField
{
    /// <summary>The data type of link fields: their values have that of the linked field.</summary>
    public const string LinkType = "link";

    /// <summary>The data types, in the order in which the documentation lists them.</summary>
    public static readonly IReadOnlyList<string> DataTypes =
        ["string", "boolean", "integer", "float", LinkType, "email", "currency", "date", "datetime", "phone", "text"];

    /// <summary>The API name.</summary>
    public required string Name { get; init; }

    /// <summary>The label.</summary>
    public required string DisplayName { get; init; }

    /// <summary>One of <see cref="DataTypes"/>.</summary>
    public required string DataType { get; init; }

    /// <summary>A description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is a part of the key by which a record is recognised.</summary>
    public bool IsDedupeField { get; init; }

    /// <summary>What a link field is linked to.</summary>
    public CustomObjectLink? RelatedTo { get; init; }

    /// <summary>The type of the linked field.</summary>
    public string? LinkedType { get; init; }

    /// <summary>The length of the linked field.</summary>
    public int? LinkedLength { get; init; }

    /// <summary>Whether it was added to a type that had been approved before.</summary>
    public bool IsLater { get; init; }

    /// <summary>The id; 0 until it is approved.</summary>
    public long Id { get; init; }

    /// <summary>The column; null until it is approved.</summary>
    public string? ColumnName { get; init; }

    /// <summary>The field as records have it.</summary>
    public Field ToField()
    {
        var type = FieldTypes.Get(LinkedType ?? DataType);
        return new Field
        {
            Id = Id,
            Name = Name,
            DisplayName = DisplayName,
            Description = Description,
            Type = type,
            Length = RelatedTo is null ? type.DefaultLength : LinkedLength,
            RefersTo = RelatedTo?.Name,
            RefersToField = RelatedTo?.Field,
            IsCustom = true,
            IsApiCreated = true,
            ColumnName = ColumnName ?? "",
        };
    }
}
