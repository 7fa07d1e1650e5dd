using System.Text.RegularExpressions;

namespace Leadbase.Accounts;

/// <summary>The id of an instance, <c>123-ABC-456</c>: three digits, three letters, three digits.</summary>
public static partial class MunchkinId
{
    /// <summary>Whether a text has the shape of a Munchkin id, in either case.</summary>
    public static bool IsShaped(ReadOnlySpan<char> text) => Shape().IsMatch(text);

    /// <summary>The canonical, upper-case form.</summary>
    public static string Canonical(string text) => text.ToUpperInvariant();

    [GeneratedRegex("^[0-9]{3}-[A-Za-z]{3}-[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
