namespace Leadbase.Storage;

/// <summary>
/// The few ways in which a value is kept. Every field type maps to one of them, so that a dialect knows few
/// column types and nothing of the API. Times are <see cref="Integer"/>: whole seconds since 1970-01-01 UTC
/// (ADR 2), and dates are <see cref="Text"/> in the form <c>yyyy-MM-dd</c>, which sorts as it reads.
/// </summary>
public enum StorageKind
{
    /// <summary>UTF-8 text, compared byte by byte in both databases.</summary>
    Text,

    /// <summary>A signed 64-bit number.</summary>
    Integer,

    /// <summary>An IEEE double.</summary>
    Real,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Bytes that nobody compares: a part of a file.</summary>
    Bytes,
}

/// <summary>A column of a table: its unquoted name and how it keeps its value.</summary>
/// <param name="Name">The unquoted name.</param>
/// <param name="Kind">How the value is kept.</param>
public readonly record struct Column(string Name, StorageKind Kind)
{
    /// <summary>The name in double quotes, as both databases take it.</summary>
    public string Quoted => Identifier.Quote(Name);
}

/// <summary>Comparison of names without regard to case.</summary>
public static class Folding
{
    /// <summary>
    /// What <c>lower()</c> makes of a text in a column, in both databases: A to Z alone become small. A parameter is folded
    /// here and not by <c>lower($1)</c>, which on PostgreSQL goes by the database's locale, and a column by its own.
    /// </summary>
    public static string Lower(string text) => string.Create(text.Length, text, static (folded, given) =>
    {
        for (var i = 0; i < folded.Length; i++) folded[i] = char.IsAsciiLetterUpper(given[i]) ? (char)(given[i] | 0x20) : given[i];
    });
}

/// <summary>Quoting of names in SQL.</summary>
public static class Identifier
{
    /// <summary>
    /// What an index on a column or expression is on. An index on a column leaves nulls out: most fields are empty for most
    /// people. One on an expression does not, because PostgreSQL then has no statistics of the expression, and takes a
    /// search for two addresses for one of a twentieth of all people.
    /// </summary>
    public static string Indexed(string expression) =>
        expression.StartsWith('"') ? $"({expression}) where {expression} is not null" : $"({expression})";

    /// <summary>The name in double quotes; a quote within it is doubled.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
