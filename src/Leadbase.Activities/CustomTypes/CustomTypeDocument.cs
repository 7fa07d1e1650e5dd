namespace Leadbase.Activities.CustomTypes;

/// <summary>What a custom activity type is ("Activities", Custom Activity Types); its API name is the asset's name.</summary>
internal sealed record CustomTypeDocument
{
    /// <summary>The display name.</summary>
    public string Name { get; init; } = "";

    /// <summary>A description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>What a trigger on such activities is called.</summary>
    public string TriggerName { get; init; } = "";

    /// <summary>What a filter on such activities is called.</summary>
    public string FilterName { get; init; } = "";

    /// <summary>What an activity is about; null only in a draft, while one attribute is exchanged for another.</summary>
    public CustomAttribute? PrimaryAttribute { get; init; }

    /// <summary>The secondary attributes, in the order in which they were added.</summary>
    public IReadOnlyList<CustomAttribute> Attributes { get; init; } = [];

    /// <summary>Attributes that were in force once: rows of the log may have values of them.</summary>
    public IReadOnlyList<CustomAttribute> Retired { get; init; } = [];

    /// <summary>Whether there are activities of the type.</summary>
    public bool InUse { get; init; }

    /// <summary>Every attribute that was ever in force, by ordinal.</summary>
    public IEnumerable<CustomAttribute> ByOrdinal => Attributes.Concat(Retired).OrderBy(a => a.Ordinal);

    /// <summary>
    /// This draft as it comes into force after another document. An attribute keeps its ordinal as long as rows may be read
    /// with it as they were written: with another name or data type it is another attribute.
    /// </summary>
    public CustomTypeDocument After(CustomTypeDocument? before)
    {
        var known = before?.ByOrdinal.ToList() ?? [];
        var next = known.Count;
        var attributes = Attributes.Select(a => a with { Ordinal = known.Find(a.ReadsAs)?.Ordinal ?? next++ }).ToList();
        var retired = known.Where(k => attributes.All(a => a.Ordinal != k.Ordinal)).ToList();
        return this with { Attributes = attributes, Retired = retired, InUse = before?.InUse ?? false };
    }

    /// <summary>Whether all that cannot change of a type in use is as in another document.</summary>
    public bool HasSameHead(CustomTypeDocument other) =>
        (Name, Description, TriggerName, FilterName, PrimaryAttribute) ==
        (other.Name, other.Description, other.TriggerName, other.FilterName, other.PrimaryAttribute);
}

/// <summary>An attribute of a custom activity type.</summary>
/// <param name="ApiName">The API name, by which it is known.</param>
/// <param name="Name">The display name.</param>
/// <param name="DataType">One of <see cref="DataTypes"/>.</param>
internal sealed record CustomAttribute(string ApiName, string Name, string DataType)
{
    /// <summary>The documented data types.</summary>
    public static readonly IReadOnlyList<string> DataTypes =
        ["string", "boolean", "integer", "float", "link", "email", "currency", "date", "datetime", "phone", "text"];

    /// <summary>A description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Where rows of the log have its value; given when it comes into force, and never to another one.</summary>
    public int Ordinal { get; init; }

    /// <summary>Whether it has an API name.</summary>
    public bool Is(string apiName) => string.Equals(ApiName, apiName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a value of another attribute is read as one of this.</summary>
    public bool ReadsAs(CustomAttribute other) => (ApiName, Name, DataType) == (other.ApiName, other.Name, other.DataType);
}
