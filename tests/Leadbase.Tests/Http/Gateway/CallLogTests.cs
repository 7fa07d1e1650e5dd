using System.Text;
using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>The one line per call.</summary>
public sealed class CallLogTests
{
    private static readonly CallRecord Plain = new(
        "e42b#14272d07d78", "123-ABC-456", "api@sandbox.local", "syncLeadUsingPOST", 200, "0", TimeSpan.FromTicks(12_350), 17, 42);

    [Fact]
    public void A_line_of_text_has_the_call_in_pairs()
    {
        Assert.Equal(
            "2026-03-02T18:00:00.0000000Z e42b#14272d07d78 123-ABC-456 user=api@sandbox.local operation=syncLeadUsingPOST status=200 code=0 ms=1.235 in=17 out=42\n",
            Written(json: false, Plain));
    }

    [Fact]
    public void A_line_of_JSON_has_the_call_in_members()
    {
        Assert.Equal(
            """{"time":"2026-03-02T18:00:00.0000000Z","requestId":"e42b#14272d07d78","instance":"123-ABC-456","user":"api@sandbox.local","operation":"syncLeadUsingPOST","status":200,"code":"0","ms":1.235,"in":17,"out":42}""" + "\n",
            Written(json: true, Plain));
    }

    [Theory]
    [InlineData("a\nb@example.com", "a_b@example.com")]
    [InlineData("a\r\n\tb@example.com", "a___b@example.com")]
    [InlineData("\"},{\"user\":\"b@example.com", "_},{_user_:_b@example.com")]
    [InlineData("a\\\"@example.com", "a__@example.com")]
    [InlineData("\u001b[31ma@example.com", "_[31ma@example.com")]
    [InlineData("\u007f\u009b31m\u0085@example.com", "__31m_@example.com")]
    [InlineData("\0@example.com", "_@example.com")]
    [InlineData("grüße-😀@example.com", "grüße-😀@example.com")]
    public void Hostile_characters_of_a_user_break_no_line(string user, string shown)
    {
        var text = Written(json: false, Plain with { User = user });
        var json = Written(json: true, Plain with { User = user });

        Assert.Contains($" user={shown} operation=", text, StringComparison.Ordinal);
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(json.Length - 1, json.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(shown, JsonDocument.Parse(json).RootElement.GetProperty("user").GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        // Not inline data: an attribute cannot hold it.
        Assert.Contains(" user=\ufffd@example.com operation=", Written(json: false, Plain with { User = (char)0xD800 + "@example.com" }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_user_is_cut_and_its_line_is_whole()
    {
        var line = Written(json: true, Plain with { User = new string('€', 255), Operation = new string('o', 255), RequestId = new string('r', 255) });

        Assert.Equal(new string('€', 120), JsonDocument.Parse(line).RootElement.GetProperty("user").GetString());
    }

    [Fact]
    public void Lines_keep_their_order_however_many_there_are()
    {
        var lines = Written(json: true, [.. Enumerable.Range(0, 5000).Select(i => Plain with { BytesIn = i })]).TrimEnd('\n').Split('\n');

        Assert.Equal(Enumerable.Range(0, 5000), lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("in").GetInt32()));
    }

    [Fact]
    public void A_log_that_nobody_reads_holds_up_no_call_and_says_later_what_it_has_dropped()
    {
        using var stream = new BlockedStream();
        var log = new CallLog(new FakeTimeProvider(TestServer.StartTime), stream, json: true);
        log.Write(Plain);
        stream.Entered.Wait();

        for (var i = 0; i < 40_000; i++) log.Write(Plain);
        stream.Gate.Set();
        log.Dispose();

        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var dropped = Assert.Single(lines, l => l.TryGetProperty("droppedLines", out _)).GetProperty("droppedLines").GetInt32();
        Assert.True(dropped > 0);
        Assert.Equal(40_001, lines.Count - 1 + dropped);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_served_call_is_logged_without_its_token_its_secret_or_its_values(bool json)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var token = await server.Api.TokenAsync();
        using var stream = new MemoryStream();
        using (var log = new CallLog(server.Clock, stream, json))
        {
            var gateway = new ApiGateway(
                server.Server.Catalogue, new Routes().MapGateway().Build(), log, new GatewayOptions(), server.Clock, NullLogger<ApiGateway>.Instance);
            await gateway.HandleAsync(Request("/identity/oauth/token", $"?grant_type=client_credentials&client_id={Sandbox.ClientId}&client_secret={Sandbox.ClientSecret}"));
            await gateway.HandleAsync(Request("/rest/v1/stats/usage.json", $"?access_token={token}&private=value-of-a-person"));
            await gateway.HandleAsync(Request("/rest/v1/stats/usage.json", "", $"Bearer {token}"));
            await gateway.HandleAsync(Request("/rest/v1/value-of-a-person.json", "", $"Bearer {token}"));
            await gateway.HandleAsync(Request("/rest/v1/stats/usage.json", "?access_token=value-of-a-person"));
        }

        var text = Encoding.UTF8.GetString(stream.ToArray());
        string[] operations = ["identityUsingGET", "getDailyUsageUsingGET", "getDailyUsageUsingGET", "-", "-"];
        string[] codes = ["0", "0", "0", "610", "601"];
        string[] users = ["-", Sandbox.UserEmail, Sandbox.UserEmail, Sandbox.UserEmail, "-"];
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.Equal(5, lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var expected = json
                ? $"\"instance\":\"123-ABC-456\",\"user\":\"{users[i]}\",\"operation\":\"{operations[i]}\",\"status\":200,\"code\":\"{codes[i]}\","
                : $" 123-ABC-456 user={users[i]} operation={operations[i]} status=200 code={codes[i]} ";
            Assert.Contains(expected, lines[i], StringComparison.Ordinal);
        }
        foreach (var hidden in (string[])[token, token[..36], Sandbox.ClientSecret, Sandbox.ClientId, "value-of-a-person"])
        {
            Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        }
    }

    private static DefaultHttpContext Request(string path, string query, string? authorization = null)
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Host, http.Request.Path, http.Request.QueryString) = ("GET", new HostString("localhost"), path, new QueryString(query));
        http.Request.Headers.Authorization = authorization;
        return http;
    }

    private static string Written(bool json, params CallRecord[] records)
    {
        using var stream = new MemoryStream();
        using (var log = new CallLog(new FakeTimeProvider(TestServer.StartTime), stream, json))
        {
            foreach (var record in records) log.Write(record);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A terminal that was stopped, until the gate is opened.</summary>
    private sealed class BlockedStream : MemoryStream
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Gate { get; } = new();

        public override void Write(byte[] buffer, int offset, int count)
        {
            Entered.Set();
            Gate.Wait();
            base.Write(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            Entered.Dispose();
            Gate.Dispose();
            base.Dispose(disposing);
        }
    }
}
