namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 605: the path exists, with another method.</summary>
public sealed class MethodNotSupportedTests
{
    [Theory]
    [InlineData("GET", "/rest/v1/leads/delete.json")]
    [InlineData("POST", "/rest/v1/leads/describe.json")]
    [InlineData("POST", "/rest/v1/lead/1.json")]
    [InlineData("PUT", "/rest/v1/leads/describe.json")]
    [InlineData("DELETE", "/rest/v1/lead/1.json")]
    public async Task Another_method_is_605_and_not_charged(string method, string path)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var charged = await server.ChargedAsync(async () =>
            (await server.Api.SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).Is("605", "HTTP Method not supported"));

        Assert.Equal(0, charged);
    }

    [Fact]
    public async Task Another_method_without_a_token_is_601()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/rest/v1/leads/delete.json"), authorize: false);

        reply.Is("601", "Access token invalid");
    }
}
