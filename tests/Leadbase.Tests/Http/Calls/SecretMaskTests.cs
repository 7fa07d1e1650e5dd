using System.Text;
using Leadbase.Gateway.Calls;
using Leadbase.Server;

namespace Leadbase.Tests.Http.Calls;

/// <summary>No secret of a call is in what is kept of it, wherever the client has put it.</summary>
public sealed class SecretMaskTests
{
    [Theory, OnEveryDatabase]
    public async Task Neither_the_secret_nor_the_token_is_kept_of_any_way_to_send_them(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var watch = server.Recorder().Watch();
        var token = await server.Api.TokenAsync();
        var escaped = Uri.EscapeDataString(token);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sandbox.ClientId}:{Sandbox.ClientSecret}"));

        await server.Api.PostFormAsync("/identity/oauth/token", ("grant_type", "client_credentials"), ("client_id", Sandbox.ClientId), ("client_secret", Sandbox.ClientSecret));
        await SendAsync(HttpMethod.Get, "/identity/oauth/token?grant_type=client_credentials", authorization: $"Basic {basic}");
        await server.Api.GetAsync("/rest/v1/lead/1.json");
        await SendAsync(HttpMethod.Get, $"/rest/v1/lead/1.json?access_token={escaped}");
        await SendAsync(HttpMethod.Get, $"/rest/v1/lead/1.json?acces%73_token={token}");
        await SendAsync(HttpMethod.Post, "/rest/v1/leads.json?_method=GET", Form($"access_token={escaped}&filterType=id&filterValues=1"));
        await server.Api.PostAsync("/rest/v1/leads.json", $$"""{"input":[{"email":"{{token}}","password":"hunter2hunter2"}""");
        await server.Api.PostAsync("/rest/v1/leads.json", $$"""{"input":[{"email":"a@b.c","\u0070assword":"hunter2hunter2","firstName":"{{Sandbox.ClientSecret}}"}]}""");

        for (var calls = 0; calls < 9; calls++) await watch.NextAsync();
        var kept = (await server.Recorder().ListAsync(new CallFilter(), null, 100)).Calls;
        Assert.Equal(9, kept.Count);
        foreach (var call in kept)
        {
            var exchange = (await server.Recorder().FindAsync(call.RequestId))!.Exchange!;
            var all = string.Join('\n', [call.Target, exchange.Request.Body, exchange.Response.Body, .. exchange.Request.Headers.Concat(exchange.Response.Headers).Select(h => h.Value)]);
            Assert.DoesNotContain(token, all, StringComparison.Ordinal);
            Assert.DoesNotContain(escaped, all, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", all, StringComparison.Ordinal);
            Assert.DoesNotContain(basic, all, StringComparison.Ordinal);
            if (call.Operation.StartsWith("identity", StringComparison.Ordinal)) Assert.DoesNotContain(Sandbox.ClientSecret, all, StringComparison.Ordinal);
        }

        async Task SendAsync(HttpMethod method, string path, HttpContent? content = null, string? authorization = null)
        {
            var request = new HttpRequestMessage(method, path) { Content = content };
            if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            await server.Api.SendAsync(request, authorize: false);
        }
    }

    [Theory]
    [InlineData("""{"access_token":"abc","token_type":"bearer"}""", """{"access_token":"***","token_type":"bearer"}""")]
    [InlineData("""{"nextPageToken":"abc","clientSecret" : "a\"b"}""", """{"nextPageToken":"abc","clientSecret" : "***"}""")]
    [InlineData("""{"new_password":"not closed""", """{"new_password":"***""" + "\"")]
    [InlineData("""{"password":"ends in a \""", """{"password":"***""" + "\"")]
    [InlineData("""{"email":"password"}""", """{"email":"password"}""")]
    [InlineData("plain", "plain")]
    public void Members_that_hold_secrets_are_masked_also_where_a_text_is_cut_off(string body, string masked) =>
        Assert.Equal(masked, new SecretMask([]).Body(body, "application/json"));

    [Fact]
    public void Of_a_long_hostile_text_the_mask_is_made_in_time_that_grows_with_it()
    {
        var body = string.Concat(Enumerable.Repeat("\"\\\"\\", 10_000));

        Assert.Equal(body.Length, new SecretMask([]).Body(body, null).Length);
    }

    private static StringContent Form(string text) => new(text, Encoding.UTF8, "application/x-www-form-urlencoded");
}
