using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Moments as the Asset API writes them: <c>2014-12-05T02:06:21Z+0000</c>.</summary>
public static class AssetTime
{
    /// <summary>The text of a moment.</summary>
    /// <param name="seconds">Seconds since 1970.</param>
    public static string Format(long seconds) => IsoTime.Format(seconds) + "+0000";

    /// <summary>Writes a moment as a member of an object.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> member, long seconds)
    {
        Span<byte> text = stackalloc byte[IsoTime.Length + 5];
        IsoTime.Format(seconds, text);
        "+0000"u8.CopyTo(text[IsoTime.Length..]);
        json.WriteString(member, text);
    }
}
