using System.Security.Cryptography.X509Certificates;

namespace Leadbase.Server.Certificates;

/// <summary>Where the certificates are, and until when the server's is valid.</summary>
/// <param name="Authority">The authority that clients are to trust.</param>
/// <param name="Certificate">The server's certificate.</param>
/// <param name="Key">The server's private key, for the owner's eyes only.</param>
/// <param name="Names">The names and addresses that the certificate is for.</param>
/// <param name="ValidUntil">When it has to be renewed.</param>
internal sealed record CertificateFiles(
    string Authority, string Certificate, string Key, IReadOnlyList<string> Names, DateTimeOffset ValidUntil);

/// <summary>
/// The certificates of a development server, in <c>certificates</c> in the data folder: an authority of its own and a
/// certificate that it signed. The authority's key stays in the folder, so it is worth nothing beyond <see cref="DevelopmentAuthority"/>'s names.
/// </summary>
internal static class DevelopmentCertificates
{
    private const string LeafName = "leadbase";

    /// <summary>Creates the server's certificate anew; the authority is made when there is none or it has run out.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="instances">The instances' Munchkin ids, in lower case.</param>
    /// <param name="now">The present time.</param>
    public static CertificateFiles Create(string dataFolder, IReadOnlyList<string> instances, DateTimeOffset now)
    {
        var folder = FolderOf(dataFolder);
        Directory.CreateDirectory(folder);
        using var authority = DevelopmentAuthority.LoadOrCreate(folder, now);
        using var key = ServerCertificate.NewKey();
        string[] names = [.. ServerCertificate.NamesOf(instances)];
        using var certificate = ServerCertificate.Sign(authority, key, names, now);
        var (certificatePath, keyPath) = PemFiles.Write(folder, LeafName, certificate, key);
        return new CertificateFiles(
            PemFiles.CertificatePath(folder, DevelopmentAuthority.Name), certificatePath, keyPath,
            [.. names, .. ServerCertificate.Addresses.Select(a => a.ToString())], new DateTimeOffset(certificate.NotAfter).ToUniversalTime());
    }

    /// <summary>The server's certificate with its key, or null when none has been created.</summary>
    public static X509Certificate2? Load(string dataFolder) => PemFiles.Read(FolderOf(dataFolder), LeafName);

    private static string FolderOf(string dataFolder) => Path.GetFullPath(Path.Combine(dataFolder, "certificates"));
}
