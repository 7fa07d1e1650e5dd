using Leadbase.Accounts;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Authentication", using an access token: 601 and 602, and the places a token is taken from.</summary>
public sealed class AccessTokenTests
{
    private const string Invalid = "Access token invalid";

    [Theory, OnEveryDatabase]
    public async Task A_call_without_a_token_or_with_junk_is_601_and_not_charged(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var charged = await server.ChargedAsync(async () =>
        {
            foreach (var header in (string?[])[null, "Bearer", "Bearer ", "Bearer junk", "Basic junk", "junk", $"Bearer {Guid.NewGuid()}:int", "Bearer " + new string('x', 5000)])
            {
                (await GetAsync(server, GatewayProbe.Partitions, header)).Is("601", Invalid);
            }
        });

        Assert.Equal(0, charged);
    }

    [Theory, OnEveryDatabase]
    public async Task A_token_of_another_instance_is_601(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var foreigner = await server.SecondInstanceAsync("456-def-789.mktorest.com");
        var token = await foreigner.TokenAsync();

        Assert.True((await foreigner.GetAsync(GatewayProbe.Partitions)).Success);
        (await GetAsync(server, GatewayProbe.Partitions, "Bearer " + token)).Is("601", Invalid);
    }

    [Theory, OnEveryDatabase]
    public async Task A_token_is_602_after_an_hour_and_identity_gives_a_new_one(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var first = await server.Api.TokenAsync();

        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("602", "Access token expired");
        var second = await server.Api.TokenAsync();

        Assert.NotEqual(first, second);
        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
        (await GetAsync(server, GatewayProbe.Partitions, "Bearer " + first)).Is("602", "Access token expired");
    }

    [Theory, OnEveryDatabase]
    public async Task A_rotated_secret_ends_the_tokens_of_its_service_at_once(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
        var directory = await AccountDirectory.OfAsync(server.Instance);

        await Administration.RotateSecretAsync(server.Instance, directory.ServiceOf(server.Api.ClientId)!, "anothersecretanothersecret000000");

        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("601", Invalid);
        server.Api.ClientSecret = "anothersecretanothersecret000000";
        await server.Api.TokenAsync();
        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
    }

    [Fact]
    public async Task A_token_is_taken_from_the_header_in_any_case_of_its_scheme()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var token = await server.Api.TokenAsync();

        foreach (var scheme in (string[])["Bearer", "bearer", "BEARER"])
        {
            Assert.True((await GetAsync(server, GatewayProbe.Partitions, $"{scheme} {token}")).Success);
        }
    }

    [Fact]
    public async Task A_token_is_taken_from_the_query_the_form_and_a_multipart_form()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var token = await server.Api.TokenAsync();

        foreach (var reply in await ByParameterAsync(server, token)) Assert.True(reply.Success, reply.Body);
    }

    [Fact]
    public async Task The_switch_turns_the_token_parameter_off_and_leaves_the_header()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var token = await server.Api.TokenAsync();
        await server.SetAsync(s => s with { Features = new InstanceFeatures { AccessTokenParameter = false } });

        foreach (var reply in await ByParameterAsync(server, token)) reply.Is("601", Invalid);
        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
    }

    [Fact]
    public async Task The_header_wins_over_the_parameter_and_another_scheme_leaves_the_parameter()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var path = $"{GatewayProbe.Partitions}?access_token={await server.Api.TokenAsync()}";

        (await GetAsync(server, path, "Bearer junk")).Is("601", Invalid);
        Assert.True((await GetAsync(server, path, "Basic junk")).Success);
    }

    private static async Task<Reply[]> ByParameterAsync(TestServer server, string token)
    {
        var multipart = new MultipartFormDataContent
        {
            { new StringContent(token), "access_token" }, { new StringContent("id"), "filterType" }, { new StringContent("1"), "filterValues" },
        };
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["access_token"] = token, ["filterType"] = "id", ["filterValues"] = "1" });
        return
        [
            await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{GatewayProbe.Partitions}?access_token={token}"), authorize: false),
            await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/rest/v1/leads.json?_method=GET") { Content = form }, authorize: false),
            await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/rest/v1/leads.json?_method=GET") { Content = multipart }, authorize: false),
        ];
    }

    private static Task<Reply> GetAsync(TestServer server, string path, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null) Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        return server.Api.SendAsync(request, authorize: false);
    }
}
