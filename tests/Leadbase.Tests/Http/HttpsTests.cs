using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Leadbase.Server;
using Leadbase.Server.Certificates;

namespace Leadbase.Tests.Http;

/// <summary>docs/https.md: a client that hard-codes the vendor's host name, a hosts entry, and the development certificate.</summary>
public sealed class HttpsTests
{
    [Fact]
    public async Task A_client_that_insists_on_mktorest_com_runs_unchanged()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, options =>
        {
            DevelopmentCertificates.Create(options.Data, [], TimeProvider.System.GetUtcNow());
            options.Https = true;
            options.Urls = "https://127.0.0.1:0";
        });
        using var http = new HttpClient(TrustingOnly(server.Options.Data, new Uri(server.Url).Port));
        const string Endpoint = "https://123-abc-456.mktorest.com";

        var identity = await http.GetStringAsync(
            $"{Endpoint}/identity/oauth/token?grant_type=client_credentials&client_id={Sandbox.ClientId}&client_secret={Sandbox.ClientSecret}");
        var token = identity.Split('"')[3];
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var lead = await http.GetStringAsync($"{Endpoint}/rest/v1/lead/1.json");
        var other = await http.GetStringAsync("https://999-zzz-999.mktorest.com/rest/v1/lead/1.json");

        Assert.Contains("developerfeedback@marketo.com", lead, StringComparison.Ordinal);
        Assert.Contains("\"614\"", other, StringComparison.Ordinal);
    }

    // The hosts entry is the connect callback: every name leads to the server. Nothing but its own authority is trusted.
    private static SocketsHttpHandler TrustingOnly(string data, int port)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(Path.Combine(data, "certificates", "ca.crt"));
        return new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
    }
}
