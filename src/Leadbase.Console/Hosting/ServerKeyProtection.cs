using System.Security.Cryptography;
using Leadbase.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Leadbase.Console.Hosting;

/// <summary>
/// Protects forms and page state with the server's one key: every server of an installation reads what another one made,
/// and there is no second key ring to keep.
/// </summary>
internal sealed class ServerKeyProtection(SecretBox secrets, string purpose) : IDataProtector
{
    public IDataProtector CreateProtector(string purpose1) => new ServerKeyProtection(secrets, $"{purpose}/{purpose1}");

    public byte[] Protect(byte[] plaintext) =>
        System.Text.Encoding.UTF8.GetBytes(secrets.Encrypt(Convert.ToBase64String(plaintext), purpose));

    /// <exception cref="CryptographicException">It was not made by this key and purpose, as all callers expect.</exception>
    public byte[] Unprotect(byte[] protectedData)
    {
        try
        {
            return Convert.FromBase64String(secrets.Decrypt(System.Text.Encoding.UTF8.GetString(protectedData), purpose));
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new CryptographicException("This was not protected here.", e);
        }
    }
}

/// <summary>Puts the server's key in the place of the framework's key ring.</summary>
internal static class ServerKeyProtectionModule
{
    public static IServiceCollection AddServerKeyProtection(this IServiceCollection services)
    {
        // The framework's ring would be read at every start, and written to the home folder of whoever runs the server.
        foreach (var ring in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly == typeof(DataProtectionServiceCollectionExtensions).Assembly).ToList())
        {
            services.Remove(ring);
        }
        return services.AddSingleton<IDataProtectionProvider>(provider => new ServerKeyProtection(provider.GetRequiredService<InstanceCatalogue>().Secrets, "console"));
    }
}
