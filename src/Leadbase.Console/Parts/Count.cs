using System.Globalization;

namespace Leadbase.Console.Parts;

/// <summary>Numbers as pages show them.</summary>
public static class Count
{
    /// <summary>A count with commas between thousands.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
