using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Leadbase.Storage;

namespace Leadbase.Records.Fields;

/// <summary>A date, <c>yyyy-MM-dd</c>; of a datetime the date is taken as it is written.</summary>
public sealed class DateType : FieldType
{
    private const string Format = "yyyy-MM-dd";

    /// <inheritdoc />
    public override string Name => "date";

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        value = null;
        text = text.Trim();
        if (text.Length > 10 && DateTimeType.TryParse(text, TimeZoneInfo.Utc, out _)) text = text[..10];
        if (!DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return Coercion.WrongType;
        value = date.ToString(Format, CultureInfo.InvariantCulture);
        return Coercion.Ok;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal) => json.WriteStringValue(reader.GetString(ordinal));

    /// <inheritdoc />
    public override string ToText(object value) => (string)value;
}

/// <summary>
/// A moment, in ISO 8601 with or without offset; without one it is read in the instance's time zone. Kept, compared and
/// written to the second, in UTC: <c>2015-08-24T20:17:23Z</c>.
/// </summary>
public sealed class DateTimeType : FieldType
{
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mmK",
    ];

    /// <inheritdoc />
    public override string Name => "datetime";

    /// <inheritdoc />
    public override StorageKind Storage => StorageKind.Integer;

    /// <summary>Reads a moment to the second.</summary>
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
        if (time.Kind == DateTimeKind.Unspecified) time = ToUtc(time, zone);
        seconds = (long)Math.Floor((time - DateTime.UnixEpoch).TotalSeconds);
        return seconds is >= MinSeconds and <= MaxSeconds;
    }

    /// <summary>The text of a moment, in UTC.</summary>
    public static string Format(long seconds) =>
        DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        var parsed = TryParse(text, context.TimeZone, out var seconds);
        value = parsed ? seconds : null;
        return parsed ? Coercion.Ok : Coercion.WrongType;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal) => Write(json, reader.GetInt64(ordinal));

    /// <summary>Writes a moment without making a string of it.</summary>
    public static void Write(Utf8JsonWriter json, long seconds)
    {
        Span<byte> text = stackalloc byte[20];
        var time = DateTime.UnixEpoch.AddSeconds(seconds);
        Digits(text, time.Year, 4);
        Digits(text[5..], time.Month, 2);
        Digits(text[8..], time.Day, 2);
        Digits(text[11..], time.Hour, 2);
        Digits(text[14..], time.Minute, 2);
        Digits(text[17..], time.Second, 2);
        (text[4], text[7], text[10], text[13], text[16], text[19]) = ((byte)'-', (byte)'-', (byte)'T', (byte)':', (byte)':', (byte)'Z');
        json.WriteStringValue(text);
    }

    /// <inheritdoc />
    public override string ToText(object value) => Format((long)value);

    private static void Digits(Span<byte> text, int number, int count)
    {
        for (var i = count - 1; i >= 0; i--, number /= 10) text[i] = (byte)('0' + (number % 10));
    }

    // An hour that the clocks skip in spring is read as if they had not.
    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var utc = local - (zone.IsInvalidTime(local) ? zone.BaseUtcOffset : zone.GetUtcOffset(local));
        return DateTime.SpecifyKind(utc, DateTimeKind.Utc);
    }
}
