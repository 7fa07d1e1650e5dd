using System.Globalization;
using System.Text.Json;

namespace Leadbase.Activities.Queries;

/// <summary>The attributes of a row: kept as values in the order of the type's <see cref="ActivityTypeInfo.Stored"/>, shown as pairs of name and value.</summary>
internal static class AttributeValues
{
    /// <summary>Writes the pairs; an attribute without a value is left away.</summary>
    public static void Write(Utf8JsonWriter json, ActivityTypes types, in ActivityRow row, params ReadOnlySpan<string> except)
    {
        if (row.Attributes is null || types.Find(row.Type) is not { Stored: var stored }) return;
        using var values = JsonDocument.Parse(row.Attributes);
        var i = 0;
        foreach (var value in values.RootElement.EnumerateArray())
        {
            // Another process may have written with an attribute that this one learns of within a second.
            if (i == stored.Count) return;
            var attribute = stored[i++];
            if (value.ValueKind == JsonValueKind.Null || except.Contains(attribute.Name)) continue;
            json.WriteStartObject();
            if (attribute.ApiName is { } apiName) json.WriteString("apiName"u8, apiName);
            json.WriteString("name"u8, attribute.Name);
            WriteValue(json, attribute, value);
            json.WriteEndObject();
        }
    }

    /// <summary>The value of one attribute, or null.</summary>
    public static string? Get(ActivityTypes types, in ActivityRow row, string name)
    {
        if (row.Attributes is null || types.Find(row.Type) is not { Stored: var stored }) return null;
        using var values = JsonDocument.Parse(row.Attributes);
        for (var i = 0; i < Math.Min(stored.Count, values.RootElement.GetArrayLength()); i++)
        {
            if (stored[i].Name == name) return values.RootElement[i].GetString();
        }
        return null;
    }

    private static void WriteValue(Utf8JsonWriter json, ActivityAttribute attribute, JsonElement value)
    {
        var text = value.GetString()!;
        switch (attribute.DataType)
        {
            case "integer" or "score" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                json.WriteNumber("value"u8, number);
                break;
            case "float" or "currency" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real):
                json.WriteNumber("value"u8, real);
                break;
            case "boolean" when bool.TryParse(text, out var flag):
                json.WriteBoolean("value"u8, flag);
                break;
            default:
                json.WriteString("value"u8, text);
                break;
        }
    }
}
