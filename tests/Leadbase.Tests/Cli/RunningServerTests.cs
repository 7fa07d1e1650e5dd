using System.Net;
using System.Text.Json;

namespace Leadbase.Tests.Cli;

/// <summary>Commands beside a running server.</summary>
public sealed class RunningServerTests
{
    [Theory, OnEveryDatabase]
    public async Task The_server_takes_a_new_service_over_at_its_next_refresh(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        string[] store = ["--data", server.Options.Data, "--postgres-schema", server.Options.PostgresSchema];
        if (server.Options.Postgres is { } connection) store = [.. store, "--postgres", connection];

        var printed = await Cli.RunAnywhereAsync(["service", "create", "New", "--user", "api@sandbox.local", "--json", .. store]);
        Assert.Equal("", printed.Error);
        var service = JsonDocument.Parse(printed.Output).RootElement;
        await server.Server.Catalogue.RefreshAsync(TestContext.Current.CancellationToken);

        using var http = new HttpClient();
        var reply = await http.GetAsync(new Uri(
            $"{server.Url}/identity/oauth/token?grant_type=client_credentials&client_id={service.GetProperty("clientId")}&client_secret={service.GetProperty("clientSecret")}"));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }
}
