using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>The form of every answer: content type, request id, codes as text, and compression ("Performance").</summary>
public sealed class ResponseFormTests
{
    [Theory, OnEveryDatabase]
    public async Task An_answer_is_JSON_in_UTF_8_with_a_request_id_of_its_own(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var ids = new HashSet<string>();

        foreach (var path in (string[])[GatewayProbe.Partitions, "/rest/v1/nothing.json", GatewayProbe.Partitions])
        {
            var reply = await server.Api.GetAsync(path);
            Assert.Equal(Encoding.UTF8.GetByteCount(reply.Body), reply.ContentHeaders.ContentLength);
            Assert.False(reply.Headers.Contains("Server"));
            var id = reply.Root.GetProperty("requestId").GetString()!;
            Assert.Matches("^[0-9a-f]{4,5}#[0-9a-f]{11}$", id);
            var time = long.Parse(id[(id.IndexOf('#', StringComparison.Ordinal) + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Assert.Equal(server.Clock.GetUtcNow().ToUnixTimeMilliseconds(), time);
            ids.Add(id);
        }

        // Three random numbers of a million are rarely equal, and never all.
        Assert.True(ids.Count > 1);
        // Written as documented; the client's library would put a space into it.
        Assert.Contains("\r\nContent-Type: application/json;charset=UTF-8\r\n", await server.RawGetAsync(GatewayProbe.Partitions), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_text_and_an_error_has_nothing_but_code_and_message()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.Api.GetAsync("/rest/v1/nothing.json");

        Assert.Equal(
            $$"""{"requestId":{{reply.Root.GetProperty("requestId").GetRawText()}},"success":false,"errors":[{"code":"610","message":"Requested resource not found"}]}""",
            reply.Body);
    }

    [Fact]
    public async Task A_body_is_compressed_only_from_1024_bytes_and_only_when_asked()
    {
        var operation = GatewayProbe.Any(o => o is { HasEnvelope: false, Method: "GET" });
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(operation.Id, call =>
        {
            call.Json.WriteStringValue(new string('x', int.Parse(call.Parameters["size"]!, CultureInfo.InvariantCulture) - 2));
            return new(Answer.Raw);
        }));

        foreach (var (size, accept, compressed) in ((int, string?, bool)[])
        [
            (1023, "gzip", false), (1024, "gzip", true), (100_000, "gzip", true), (100_000, null, false), (1024, "identity", false), (1024, "br, deflate", false),
            (1024, "br;q=1.0, GZIP;q=0.5", true), (1024, "gzip;q=0", false), (1024, "gzip;q=0.0, br", false), (1024, "*", true), (1024, "x-gzip-not", false),
        ])
        {
            var (encoding, body) = await GetAsync(server, $"{operation.Path}?size={size}", accept);
            Assert.True((encoding == "gzip") == compressed, $"{size} bytes, accepting {accept}: {encoding}");
            Assert.Equal($"\"{new string('x', size - 2)}\"", body);
        }
    }

    [Fact]
    public async Task An_envelope_is_compressed_too()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var (encoding, body) = await GetAsync(server, "/rest/v1/leads/describe.json", "gzip, deflate");

        Assert.Equal("gzip", encoding);
        Assert.True(JsonDocument.Parse(body).RootElement.GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task A_bulk_answer_is_never_compressed()
    {
        var bulk = GatewayProbe.Any(o => o is { IsBulk: true, Method: "GET" });
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(bulk.Id, call =>
        {
            call.Result.WriteStringValue(new string('x', 10_000));
            return new(Answer.Success);
        }));

        var (encoding, body) = await GetAsync(server, bulk.Path, "gzip");

        Assert.Equal("", encoding);
        Assert.Contains(new string('x', 10_000), body, StringComparison.Ordinal);
    }

    private static async Task<(string Encoding, string Body)> GetAsync(TestServer server, string path, string? accept)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url + path);
        request.Headers.Authorization = new("Bearer", await server.Api.TokenAsync());
        if (accept is not null) Assert.True(request.Headers.TryAddWithoutValidation("Accept-Encoding", accept));
        using var response = await client.SendAsync(request);
        var encoding = string.Join(',', response.Content.Headers.ContentEncoding);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(encoding == "gzip" ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        return (encoding, await reader.ReadToEndAsync());
    }
}
