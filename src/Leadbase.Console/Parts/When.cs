using System.Globalization;
using Leadbase.Accounts;

namespace Leadbase.Console.Parts;

/// <summary>Times as pages show them: in the instance's own time zone.</summary>
public static class When
{
    /// <summary>A moment to the minute.</summary>
    /// <param name="instance">The instance whose time zone counts.</param>
    /// <param name="seconds">Seconds since 1970; 0 is not known.</param>
    public static string Of(Instance instance, long seconds) => seconds == 0 ? "" : Of(instance, DateTimeOffset.FromUnixTimeSeconds(seconds), "yyyy-MM-dd HH:mm");

    /// <summary>A moment in a format of .NET's.</summary>
    public static string Of(Instance instance, DateTimeOffset moment, string format) =>
        TimeZoneInfo.ConvertTime(moment, instance.TimeZone).ToString(format, CultureInfo.InvariantCulture);
}
