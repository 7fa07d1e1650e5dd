using System.Text.Json;

namespace Leadbase.Gateway.OpenApi;

/// <summary>
/// Types in few characters: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>datetime</c>, <c>file</c>,
/// <c>any</c>; <c>a|b</c> is one of several words, <c>=a</c> one word, <c>x[]</c> a list of x, anything else a schema's name.
/// </summary>
internal static class TypeNotation
{
    /// <summary>Writes a type as a JSON schema.</summary>
    public static void Write(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            json.WriteString("type", "array");
            json.WritePropertyName("items");
            Write(json, type[..^2]);
        }
        else if (type.StartsWith('=') || type.Contains('|', StringComparison.Ordinal)) WriteWords(json, type.TrimStart('=').Split('|'));
        else WriteNamed(json, type);
        json.WriteEndObject();
    }

    /// <summary>Writes members as a JSON schema of an object.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        var all = members.ToList();
        json.WriteStartObject();
        json.WriteString("type", "object");
        var required = all.Where(m => IsRequired(m.Key)).ToList();
        if (required.Count > 0)
        {
            json.WriteStartArray("required");
            foreach (var (name, _) in required) json.WriteStringValue(NameOf(name));
            json.WriteEndArray();
        }
        json.WriteStartObject("properties");
        foreach (var (name, type) in all)
        {
            json.WritePropertyName(NameOf(name));
            if (type.ValueKind == JsonValueKind.String) Write(json, type.GetString()!);
            else Write(json, type.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)));
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Whether a name in the notation must be given.</summary>
    public static bool IsRequired(string name) => name.EndsWith('*');

    /// <summary>The name itself.</summary>
    public static string NameOf(string name) => name.TrimEnd('*');

    private static void WriteWords(Utf8JsonWriter json, string[] words)
    {
        json.WriteString("type", "string");
        json.WriteStartArray("enum");
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void WriteNamed(Utf8JsonWriter json, string type)
    {
        switch (type)
        {
            case "any": break;
            case "string" or "integer" or "number" or "boolean": json.WriteString("type", type); break;
            case "date" or "datetime":
                json.WriteString("type", "string");
                json.WriteString("format", type == "date" ? "date" : "date-time");
                break;
            case "file":
                json.WriteString("type", "string");
                json.WriteString("contentMediaType", "application/octet-stream");
                break;
            default: json.WriteString("$ref", $"#/components/schemas/{type}"); break;
        }
    }
}
