using System.Text;
using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 413: the payload exceeds 1 MB, or 10 MB on bulk.</summary>
public sealed class PayloadTooLargeTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory, OnEveryDatabase]
    public async Task A_body_of_exactly_one_megabyte_is_served(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var reply = await server.Api.PostAsync("/rest/v1/leads.json", Json(Megabyte));

        Assert.Equal(["created"], reply.Outcomes);
    }

    [Fact]
    public async Task A_chunked_body_of_exactly_one_megabyte_is_served()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.Api.SendAsync(Chunked("/rest/v1/leads.json", Megabyte));

        Assert.Equal(["created"], reply.Outcomes);
    }

    [Fact]
    public async Task A_declared_length_over_one_megabyte_is_413_and_not_charged()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var charged = await server.ChargedAsync(async () =>
        {
            var reply = await server.Api.PostAsync("/rest/v1/leads.json", Json(Megabyte + 1));
            Assert.Equal((413, ""), (reply.Status, reply.Body));
        });

        Assert.Equal(0, charged);
        Assert.Empty((await server.Api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=large@example.com")).Result);
    }

    [Fact]
    public async Task A_chunked_body_over_one_megabyte_is_413()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.Api.SendAsync(Chunked("/rest/v1/leads.json", Megabyte + 1));

        Assert.Equal((413, ""), (reply.Status, reply.Body));
        Assert.Empty((await server.Api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=large@example.com")).Result);
    }

    [Fact]
    public async Task A_body_of_an_unknown_path_is_limited_too()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        Assert.Equal(413, (await server.Api.PostAsync("/rest/v1/nothing.json", Json(Megabyte + 1))).Status);
    }

    [Fact]
    public async Task Bulk_takes_ten_megabytes_and_not_one_byte_more()
    {
        var bulk = GatewayProbe.Any(o => o is { IsBulk: true, Method: "POST", Body: BodyKind.Json });
        var received = 0;
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(bulk.Id, call =>
        {
            received = (int)call.Http.Request.ContentLength!.Value;
            return new(Answer.Success);
        }));

        Assert.True((await server.Api.PostAsync(bulk.Path, Json(10 * Megabyte))).Success);
        Assert.Equal(10 * Megabyte, received);
        Assert.Equal(413, (await server.Api.PostAsync(bulk.Path, Json((10 * Megabyte) + 1))).Status);
        Assert.Equal(413, (await server.Api.SendAsync(Chunked(bulk.Path, (10 * Megabyte) + 1))).Status);
    }

    private static string Json(int size) => """{"input":[{"email":"large@example.com"}]}""".PadRight(size);

    private static HttpRequestMessage Chunked(string path, int size)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Json(size), Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        return request;
    }
}
