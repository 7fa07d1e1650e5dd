using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Leadbase.Server.Certificates;

/// <summary>
/// The authority that signs the server's certificate. Whoever trusts it trusts it for <c>mktorest.com</c> and this
/// machine only (name constraints) and for TLS servers only, so that its key is no danger to the rest of the web.
/// </summary>
internal static class DevelopmentAuthority
{
    /// <summary>The name of its files.</summary>
    public const string Name = "ca";

    private const int ValidYears = 10;
    private static readonly string[] PermittedNames = ["mktorest.com", "localhost"];

    /// <summary>The authority of a folder, with its key; made when there is none or it has run out.</summary>
    public static X509Certificate2 LoadOrCreate(string folder, DateTimeOffset now)
    {
        var present = PemFiles.Read(folder, Name);
        if (present is not null && present.NotAfter.ToUniversalTime() > now.UtcDateTime) return present;
        present?.Dispose();
        using var key = ServerCertificate.NewKey();
        var request = new CertificateRequest($"CN=Leadbase development authority ({Environment.MachineName})", key, HashAlgorithmName.SHA256);
        var identifier = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(ServerCertificate.ServerAuthentication());
        request.CertificateExtensions.Add(identifier);
        request.CertificateExtensions.Add(NameConstraints());
        var authority = request.CreateSelfSigned(ServerCertificate.StartOf(now), now.AddYears(ValidYears));
        PemFiles.Write(folder, Name, authority, key);
        return authority;
    }

    /// <summary>RFC 5280, 4.2.1.10: <c>NameConstraints ::= SEQUENCE { permittedSubtrees [0] SEQUENCE OF GeneralSubtree }</c>.</summary>
    private static X509Extension NameConstraints()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            foreach (var name in PermittedNames)
            {
                using (writer.PushSequence()) writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
            }
            foreach (var address in ServerCertificate.Addresses)
            {
                using (writer.PushSequence()) writer.WriteOctetString(Exactly(address), new Asn1Tag(TagClass.ContextSpecific, 7));
            }
        }
        return new X509Extension(new Oid("2.5.29.30"), writer.Encode(), critical: true);
    }

    /// <summary>An address followed by a mask of ones.</summary>
    private static byte[] Exactly(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return [.. bytes, .. Enumerable.Repeat((byte)0xFF, bytes.Length)];
    }
}
