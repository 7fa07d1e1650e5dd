using System.Net.Http.Headers;
using System.Text;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 609 and 612: the body is not JSON, or not said to be.</summary>
public sealed class JsonBodyTests
{
    private const string Path = "/rest/v1/leads.json";
    private const string Valid = """{"input":[{"email":"json@example.com"}]}""";

    public static TheoryData<string> InvalidBodies => new(
        "{", " ", "{} {}", """{"input":[{"email":"a@example.com"},]}""", "{'input':[]}", """{"input":[{"email":"a\x"}]}""",
        "/* a comment */ {}", "undefined", "\u0000",
        """{"input":[{"email":"\ud800"}]}""", """{"input":[{"email":"\udc00\ud800"}]}""", """{"input":[{"\ud800":"x"}]}""",
        $$"""{"input":[{"email":{{new string('[', 40)}}{{new string(']', 40)}}}]}""");

    [Theory, MemberData(nameof(InvalidBodies))]
    public async Task A_body_that_is_no_JSON_is_609_and_charged(string body)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var charged = await server.ChargedAsync(async () => (await server.Api.PostAsync(Path, body)).Is("609", "Invalid JSON"));

        Assert.Equal(1, charged);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    public async Task A_body_that_is_no_UTF_8_is_609(byte[] middle)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        byte[] body = [.. "{\"input\":[{\"email\":\"a@example.com\",\"firstName\":\""u8, .. middle, .. "\"}]}"u8];

        (await PostAsync(server, body, "application/json")).Is("609", "Invalid JSON");
    }

    [Fact]
    public async Task A_body_in_UTF_16_is_609()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        (await PostAsync(server, Encoding.Unicode.GetBytes(Valid), "application/json;charset=UTF-16")).Is("609", "Invalid JSON");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Every_way_to_say_JSON_is_understood(string contentType)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        Assert.Equal(["created"], (await PostAsync(server, Encoding.UTF8.GetBytes(Valid), contentType)).Outcomes);
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        Assert.Equal(["created"], (await PostAsync(server, [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Valid)], "application/json")).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task Whole_surrogate_pairs_and_other_escapes_are_text(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var created = await server.Api.PostAsync(Path, """{"input":[{"email":"json@example.com","firstName":"\ud83d\ude00 \u00e9 \\ud800"}]}""");

        Assert.Equal(["created"], created.Outcomes);
        var read = await server.Api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=json@example.com&fields=firstName");
        Assert.Equal("😀 é \\ud800", read.Result[0].GetProperty("firstName").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/xml")]
    [InlineData("text/plain")]
    [InlineData("application/jsonp")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task JSON_that_is_not_declared_as_such_is_612_and_charged(string? contentType)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var charged = await server.ChargedAsync(async () =>
            (await PostAsync(server, Encoding.UTF8.GetBytes(Valid), contentType)).Is("612", "Invalid Content Type"));

        Assert.Equal(1, charged);
    }

    [Theory, OnEveryDatabase]
    public async Task The_null_character_is_never_a_bug(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        // The client fails the test on a 611.
        await server.Api.PostAsync(Path, """{"input":[{"email":"null\u0000@example.com","firstName":"\u0000"}]}""");
        await server.Api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=a%00b");
        await server.Api.GetAsync("/rest/v1/leads.json?filterType=%00&filterValues=1");
        await server.Api.GetAsync("/rest/v1/stats/usage.json?x=%00");
    }

    private static Task<Reply> PostAsync(TestServer server, byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Post, Path) { Content = content });
    }
}
