using System.Text.Json;
using System.Text.RegularExpressions;
using Leadbase.Gateway;

namespace Leadbase.Records.Objects.Operations;

/// <summary>The attributes of a field as a request gives them: absent, or of the right type.</summary>
internal sealed partial class FieldAttributes
{
    private const int MaxName = 255;
    private const int MaxDescription = 2_000;

    public string? Name { get; private set; }

    public string? DisplayName { get; private set; }

    public string? DataType { get; private set; }

    public string? Description { get; private set; }

    public bool? IsHidden { get; private set; }

    public bool? IsHtmlEncodingInEmail { get; private set; }

    public bool? IsSensitive { get; private set; }

    public bool? IsDedupeField { get; private set; }

    /// <summary>The object and the field of a link.</summary>
    public (string Object, string Field)? RelatedTo { get; private set; }

    /// <summary>Reads a record; an attribute that may not be given here is refused.</summary>
    public static ApiError? Read(JsonElement json, IReadOnlyList<string> allowed, out FieldAttributes attributes)
    {
        attributes = new FieldAttributes();
        foreach (var property in json.EnumerateObject())
        {
            if (!allowed.Contains(property.Name, StringComparer.Ordinal)) return Errors.InvalidData($"The attribute '{Short(property.Name)}' cannot be set");
            if (attributes.Set(property) is { } error) return error;
        }
        return attributes.CheckTexts();
    }

    /// <summary>What is wrong with the name of a new field.</summary>
    public ApiError? CheckName()
    {
        if (Name is null) return Errors.Missing("name");
        return IsName(Name)
            ? null
            : Errors.InvalidData("name must start with a letter, contain only letters, numbers and underscores, and have at most 255 characters");
    }

    /// <summary>Whether a text can be an API name.</summary>
    public static bool IsName(string text) => text.Length <= MaxName && NamePattern().IsMatch(text);

    /// <summary>Whether a text can be a label.</summary>
    public static bool IsLabel(string text) => text.Length <= MaxName && LabelPattern().IsMatch(text);

    /// <summary>Whether a text can be a description.</summary>
    public static bool IsDescription(string text) => text.Length <= MaxDescription && !text.Contains('\0', StringComparison.Ordinal);

    private ApiError? Set(JsonProperty property)
    {
        var value = property.Value;
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (property.Name.StartsWith("is", StringComparison.Ordinal))
        {
            if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return Errors.InvalidValue(Short(value.GetRawText()), "boolean");
            var flag = value.GetBoolean();
            if (property.Name == "isHidden") IsHidden = flag;
            else if (property.Name == "isSensitive") IsSensitive = flag;
            else if (property.Name == "isDedupeField") IsDedupeField = flag;
            else IsHtmlEncodingInEmail = flag;
            return null;
        }
        if (property.Name == "relatedTo") return SetRelatedTo(value);
        if (value.ValueKind != JsonValueKind.String) return Errors.InvalidValue(Short(value.GetRawText()), "string");
        var text = value.GetString()!;
        switch (property.Name)
        {
            case "name": Name = NullIfEmpty(text); break;
            case "displayName": DisplayName = NullIfEmpty(text); break;
            case "dataType": DataType = NullIfEmpty(text); break;
            default: Description = text; break;
        }
        return null;
    }

    private ApiError? SetRelatedTo(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return Errors.InvalidValue(Short(value.GetRawText()), "object");
        if (Text(value, "name") is not { } name) return Errors.Missing("relatedTo.name");
        if (Text(value, "field") is not { } field) return Errors.Missing("relatedTo.field");
        RelatedTo = (name, field);
        return null;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? NullIfEmpty(value.GetString()!) : null;

    private ApiError? CheckTexts()
    {
        if (Description is not null && !IsDescription(Description)) return Errors.InvalidData($"description must have at most {MaxDescription} characters");
        return DisplayName is null || IsLabel(DisplayName)
            ? null
            : Errors.InvalidData("displayName cannot contain special characters, and must have at most 255 characters");
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string Short(string text) => text.Length <= 100 ? text : text[..100];

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N} _.\-/()]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern();
}
