using System.Globalization;
using Leadbase.Gateway;

namespace Leadbase.Marketing.SmartLists;

/// <summary>What operators of dates depend on.</summary>
/// <param name="Now">The present, in seconds since 1970.</param>
/// <param name="Zone">The instance's time zone: where a day begins.</param>
internal readonly record struct TimeFrame(long Now, TimeZoneInfo Zone)
{
    /// <summary>The present on the clocks of the zone.</summary>
    public DateTime Local => LocalOf(Now);

    /// <summary>A moment on the clocks of the zone.</summary>
    public DateTime LocalOf(long seconds) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), Zone).DateTime;

    /// <summary>A time on the clocks of the zone, in seconds since 1970.</summary>
    public long SecondsOf(DateTime local) =>
        IsoTime.TryParse(local.ToString("s", CultureInfo.InvariantCulture), Zone, out var seconds) ? seconds : 0;
}

/// <summary>A stretch of time on the clocks of the instance's zone, its end excluded; without an end it is open.</summary>
/// <param name="From">The beginning.</param>
/// <param name="Until">The end.</param>
internal readonly record struct TimeWindow(DateTime? From, DateTime? Until)
{
    private const int MaxAmount = 10_000;

    /// <summary>The stretch that an operator and a value mean, or null when the value is none of its.</summary>
    /// <param name="comparison">The operator.</param>
    /// <param name="value">A day, a moment, or the words that the operator takes.</param>
    /// <param name="frame">The present.</param>
    /// <param name="days">Whether what is compared are days, and not moments.</param>
    public static TimeWindow? Of(Comparison comparison, string value, TimeFrame frame, bool days)
    {
        var (now, step) = days ? (frame.Local.Date, TimeSpan.FromDays(1)) : (frame.Local, TimeSpan.FromSeconds(1));
        return comparison switch
        {
            Comparison.InPast => Shift(now, value, -1) is { } from ? new TimeWindow(from, now + step) : null,
            Comparison.InPastBefore => Shift(now, value, -1) is { } until ? new TimeWindow(null, until) : null,
            Comparison.InFuture => Shift(now, value, 1) is { } until ? new TimeWindow(now, until + step) : null,
            Comparison.InFutureAfter => Shift(now, value, 1) is { } from ? new TimeWindow(from + step, null) : null,
            Comparison.InTimeFrame => Named(frame.Local.Date, value),
            _ => Around(comparison, value, frame, days),
        };
    }

    /// <summary>From the beginning of one day or moment to the end of another.</summary>
    public static TimeWindow? Between(string first, string last, TimeFrame frame, bool days) =>
        Around(Comparison.Is, first, frame, days) is { } from && Around(Comparison.Is, last, frame, days) is { } to ? new TimeWindow(from.From, to.Until) : null;

    private static TimeWindow? Around(Comparison comparison, string value, TimeFrame frame, bool days)
    {
        if (!IsoTime.TryParse(value, frame.Zone, out var seconds)) return null;
        // A day stays the one that is written, and a moment is a second of the zone's day.
        var isDay = days || !value.Contains(':', StringComparison.Ordinal);
        var from = isDay && DateTime.TryParseExact(value.Trim()[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : frame.LocalOf(seconds);
        if (from > DateTime.MaxValue.AddDays(-2)) return null;
        var until = from + (isDay ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1));
        return comparison switch
        {
            Comparison.Is => new TimeWindow(from, until),
            Comparison.Before => new TimeWindow(null, from),
            Comparison.OnOrBefore => new TimeWindow(null, until),
            Comparison.After => new TimeWindow(until, null),
            Comparison.OnOrAfter => new TimeWindow(from, null),
            _ => null,
        };
    }

    /// <summary>A time so many units away, as in <c>30 days</c>.</summary>
    private static DateTime? Shift(DateTime from, string text, int sign)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length != 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount > MaxAmount) return null;
        try
        {
            return words[1].ToLowerInvariant().TrimEnd('s') switch
            {
                "minute" => from.AddMinutes(sign * amount),
                "hour" => from.AddHours(sign * amount),
                "day" => from.AddDays(sign * amount),
                "week" => from.AddDays(sign * amount * 7),
                "month" => from.AddMonths(sign * amount),
                "quarter" => from.AddMonths(sign * amount * 3),
                "year" => from.AddYears(sign * amount),
                _ => null,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The time frames that have names; weeks begin on Sunday, and the last seven days end with today.</summary>
    private static TimeWindow? Named(DateTime today, string text)
    {
        var words = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["today"] => Days(today, 1),
            ["yesterday"] => Days(today.AddDays(-1), 1),
            ["tomorrow"] => Days(today.AddDays(1), 1),
            ["last", var amount, _] => Shift(today.AddDays(1), $"{amount} {words[2]}", -1) is { } from ? new TimeWindow(from, today.AddDays(1)) : null,
            ["next", var amount, _] => Shift(today, $"{amount} {words[2]}", 1) is { } until ? new TimeWindow(today, until) : null,
            ["this", var unit] => Unit(today, unit, 0),
            ["last", var unit] => Unit(today, unit, -1),
            ["next", var unit] => Unit(today, unit, 1),
            _ => null,
        };
    }

    private static TimeWindow? Unit(DateTime today, string unit, int offset)
    {
        var month = new DateTime(today.Year, today.Month, 1);
        var week = today.AddDays(-(int)today.DayOfWeek).AddDays(7 * offset);
        return unit switch
        {
            "week" => Days(week, 7),
            "month" => Months(month.AddMonths(offset), 1),
            "quarter" => Months(month.AddMonths((3 * offset) - ((today.Month - 1) % 3)), 3),
            "year" => Months(new DateTime(today.Year, 1, 1).AddYears(offset), 12),
            _ => null,
        };
    }

    private static TimeWindow Days(DateTime from, int days) => new(from, from.AddDays(days));

    private static TimeWindow Months(DateTime from, int months) => new(from, from.AddMonths(months));
}
