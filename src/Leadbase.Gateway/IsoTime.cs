using System.Globalization;
using System.Text.Json;

namespace Leadbase.Gateway;

/// <summary>Moments as the API reads and writes them: ISO 8601, to the second, written in UTC.</summary>
public static class IsoTime
{
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>Reads a moment, with or without offset; without one it is in <paramref name="zone"/>.</summary>
    public static bool TryParse(string text, TimeZoneInfo zone, out long seconds)
    {
        seconds = 0;
        text = text.Trim();
        if (text.EndsWith("Z+0000", StringComparison.Ordinal)) text = text[..^5];
        // "+0000" and "+00:00" are both ISO 8601; .NET wants the colon.
        if (text.Length > 5 && text[^5] is '+' or '-' && text.AsSpan(text.Length - 4).IndexOfAnyExceptInRange('0', '9') < 0 && text.Contains(':', StringComparison.Ordinal))
        {
            text = text.Insert(text.Length - 2, ":");
        }
        if (!DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)) return false;
        // In whole numbers: as a double, a moment after the year 5600 may come out a second early.
        seconds = (time.Ticks / TimeSpan.TicksPerSecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond);
        if (time.Kind == DateTimeKind.Unspecified) seconds -= OffsetOf(time, zone);
        return seconds is >= MinSeconds and <= MaxSeconds;
    }

    /// <summary>The text of a moment, in UTC.</summary>
    public static string Format(long seconds) =>
        DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a moment without making a string of it.</summary>
    public static void Write(Utf8JsonWriter json, long seconds)
    {
        Span<byte> text = stackalloc byte[Length];
        Format(seconds, text);
        json.WriteStringValue(text);
    }

    /// <summary>How many bytes the text of a moment has.</summary>
    public const int Length = 20;

    /// <summary>Writes the text of a moment into bytes.</summary>
    public static void Format(long seconds, Span<byte> text)
    {
        var time = DateTime.UnixEpoch.AddSeconds(seconds);
        Digits(text, time.Year, 4);
        Digits(text[5..], time.Month, 2);
        Digits(text[8..], time.Day, 2);
        Digits(text[11..], time.Hour, 2);
        Digits(text[14..], time.Minute, 2);
        Digits(text[17..], time.Second, 2);
        (text[4], text[7], text[10], text[13], text[16], text[19]) = ((byte)'-', (byte)'-', (byte)'T', (byte)':', (byte)':', (byte)'Z');
    }

    private static void Digits(Span<byte> text, int number, int count)
    {
        for (var i = count - 1; i >= 0; i--, number /= 10) text[i] = (byte)('0' + (number % 10));
    }

    // An hour that the clocks skip in spring is read as if they had not.
    private static long OffsetOf(DateTime local, TimeZoneInfo zone) =>
        (long)(zone.IsInvalidTime(local) ? zone.BaseUtcOffset : zone.GetUtcOffset(local)).TotalSeconds;
}
