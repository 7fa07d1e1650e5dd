using System.Buffers.Binary;
using System.Text;
using Leadbase.Accounts;

namespace Leadbase.Gateway;

/// <summary>
/// A position that a client carries back ("Paging Tokens"): opaque, of one purpose, signed so that a changed or
/// foreign one is recognised, and the same whenever the position is the same. Base 32, as the documented ones look.
/// </summary>
public static class PagingToken
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int CodeSize = 7;

    /// <summary>The token of a position.</summary>
    /// <param name="instance">Only this instance will accept it.</param>
    /// <param name="kind">What the position is in, for example <c>lead</c>.</param>
    /// <param name="position">The position.</param>
    public static string Create(Instance instance, string kind, long position)
    {
        Span<byte> token = stackalloc byte[8 + CodeSize];
        BinaryPrimitives.WriteInt64BigEndian(token, position);
        Sign(instance, kind, position, token[8..]);
        return Encode(token);
    }

    /// <summary>The position of a token.</summary>
    public static bool TryRead(Instance instance, string kind, string token, out long position)
    {
        position = 0;
        Span<byte> bytes = stackalloc byte[8 + CodeSize];
        if (!TryDecode(token, bytes)) return false;
        position = BinaryPrimitives.ReadInt64BigEndian(bytes);
        Span<byte> code = stackalloc byte[CodeSize];
        Sign(instance, kind, position, code);
        return System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(code, bytes[8..]);
    }

    private static void Sign(Instance instance, string kind, long position, Span<byte> code) =>
        instance.Secrets.Sign(Encoding.UTF8.GetBytes($"page {instance.MunchkinId} {kind} {position}"), code);

    // 15 bytes are exactly 24 letters: no padding is needed.
    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[bytes.Length * 8 / 5];
        var (bits, value, at) = (0, 0, 0);
        foreach (var b in bytes)
        {
            value = ((value << 8) | b) & 0xfff;
            for (bits += 8; bits >= 5; bits -= 5) text[at++] = Alphabet[(value >> (bits - 5)) & 31];
        }
        return new string(text);
    }

    private static bool TryDecode(string text, Span<byte> bytes)
    {
        if (text.Length != bytes.Length * 8 / 5) return false;
        var (bits, value, at) = (0, 0, 0);
        foreach (var c in text)
        {
            var digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0) return false;
            value = ((value << 5) | digit) & 0xfff;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(value >> bits);
        }
        return true;
    }
}
