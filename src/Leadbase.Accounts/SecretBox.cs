using System.Security.Cryptography;
using System.Text;

namespace Leadbase.Accounts;

/// <summary>
/// The server's one key: client secrets and tokens are encrypted under it (AES-256-GCM), and tokens are found by a
/// keyed hash (HMAC-SHA-256). Each ciphertext starts with the key's id, so that a wrong key is recognised as such.
/// </summary>
public sealed class SecretBox
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] _encryption;
    private readonly byte[] _hashing;

    /// <summary>A box over 32 random bytes.</summary>
    /// <param name="key">The key as configured: 32 bytes in base 64.</param>
    /// <exception cref="FormatException">The key is not 32 bytes in base 64.</exception>
    public SecretBox(string key)
    {
        var bytes = Convert.FromBase64String(key.Trim());
        if (bytes.Length != 32) throw new FormatException("The key must be 32 bytes in base 64.");
        _encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 32, info: "leadbase encryption"u8.ToArray());
        _hashing = HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 32, info: "leadbase hashing"u8.ToArray());
        KeyId = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 4, info: "leadbase key id"u8.ToArray()));
    }

    /// <summary>Names the key without telling anything about it.</summary>
    public string KeyId { get; }

    /// <summary>A new random key, in the form that configuration takes.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Encrypts a text; <paramref name="purpose"/> binds the ciphertext to its place.</summary>
    public string Encrypt(string text, string purpose)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_encryption, TagSize);
        aes.Encrypt(
            sealedBytes.AsSpan(0, NonceSize), plain, sealedBytes.AsSpan(NonceSize, plain.Length),
            sealedBytes.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(purpose));
        return $"{KeyId}:{Convert.ToBase64String(sealedBytes)}";
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> made with the same key and purpose.</summary>
    /// <exception cref="CryptographicException">Another key, another purpose, or a changed ciphertext.</exception>
    public string Decrypt(string ciphertext, string purpose)
    {
        var colon = ciphertext.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || ciphertext[..colon] != KeyId)
        {
            throw new CryptographicException($"The data was encrypted with key {ciphertext[..Math.Max(colon, 0)]}, and the configured key is {KeyId}.");
        }
        var bytes = Convert.FromBase64String(ciphertext[(colon + 1)..]);
        var plain = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_encryption, TagSize);
        aes.Decrypt(
            bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, plain.Length), bytes.AsSpan(NonceSize + plain.Length),
            plain, Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The keyed hash of a secret: the same text always gives the same hash, and only this server can make it.</summary>
    public SecretHash Hash(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[512];
        if (text.Length > 128) text = text[..128];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_hashing, utf8[..length], hash);
        return SecretHash.From(hash);
    }

    /// <summary>A short code that shows whether bytes were made by this server and not changed since.</summary>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> code)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_hashing, message, hash);
        hash[..code.Length].CopyTo(code);
    }
}

/// <summary>The first 128 bits of a keyed hash. Comparing two tells nothing about the secrets behind them.</summary>
public readonly record struct SecretHash(UInt128 Value)
{
    /// <summary>The hash of at least 16 bytes.</summary>
    public static SecretHash From(ReadOnlySpan<byte> bytes) =>
        new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>The hash from its stored form.</summary>
    public static SecretHash Parse(string hex) => From(Convert.FromHexString(hex));

    /// <summary>Whether both are equal, in a time that does not depend on where they differ.</summary>
    public bool EqualsInConstantTime(SecretHash other)
    {
        var difference = Value ^ other.Value;
        return (ulong)(difference >> 64) == 0 & (ulong)difference == 0;
    }

    /// <inheritdoc />
    public override string ToString() => Value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
