using System.Text.Json;

namespace Leadbase.Gateway;

/// <summary>JSON that comes from outside: as a body, or in a parameter.</summary>
public static class JsonInput
{
    /// <summary>The JSON that a text is; null when it is none, is nested deeper, or has texts that are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxDepth">How deep it may be nested.</param>
    public static JsonElement? Parse(string text, int maxDepth)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = maxDepth });
            return text.Contains("\\u", StringComparison.Ordinal) && !HasOnlyText(document.RootElement) ? null : document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether all its texts and names are some: half of a surrogate pair, written as an escape, is none, and reading it later would throw.</summary>
    public static bool HasOnlyText(JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    _ = element.GetString();
                    return true;
                case JsonValueKind.Array:
                    return element.EnumerateArray().All(HasOnlyText);
                case JsonValueKind.Object:
                    return element.EnumerateObject().All(p => p.Name is not null && HasOnlyText(p.Value));
                default:
                    return true;
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
