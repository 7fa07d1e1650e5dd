using System.Security.Cryptography.X509Certificates;
using Leadbase.Server.Certificates;

namespace Leadbase.Tests.Cli;

/// <summary>The development certificates.</summary>
public sealed class CertificateTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("123-abc-456.localhost", true)]
    [InlineData("999-xyz-999.mktorest.com", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("example.com", false)]
    [InlineData("mktorest.com.example.com", false)]
    public void The_certificate_is_for_this_machine_and_the_instances(string host, bool expected)
    {
        using var cli = new Cli();
        DevelopmentCertificates.Create(cli.Data, ["123-abc-456"], Now);

        using var certificate = DevelopmentCertificates.Load(cli.Data)!;

        Assert.True(certificate.HasPrivateKey);
        Assert.True(Builds(cli.Data, certificate));
        Assert.Equal(expected, certificate.MatchesHostname(host, allowCommonName: false));
    }

    [Fact]
    public void The_authority_is_kept_and_the_certificate_renewed()
    {
        using var cli = new Cli();
        var first = DevelopmentCertificates.Create(cli.Data, [], Now);
        var (authority, certificate) = (File.ReadAllText(first.Authority), File.ReadAllText(first.Certificate));

        var second = DevelopmentCertificates.Create(cli.Data, [], Now.AddDays(100));

        Assert.Equal(authority, File.ReadAllText(second.Authority));
        Assert.NotEqual(certificate, File.ReadAllText(second.Certificate));
        Assert.InRange((second.ValidUntil - Now).TotalDays, 496, 497);
    }

    [Fact]
    public void A_certificate_ends_with_its_authority_and_a_new_authority_follows()
    {
        using var cli = new Cli();
        var first = DevelopmentCertificates.Create(cli.Data, [], Now);
        var authority = File.ReadAllText(first.Authority);

        var last = DevelopmentCertificates.Create(cli.Data, [], Now.AddYears(10).AddDays(-1));
        Assert.InRange((Now.AddYears(10) - last.ValidUntil).TotalSeconds, 0, 2);

        DevelopmentCertificates.Create(cli.Data, [], Now.AddYears(10).AddDays(1));
        Assert.NotEqual(authority, File.ReadAllText(first.Authority));
    }

    [Fact]
    public void Only_the_owner_reads_the_keys()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var cli = new Cli();

        var files = DevelopmentCertificates.Create(cli.Data, [], Now);

        foreach (var key in (string[])[files.Key, Path.ChangeExtension(files.Authority, ".key")])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(key));
        }
    }

    [Fact]
    public async Task The_authority_vouches_for_no_other_name()
    {
        using var cli = new Cli();
        await cli.JsonAsync("certificate", "create");
        var folder = Path.Combine(cli.Data, "certificates");
        using var authority = DevelopmentAuthority.LoadOrCreate(folder, Now);
        using var key = ServerCertificate.NewKey();

        using var inside = ServerCertificate.Sign(authority, key, ["a.mktorest.com"], Now);
        using var outside = ServerCertificate.Sign(authority, key, ["www.example.com"], Now);

        Assert.True(Builds(cli.Data, inside));
        Assert.False(Builds(cli.Data, outside));
    }

    [Fact]
    public async Task A_certificate_is_no_older_than_its_authority_where_the_clock_was_set_back()
    {
        using var cli = new Cli();
        await cli.JsonAsync("certificate", "create");
        using var authority = DevelopmentAuthority.LoadOrCreate(Path.Combine(cli.Data, "certificates"), Now);
        using var key = ServerCertificate.NewKey();

        using var certificate = ServerCertificate.Sign(authority, key, ["a.mktorest.com"], Now.AddHours(-1));

        Assert.Equal(authority.NotBefore, certificate.NotBefore);
        Assert.True(Builds(cli.Data, certificate));
    }

    private static bool Builds(string data, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(data, "certificates", "ca.crt")));
        return chain.Build(certificate);
    }
}
