using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Moments as the User Management API writes them: <c>20200731T20:49:54.0t+0000</c>.</summary>
internal static class UserTime
{
    private static readonly string[] Formats = ["yyyyMMdd'T'HH:mm:ss.FFF't'zzz", "yyyyMMdd'T'HH:mm:ss't'zzz", "yyyy-MM-dd'T'HH:mm:ss.FFF't'zzz"];

    /// <summary>The text of a moment; null for none.</summary>
    public static string? Format(long? seconds) =>
        seconds is { } known ? DateTime.UnixEpoch.AddSeconds(known).ToString("yyyyMMdd'T'HH:mm:ss'.0t+0000'", CultureInfo.InvariantCulture) : null;

    /// <summary>Reads a moment in that form, or in ISO 8601, which the page asks for in an invitation.</summary>
    public static bool TryParse(string text, Instance instance, out long seconds)
    {
        if (IsoTime.TryParse(text, instance.TimeZone, out seconds)) return true;
        // "+0000" as the page has it, and "+00:00" as .NET wants it.
        if (text.Length > 5 && text[^5] is '+' or '-') text = text.Insert(text.Length - 2, ":");
        var found = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        seconds = found ? time.ToUnixTimeSeconds() : 0;
        return found;
    }
}
