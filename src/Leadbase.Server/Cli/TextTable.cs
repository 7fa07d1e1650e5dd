using System.Text.Json;

namespace Leadbase.Server.Cli;

/// <summary>
/// Lays a result out as aligned text. It starts from the result's JSON, so that both forms always tell the same.
/// </summary>
internal static class TextTable
{
    /// <summary>Words of a list that a cell of a table has room for; a role can have dozens of permissions.</summary>
    private const int ListedWords = 3;

    private static readonly string[] Abbreviations = ["api", "crm", "id", "ip"];

    /// <summary>A list as a table, a single record as one property per line.</summary>
    public static IEnumerable<string> LinesOf(JsonElement result) => result.ValueKind switch
    {
        JsonValueKind.Array when result.GetArrayLength() == 0 => ["(none)"],
        JsonValueKind.Array when result[0].ValueKind == JsonValueKind.Object => TableOf([.. result.EnumerateArray()]),
        JsonValueKind.Array => result.EnumerateArray().Select(Whole),
        _ => Aligned([.. result.EnumerateObject().SelectMany(RowsOf)]),
    };

    private static IEnumerable<string> TableOf(JsonElement[] rows)
    {
        string[] names = [.. rows[0].EnumerateObject().Select(p => p.Name)];
        return Aligned([[.. names.Select(Title)], .. rows.Select(row => names.Select(name => Short(row.GetProperty(name))).ToArray())]);
    }

    /// <summary>A property's title and value; the words of a list are below one another.</summary>
    private static IEnumerable<string[]> RowsOf(JsonProperty property)
    {
        string[] lines = property.Value.ValueKind == JsonValueKind.Array
            ? [.. property.Value.EnumerateArray().Select(Whole).DefaultIfEmpty("")]
            : [Whole(property.Value)];
        return lines.Select((line, i) => (string[])[i == 0 ? Title(property.Name) + ":" : "", line]);
    }

    private static IEnumerable<string> Aligned(string[][] rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string Short(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= ListedWords) return Whole(value);
        return $"{string.Join(", ", value.EnumerateArray().Take(ListedWords).Select(Whole))} and {value.GetArrayLength() - ListedWords} more";
    }

    private static string Whole(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Whole)),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };

    /// <summary><c>clientId</c> as <c>Client ID</c>.</summary>
    private static string Title(string name)
    {
        var words = string.Concat(name.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"))
            .Split(' ').Select(word => Abbreviations.Contains(word) ? word.ToUpperInvariant() : word);
        var title = string.Join(' ', words);
        return char.ToUpperInvariant(title[0]) + title[1..];
    }
}
