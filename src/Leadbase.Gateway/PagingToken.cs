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
    /// <summary>The token of a position.</summary>
    /// <param name="instance">Only this instance will accept it.</param>
    /// <param name="kind">What the position is in, for example <c>lead</c>.</param>
    /// <param name="position">The position.</param>
    public static string Create(Instance instance, string kind, long position) => Create(instance, kind, [position]);

    /// <summary>The token of a position and a moment.</summary>
    public static string Create(Instance instance, string kind, long position, long since) => Create(instance, kind, [position, since]);

    /// <summary>The position of a token.</summary>
    public static bool TryRead(Instance instance, string kind, string token, out long position)
    {
        Span<long> numbers = [0];
        var valid = TryRead(instance, kind, token, numbers);
        position = numbers[0];
        return valid;
    }

    /// <summary>The position and the moment of a token.</summary>
    public static bool TryRead(Instance instance, string kind, string token, out long position, out long since)
    {
        Span<long> numbers = [0, 0];
        var valid = TryRead(instance, kind, token, numbers);
        (position, since) = (numbers[0], numbers[1]);
        return valid;
    }

    // 8 + 7 and 16 + 9 bytes are exactly 24 and 40 letters: no padding is needed.
    private static int CodeSize(int numbers) => numbers == 1 ? 7 : 9;

    private static string Create(Instance instance, string kind, ReadOnlySpan<long> numbers)
    {
        Span<byte> token = stackalloc byte[(numbers.Length * 8) + CodeSize(numbers.Length)];
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt64BigEndian(token[(i * 8)..], numbers[i]);
        Sign(instance, kind, numbers, token[(numbers.Length * 8)..]);
        return Encode(token);
    }

    private static bool TryRead(Instance instance, string kind, string token, Span<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[(numbers.Length * 8) + CodeSize(numbers.Length)];
        if (!TryDecode(token, bytes)) return false;
        for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReadInt64BigEndian(bytes[(i * 8)..]);
        Span<byte> code = stackalloc byte[CodeSize(numbers.Length)];
        Sign(instance, kind, numbers, code);
        return System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(code, bytes[(numbers.Length * 8)..]);
    }

    private static void Sign(Instance instance, string kind, ReadOnlySpan<long> numbers, Span<byte> code) =>
        instance.Secrets.Sign(Encoding.UTF8.GetBytes($"page {instance.MunchkinId} {kind} {string.Join(' ', numbers.ToArray())}"), code);

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
