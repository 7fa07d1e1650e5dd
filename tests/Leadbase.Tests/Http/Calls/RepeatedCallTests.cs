using Leadbase.Accounts;
using Leadbase.Gateway.Calls;

namespace Leadbase.Tests.Http.Calls;

/// <summary>A recorded call as a command, and once more.</summary>
public sealed class RepeatedCallTests
{
    [Theory, OnEveryDatabase]
    public async Task A_call_is_made_again_through_the_gateway_and_recorded_like_any_other(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var first = await server.RecordedAsync(api => api.SyncAsync([new { email = "again@example.com" }]));
        var service = (await AccountDirectory.OfAsync(server.Instance)).Services[0];

        Assert.True(ApiRequest.TryRepeat((await server.Recorder().FindAsync(first.RequestId))!, out var request, out _));
        var response = await server.Server.Caller.SendAsync(server.Instance, service, request!, CancellationToken.None);

        Assert.Equal(200, response.Status);
        Assert.Contains("\"status\":\"updated\"", response.Body, StringComparison.Ordinal);
        var latest = (await server.Recorder().ListAsync(new CallFilter(), null, 1)).Calls[0];
        Assert.Equal(("syncLeadUsingPOST", "api@sandbox.local"), (latest.Operation, latest.User));
        Assert.NotEqual(first.RequestId, latest.RequestId);
    }

    [Theory, OnEveryDatabase]
    public async Task The_old_token_is_left_out_and_what_was_not_kept_whole_is_not_made_again(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var token = await server.Api.TokenAsync();
        var query = await server.RecordedAsync(api => api.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/rest/v1/lead/1.json?access_token={token}&fields=id"), authorize: false));
        using var watch = server.Recorder().Watch();
        await server.Api.TokenAsync();
        var identity = await watch.NextAsync();
        await server.RecordAsync(CallRecording.Calls);
        var fact = await server.RecordedAsync(api => api.GetAsync("/rest/v1/lead/1.json"));

        Assert.True(ApiRequest.TryRepeat(await Detail(query), out var again, out _));
        Assert.Equal("/rest/v1/lead/1.json?fields=id", again!.Target);
        Assert.False(ApiRequest.TryRepeat(await Detail(identity), out _, out var secret));
        Assert.Equal("A secret of this call was not kept.", secret);
        Assert.False(ApiRequest.TryRepeat(await Detail(fact), out _, out var bare));
        Assert.Equal("Only the fact of this call was kept, not what was sent.", bare);

        async Task<CallDetail> Detail(RecordedCall call) => (await server.Recorder().FindAsync(call.RequestId))!;
    }

    [Fact]
    public void A_command_is_quoted_for_a_shell()
    {
        var call = new RecordedCall("1", 0, "", "-", "POST", "/rest/v1/leads.json?q=it's", 200, "0", 0, 10, 10);
        var exchange = new RecordedExchange(
            "http", "127.0.0.1:5040",
            new RecordedMessage([new("Host", "x"), new("Authorization", "Bearer ***"), new("Content-Type", "application/json")], "{\"a\":\"$(rm -rf ~)'\"}", 10, false),
            new RecordedMessage([], null, 0, false));

        Assert.Equal(
            """
            curl -g 'http://127.0.0.1:5040/rest/v1/leads.json?q=it'\''s' \
              -H "Authorization: Bearer $TOKEN" \
              -H 'Content-Type: application/json' \
              --data-raw '{"a":"$(rm -rf ~)'\''"}'
            """, CurlCommand.Of(call, exchange), ignoreLineEndingDifferences: true);
    }
}
