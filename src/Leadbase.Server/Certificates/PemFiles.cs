using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadbase.Accounts;

namespace Leadbase.Server.Certificates;

/// <summary>A certificate and its private key in two PEM files, <c>name.crt</c> and <c>name.key</c>.</summary>
internal static class PemFiles
{
    /// <summary>Where the certificate is.</summary>
    public static string CertificatePath(string folder, string name) => Path.Combine(folder, name + ".crt");

    /// <summary>The certificate with its key, or null when there is none.</summary>
    /// <exception cref="AdministrationException">Only one of the files is there, or they do not belong together.</exception>
    public static X509Certificate2? Read(string folder, string name)
    {
        var (certificatePath, keyPath) = (CertificatePath(folder, name), KeyPath(folder, name));
        if (!File.Exists(certificatePath) && !File.Exists(keyPath)) return null;
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
            if (!OperatingSystem.IsWindows()) return certificate;
            // Windows cannot serve TLS with a key that was never stored; passing through PKCS #12 stores it.
            using (certificate) return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception e) when (e is CryptographicException or FileNotFoundException)
        {
            throw new AdministrationException(
                $"{certificatePath} and {keyPath} are not a certificate and its key: {e.Message} Remove both to have them made anew.");
        }
    }

    /// <summary>Writes both files over what was there.</summary>
    public static (string CertificatePath, string KeyPath) Write(string folder, string name, X509Certificate2 certificate, ECDsa key)
    {
        var (certificatePath, keyPath) = (CertificatePath(folder, name), KeyPath(folder, name));
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Replace(keyPath, key.ExportPkcs8PrivateKeyPem(), Owner);
        Replace(certificatePath, certificate.ExportCertificatePem(), Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return (certificatePath, keyPath);
    }

    private static string KeyPath(string folder, string name) => Path.Combine(folder, name + ".key");

    /// <summary>The mode is set when the file is created, in no moment can others read a key; an old file's mode would stay.</summary>
    private static void Replace(string path, string pem, UnixFileMode mode)
    {
        var settings = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) settings.UnixCreateMode = mode;
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var writer = new StreamWriter(fresh, settings)) writer.Write(pem + "\n");
        File.Move(fresh, path, overwrite: true);
    }
}
