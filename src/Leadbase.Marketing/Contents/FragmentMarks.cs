using System.Globalization;
using System.Text.RegularExpressions;

namespace Leadbase.Marketing.Contents;

/// <summary>Where markup takes in a fragment: <c>{{fragment id="83"}}</c>.</summary>
internal static partial class FragmentMarks
{
    /// <summary>The fragments that a markup takes in.</summary>
    public static IEnumerable<long> In(string? html) => html is null ? [] : Mark().Matches(html).Select(IdOf).Distinct();

    /// <summary>The markup with other fragments in place of its own.</summary>
    public static string Replace(string html, Func<long, long> map) => Mark().Replace(html, mark =>
    {
        var id = mark.Groups["id"];
        var at = id.Index - mark.Index;
        return string.Concat(mark.Value.AsSpan(0, at), map(IdOf(mark)).ToString(CultureInfo.InvariantCulture), mark.Value.AsSpan(at + id.Length));
    });

    private static long IdOf(Match mark) => long.Parse(mark.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // At most 18 digits, which any number of 64 bits can be.
    [GeneratedRegex("""\{\{\s*fragment\s+id\s*=\s*["'](?<id>[0-9]{1,18})["']""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
