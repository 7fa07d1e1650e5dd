using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadbase.Server.Certificates;

/// <summary>The certificate that the server shows to its clients.</summary>
internal static class ServerCertificate
{
    /// <summary>What clients accept at most, of a certificate whose authority was added by hand.</summary>
    private const int ValidDays = 397;

    /// <summary>The addresses that it is for.</summary>
    public static readonly IReadOnlyList<IPAddress> Addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>
    /// The host names that it is for. Every instance is named as well, because OpenSSL and others do not accept
    /// <c>*.localhost</c>: a wildcard directly below a top-level name.
    /// </summary>
    public static IEnumerable<string> NamesOf(IReadOnlyList<string> instances) =>
        [
            "localhost", "*.localhost", "*.mktorest.com",
            .. instances.SelectMany(id => (string[])[$"{id}.localhost", $"{id}.mktorest.com"]),
        ];

    /// <summary>A new key: ECDSA on P-256, which every TLS client knows.</summary>
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A little before now, for clients whose clock is behind.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset now) => now.AddMinutes(-5);

    /// <summary>Allows use by a TLS server and nothing else.</summary>
    public static X509Extension ServerAuthentication() => new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false);

    /// <summary>A certificate for the names and <see cref="Addresses"/>, without its key.</summary>
    public static X509Certificate2 Sign(X509Certificate2 authority, ECDsa key, IEnumerable<string> names, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=Leadbase development server", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(ServerAuthentication());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(AlternativeNames(names));
        var start = StartOf(now);
        // It can neither be older than its authority, where the clock was set back since, nor outlive it.
        if (start.UtcDateTime < authority.NotBefore.ToUniversalTime()) start = new DateTimeOffset(authority.NotBefore);
        var end = start.AddDays(ValidDays);
        if (end.UtcDateTime > authority.NotAfter.ToUniversalTime()) end = new DateTimeOffset(authority.NotAfter);
        return request.Create(authority, start, end, SerialNumber());
    }

    private static X509Extension AlternativeNames(IEnumerable<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names) builder.AddDnsName(name);
        foreach (var address in Addresses) builder.AddIpAddress(address);
        return builder.Build();
    }

    /// <summary>Random, and positive: the number is signed.</summary>
    private static byte[] SerialNumber()
    {
        var number = RandomNumberGenerator.GetBytes(16);
        number[0] = (byte)(number[0] & 0x3F | 0x40);
        return number;
    }
}
