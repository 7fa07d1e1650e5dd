using System.Diagnostics.CodeAnalysis;

namespace Leadbase.Bulk.Files;

/// <summary>The format of a file, of imports and exports alike ("Bulk Import", Common Parameters).</summary>
/// <param name="Name">The name in the API.</param>
/// <param name="Delimiter">What separates the values. The pages call SSV separated by semicolons and by spaces; semicolons it is.</param>
public sealed record BulkFormat(string Name, char Delimiter)
{
    /// <summary>Comma-separated values; what holds when the call names no format.</summary>
    public static readonly BulkFormat Csv = new("CSV", ',');

    private static readonly BulkFormat[] All = [Csv, new("TSV", '\t'), new("SSV", ';')];

    /// <summary>The format of a name, in any case; CSV of none.</summary>
    public static bool TryParse(string? name, [NotNullWhen(true)] out BulkFormat? format)
    {
        format = string.IsNullOrEmpty(name) ? Csv : Array.Find(All, f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        return format is not null;
    }

    /// <summary>The format of a stored name.</summary>
    public static BulkFormat Of(string name) => Array.Find(All, f => f.Name == name)!;
}
