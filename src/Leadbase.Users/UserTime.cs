using System.Globalization;
using System.Text.RegularExpressions;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Moments as this API writes them ("User Management", with a <c>t</c> before the offset), and as it reads them: so, or in ISO 8601.</summary>
internal static partial class UserTime
{
    /// <summary>The form of records of users: <c>2020-12-31T08:00:00.000t+0000</c>.</summary>
    public static string? OfUser(long? seconds) => Format(seconds, "yyyy-MM-dd'T'HH:mm:ss'.000t+0000'");

    /// <summary>The form of all other records: <c>20200731T20:49:54.0t+0000</c>.</summary>
    public static string? Of(long? seconds) => Format(seconds, "yyyyMMdd'T'HH:mm:ss'.0t+0000'");

    /// <summary>Reads a moment; one without offset is in <paramref name="zone"/>.</summary>
    public static bool TryParse(string text, TimeZoneInfo zone, out long seconds)
    {
        var own = Own().Match(text.Trim());
        return IsoTime.TryParse(own.Success ? $"{own.Groups[1]}-{own.Groups[2]}-{own.Groups[3]}T{own.Groups[4]}{own.Groups[5]}" : text, zone, out seconds);
    }

    private static string? Format(long? seconds, string format) =>
        seconds is { } s ? DateTime.UnixEpoch.AddSeconds(s).ToString(format, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^([0-9]{4})-?([0-9]{2})-?([0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,7})?t([+-][0-9]{4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Own();
}
