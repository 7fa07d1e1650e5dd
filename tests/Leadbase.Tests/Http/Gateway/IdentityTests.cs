using System.Text;
using Leadbase.Accounts;
using Leadbase.Server;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Authentication", creating an access token.</summary>
public sealed class IdentityTests
{
    private const string Path = "/identity/oauth/token";
    private const string Grant = "grant_type=client_credentials";
    private const string Credentials = $"client_id={Sandbox.ClientId}&client_secret={Sandbox.ClientSecret}";

    [Theory, OnEveryDatabase]
    public async Task The_answer_has_the_documented_members(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var reply = await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&{Credentials}");

        Assert.Equal(200, reply.Status);
        Assert.Equal(["access_token", "token_type", "expires_in", "scope"], reply.Root.EnumerateObject().Select(p => p.Name));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:int$", reply.Root.GetProperty("access_token").GetString());
        Assert.Equal("bearer", reply.Root.GetProperty("token_type").GetString());
        Assert.Equal(3599, reply.Root.GetProperty("expires_in").GetInt32());
        Assert.Equal("api@sandbox.local", reply.Root.GetProperty("scope").GetString());
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Credentials_are_taken_from_the_query_the_form_both_or_Basic()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var token = await server.Api.TokenAsync();
        var basic = Basic(Sandbox.ClientId, Sandbox.ClientSecret);

        foreach (var reply in (Reply[])
        [
            await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&{Credentials}"),
            await SendAsync(server, HttpMethod.Post, $"{Path}?{Grant}&{Credentials}"),
            await SendAsync(server, HttpMethod.Post, Path, form: $"{Grant}&{Credentials}"),
            await SendAsync(server, HttpMethod.Post, $"{Path}?{Grant}", form: Credentials),
            await SendAsync(server, HttpMethod.Get, $"{Path}?{Credentials}"),
            await SendAsync(server, HttpMethod.Get, $"/identity//oauth/token?{Grant}&{Credentials}"),
            await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}", basic),
            await SendAsync(server, HttpMethod.Post, Path, basic, Grant),
            await SendAsync(server, HttpMethod.Post, Path, basic),
        ])
        {
            Assert.Equal(200, reply.Status);
            Assert.Equal(token, reply.Root.GetProperty("access_token").GetString());
        }
    }

    [Fact]
    public async Task Junk_in_the_Authorization_header_and_unknown_parameters_are_ignored()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        foreach (var header in (string[])["Basic junk", "Basic", "Bearer junk", "junk", Basic("someone", "else")])
        {
            var reply = await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&{Credentials}&partner_id=abc_def&access_token=x&_method=DELETE", header);
            Assert.True(reply.Status == 200, $"{header}: {reply.Body}");
        }
    }

    [Fact]
    public async Task Basic_is_not_used_when_parameters_are_given()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var basic = Basic(Sandbox.ClientId, Sandbox.ClientSecret);

        IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={Sandbox.ClientId}&client_secret=wrong", basic), "invalid_client");
        IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={Sandbox.ClientId}", basic), "invalid_client");
    }

    [Theory, OnEveryDatabase]
    public async Task Wrong_unknown_and_missing_credentials_are_401_and_nothing_of_it_is_charged(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var charged = await server.ChargedAsync(async () =>
        {
            IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={Sandbox.ClientId}&client_secret=wrong"), "invalid_client");
            IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={Guid.NewGuid()}&client_secret={Sandbox.ClientSecret}"), "invalid_client");
            IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={Sandbox.ClientId}"), "invalid_client");
            IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={Sandbox.ClientId}&client_secret={Sandbox.ClientSecret}x"), "invalid_client");
            IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={Sandbox.ClientId}&client_secret={new string('s', 4000)}"), "invalid_client");
            IsRefused(await SendAsync(server, HttpMethod.Post, Path, form: $"{Grant}&client_id=%00&client_secret=%00"), "invalid_client");
            IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}"), "unauthorized");
            IsRefused(await SendAsync(server, HttpMethod.Get, Path, Basic(Sandbox.ClientId, "wrong")), "invalid_client");
            IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?grant_type=password&{Credentials}"), "unsupported_grant_type");
            Assert.Equal(200, (await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&{Credentials}")).Status);
        });

        Assert.Equal(0, charged);
        Assert.Empty((await server.Api.GetAsync("/rest/v1/stats/errors.json")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task The_token_stays_the_same_while_its_life_falls_from_3599_to_0(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var first = await TokenAsync(server);
        var again = await TokenAsync(server);
        server.Clock.Advance(TimeSpan.FromSeconds(1000));
        var later = await TokenAsync(server);
        server.Clock.Advance(TimeSpan.FromSeconds(2599));
        var last = await TokenAsync(server);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await TokenAsync(server);

        Assert.Equal((first.Token, 3599), first);
        Assert.Equal((first.Token, 3599), again);
        Assert.Equal((first.Token, 2599), later);
        Assert.Equal((first.Token, 0), last);
        Assert.NotEqual(first.Token, next.Token);
        Assert.Equal(3599, next.ExpiresIn);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_services_of_one_user_have_independent_tokens(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var email = await server.UserAsync(["Read-Only Lead"]);
        var (one, oneSecret) = await Administration.CreateServiceAsync(server.Instance, "One", null, email);
        var (two, twoSecret) = await Administration.CreateServiceAsync(server.Instance, "Two", null, email);

        var first = await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={one.ClientId}&client_secret={oneSecret}");
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        var second = await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={two.ClientId}&client_secret={twoSecret}");
        var firstAgain = await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={one.ClientId}&client_secret={oneSecret}");

        Assert.Equal(email, first.Root.GetProperty("scope").GetString());
        Assert.Equal(email, second.Root.GetProperty("scope").GetString());
        Assert.NotEqual(first.Root.GetProperty("access_token").GetString(), second.Root.GetProperty("access_token").GetString());
        Assert.Equal(3599, second.Root.GetProperty("expires_in").GetInt32());
        Assert.Equal(1799, firstAgain.Root.GetProperty("expires_in").GetInt32());
        IsRefused(await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&client_id={one.ClientId}&client_secret={twoSecret}"), "invalid_client");
    }

    [Theory, OnEveryDatabase]
    public async Task A_restart_keeps_the_token(DatabaseKind database)
    {
        var server = await TestServer.StartAsync(database);
        var (token, _) = await TokenAsync(server);
        server.Clock.Advance(TimeSpan.FromSeconds(100));

        await using var restarted = await server.RestartAsync();

        var request = new HttpRequestMessage(HttpMethod.Get, GatewayProbe.Partitions);
        request.Headers.Authorization = new("Bearer", token);
        Assert.True((await restarted.Api.SendAsync(request)).Success);
        Assert.Equal((token, 3499), await TokenAsync(restarted));
    }

    [Theory, OnEveryDatabase]
    public async Task First_calls_at_the_same_time_all_get_the_same_token(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var second = await server.StartSecondAsync();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => TokenAsync(i % 2 == 0 ? server : second))));

        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public async Task A_service_of_a_user_that_is_not_API_only_is_refused()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        await Administration.CreateUserAsync(server.Instance, "person@example.com", null, null, apiOnly: false, [("API Role", Administration.DefaultName)]);

        var refusal = await Assert.ThrowsAsync<AdministrationException>(
            () => Administration.CreateServiceAsync(server.Instance, "Not allowed", null, "person@example.com"));

        Assert.Equal("person@example.com is not an API-only user; only those own services.", refusal.Message);
    }

    private static async Task<(string Token, int ExpiresIn)> TokenAsync(TestServer server)
    {
        var reply = await SendAsync(server, HttpMethod.Get, $"{Path}?{Grant}&{Credentials}");
        Assert.True(reply.Status == 200, reply.Body);
        return (reply.Root.GetProperty("access_token").GetString()!, reply.Root.GetProperty("expires_in").GetInt32());
    }

    private static void IsRefused(Reply reply, string error)
    {
        Assert.Equal(401, reply.Status);
        Assert.Equal(["error", "error_description"], reply.Root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(error, reply.Root.GetProperty("error").GetString());
        Assert.NotEmpty(reply.Root.GetProperty("error_description").GetString()!);
    }

    private static string Basic(string id, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"));

    private static Task<Reply> SendAsync(TestServer server, HttpMethod method, string path, string? authorization = null, string? form = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (authorization is not null) Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        if (form is not null) request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        return server.Api.SendAsync(request, authorize: false);
    }
}
