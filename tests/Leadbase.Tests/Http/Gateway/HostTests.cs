using Leadbase.Accounts;
using Leadbase.Server;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>Which instance a host name leads to, 614, and the names that a sandbox does not answer to.</summary>
public sealed class HostTests
{
    [Theory, OnEveryDatabase]
    public async Task Each_instance_is_served_under_its_own_name_with_its_own_data(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var other = await server.SecondInstanceAsync("456-def-789.mktorest.com");

        Assert.Equal(["created"], (await other.SyncAsync([new { email = "developerfeedback@marketo.com", firstName = "Other" }])).Outcomes);

        foreach (var host in (string[])["456-def-789.mktorest.com", "456-DEF-789.MKTOREST.COM", "456-def-789.localhost", "456-def-789.localhost:5040"])
        {
            other.Host = host;
            Assert.Equal("Other", await FirstNameAsync(other));
        }
        foreach (var host in (string?[])[null, "localhost", "LocalHost:8080", "127.0.0.1", "[::1]", "anything.localhost", "123-abc-456.mktorest.com", "123-ABC-456.localhost"])
        {
            server.Api.Host = host;
            Assert.Equal("Kenneth", await FirstNameAsync(server.Api));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_Munchkin_id_that_is_not_there_is_614_and_identity_says_so_too(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.Api.TokenAsync();

        foreach (var host in (string[])["999-ZZZ-999.mktorest.com", "999-zzz-999.localhost"])
        {
            server.Api.Host = host;
            (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("614", "Invalid Subscription");
            (await server.Api.GetAsync("/identity/oauth/token?grant_type=client_credentials")).Is("614", "Invalid Subscription");
        }
        server.Api.Host = null;

        Assert.Equal(1, await server.CountAsync());
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("localhost.example.com")]
    [InlineData("127.0.0.1.example.com")]
    [InlineData("123-abc-456.example.com")]
    [InlineData("123-abc-456.mktorest.com.example.com")]
    [InlineData("192.0.2.1")]
    [InlineData("123-abc-456")]
    public async Task A_sandbox_refuses_names_that_are_not_its_own(string host)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var token = await server.Api.TokenAsync();
        server.Api.Host = host;

        foreach (var path in (string[])[GatewayProbe.Partitions, $"{GatewayProbe.Partitions}?access_token={token}", "/identity/oauth/token"])
        {
            var reply = await server.Api.GetAsync(path);
            Assert.Equal(421, reply.Status);
            Assert.Equal("614", reply.Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_production_server_answers_to_any_name_and_has_no_instance_at_first(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => (o.Sandbox, o.Key) = (false, SecretBox.NewKey()));
        (await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Get, GatewayProbe.Partitions), authorize: false)).Is("614", "Invalid Subscription");
        using var api = await server.SecondInstanceAsync(null);

        foreach (var host in (string?[])[null, "marketo.example.com", "456-DEF-789.example.com", "456-def-789"])
        {
            api.Host = host;
            Assert.True((await api.GetAsync(GatewayProbe.Partitions)).Success);
        }
        api.Host = "123-ABC-456.example.com";
        (await api.GetAsync(GatewayProbe.Partitions)).Is("614", "Invalid Subscription");
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    [InlineData("http://192.0.2.1:5040")]
    [InlineData("http://example.com:5040")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task A_sandbox_does_not_listen_beyond_loopback(string address)
    {
        var refusal = await Assert.ThrowsAsync<AdministrationException>(() => TestServer.StartAsync(DatabaseKind.Sqlite, o => o.Urls = address));

        Assert.Contains("--allow-remote", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_remote_sandbox_has_a_random_secret_and_goes_back_to_the_known_one(DatabaseKind database)
    {
        var first = await TestServer.StartAsync(database);
        var oldToken = await first.Api.TokenAsync();

        var remote = await first.RestartAsync(o => o.AllowRemote = true);
        var secret = remote.Server.SandboxSecret!;
        Assert.Matches("^[A-Za-z0-9]{32}$", secret);
        Assert.NotEqual(Sandbox.ClientSecret, secret);
        var identity = new HttpRequestMessage(HttpMethod.Get, $"/identity/oauth/token?client_id={Sandbox.ClientId}&client_secret={Sandbox.ClientSecret}");
        Assert.Equal(401, (await remote.Api.SendAsync(identity, authorize: false)).Status);
        var request = new HttpRequestMessage(HttpMethod.Get, GatewayProbe.Partitions);
        request.Headers.Authorization = new("Bearer", oldToken);
        (await remote.Api.SendAsync(request)).Is("601", "Access token invalid");
        remote.Api.ClientSecret = secret;
        remote.Api.Host = "sandbox.example.com";
        Assert.True((await remote.Api.GetAsync(GatewayProbe.Partitions)).Success);

        var again = await remote.RestartAsync();
        Assert.Equal(secret, again.Server.SandboxSecret);

        await using var local = await again.RestartAsync(o => o.AllowRemote = false);
        Assert.Equal(Sandbox.ClientSecret, local.Server.SandboxSecret);
        Assert.True((await local.Api.GetAsync(GatewayProbe.Partitions)).Success);
    }

    private static async Task<string?> FirstNameAsync(ApiClient api)
    {
        var reply = await api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=developerfeedback@marketo.com&fields=firstName");
        Assert.True(reply.Success, $"{api.Host}: {reply.Body}");
        return Assert.Single(reply.Result).GetProperty("firstName").GetString();
    }
}
