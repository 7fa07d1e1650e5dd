using System.Text.Encodings.Web;
using System.Text.Json;

namespace Leadbase.Console.Parts;

/// <summary>JSON for somebody who reads it.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text in lines when it is JSON, and as it is when it is not.</summary>
    public static string Pretty(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..]) return text;
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
