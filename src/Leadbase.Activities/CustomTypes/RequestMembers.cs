using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Activities.CustomTypes;

/// <summary>Reads members of an object, and keeps what is wrong with the first that is not as it should be.</summary>
internal sealed class RequestMembers(JsonElement json)
{
    private const int MaxName = 255;
    private const int MaxDescription = 2_000;

    /// <summary>What is wrong; null when nothing is.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>A name in one line; absent, null and blank are all null.</summary>
    public string? Name(string member)
    {
        if (Text(member) is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length > MaxName || text.Any(char.IsControl)) Error ??= Errors.InvalidData($"{member} must have at most {MaxName} characters, and no control characters");
        return text;
    }

    /// <summary>The description; an empty one is not the same as none.</summary>
    public string? Description()
    {
        var text = Text("description");
        if (text?.Length > MaxDescription) Error ??= Errors.InvalidData($"description must have at most {MaxDescription} characters");
        return text;
    }

    /// <summary>True, false, or null.</summary>
    public bool? Flag(string member)
    {
        if (Find(member) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Error ??= Errors.InvalidValue(value.GetRawText(), "boolean");
        return null;
    }

    /// <summary>Any value but null.</summary>
    public JsonElement? Find(string member) => json.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string? Text(string member)
    {
        if (Find(member) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Error ??= Errors.InvalidValue(value.GetRawText(), "string");
        return null;
    }
}
