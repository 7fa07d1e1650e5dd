using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 611: a bug of the server, of which nothing internal is told.</summary>
public sealed class SystemErrorTests
{
    [Fact]
    public async Task A_bug_in_a_handler_is_611_without_anything_internal_and_not_charged()
    {
        var broken = GatewayProbe.AnyGet();
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(broken.Id, call =>
        {
            call.Result.WriteStartObject();
            call.Result.WriteString("half", "a result");
            throw new InvalidOperationException("internal words at /srv/leadbase");
        }));
        server.Api.ExpectsBugs = true;

        var charged = await server.ChargedAsync(async () =>
        {
            var reply = await server.Api.GetAsync(broken.Path);
            reply.Is("611", "System error");
            Assert.Equal(["requestId", "success", "errors"], reply.Root.EnumerateObject().Select(p => p.Name));
            Assert.DoesNotContain("internal", reply.Body, StringComparison.Ordinal);
        });

        Assert.Equal(0, charged);
    }

    [Fact]
    public async Task The_call_after_a_bug_gets_a_clean_answer()
    {
        var broken = GatewayProbe.AnyGet();
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(broken.Id, call =>
        {
            call.Result.WriteStringValue("left over");
            throw new JsonException();
        }));
        server.Api.ExpectsBugs = true;

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("611", (await server.Api.GetAsync(broken.Path)).Code);
            Assert.DoesNotContain("left over", (await server.Api.GetAsync(GatewayProbe.Partitions)).Body, StringComparison.Ordinal);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_bug_before_the_handler_is_611_too(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using (var session = await server.Instance.Database.WriteAsync())
        {
            await session.RunAsync($"drop table {server.Instance.Database.Table("token")}");
            await session.CommitAsync();
        }
        var request = new HttpRequestMessage(HttpMethod.Get, GatewayProbe.Partitions);
        request.Headers.Authorization = new("Bearer", "a token that must be looked up");
        server.Api.ExpectsBugs = true;

        (await server.Api.SendAsync(request)).Is("611", "System error");
    }

    [Fact]
    public async Task A_client_that_goes_away_frees_its_place()
    {
        var slow = GatewayProbe.AnyGet();
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(slow.Id, async _ =>
        {
            entered.SetResult();
            await gate.Task;
            return Answer.Success;
        }));
        await server.LimitAsync(concurrency: 1);
        var token = await server.Api.TokenAsync();
        using (var client = new System.Net.Sockets.TcpClient())
        {
            var address = new Uri(server.Url);
            await client.ConnectAsync(address.Host, address.Port);
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {slow.Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n"));
            await entered.Task;
            Assert.Equal("615", (await server.Api.GetAsync(GatewayProbe.Partitions)).Code);
        }
        gate.SetResult();

        await GatewayProbe.EventuallyAsync(async () => (await server.Api.GetAsync(GatewayProbe.Partitions)).Success, "The place was not given back.");
    }
}
