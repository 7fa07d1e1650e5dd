using System.Globalization;

namespace Leadbase.Console.Parts;

/// <summary>Durations as pages show them.</summary>
public static class Milliseconds
{
    /// <summary>Milliseconds with as many digits as tell something.</summary>
    public static string Of(TimeSpan time) =>
        time.TotalMilliseconds.ToString(time.TotalMilliseconds < 10 ? "0.00" : "N0", CultureInfo.InvariantCulture) + " ms";
}
