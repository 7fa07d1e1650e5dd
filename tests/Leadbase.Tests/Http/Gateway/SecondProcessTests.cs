using Leadbase.Accounts;
using Leadbase.Server;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>A change that another process makes over the same data is seen within a second.</summary>
public sealed class SecondProcessTests
{
    [Theory, OnEveryDatabase]
    public async Task A_service_made_by_one_process_is_served_by_another_a_second_later(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var second = await server.StartSecondAsync();
        var email = await server.UserAsync(["Read-Only Lead"]);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "New", null, email);

        server.Clock.Advance(TimeSpan.FromSeconds(1));

        using var api = second.Api.With(service.ClientId, secret);
        var path = $"/identity/oauth/token?client_id={service.ClientId}&client_secret={secret}";
        await GatewayProbe.EventuallyAsync(
            async () => (await api.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), authorize: false)).Status == 200, "The service was not seen.");
        Assert.True((await api.GetAsync(GatewayProbe.Partitions)).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task A_token_ended_by_one_process_ends_in_another_that_has_it_in_memory(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var second = await server.StartSecondAsync();
        Assert.True((await second.Api.GetAsync(GatewayProbe.Partitions)).Success);
        var directory = await AccountDirectory.OfAsync(server.Instance);
        await Administration.RotateSecretAsync(server.Instance, directory.ServiceOf(Sandbox.ClientId)!);

        server.Clock.Advance(TimeSpan.FromSeconds(1));

        await GatewayProbe.EventuallyAsync(async () => (await second.Api.GetAsync(GatewayProbe.Partitions)).Code == "601", "The token is still taken.");
    }

    [Theory, OnEveryDatabase]
    public async Task Settings_and_instances_that_a_command_changes_are_those_of_a_running_server_a_second_later(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var options = new ServerOptions
        {
            Data = server.Options.Data,
            Postgres = server.Options.Postgres,
            PostgresSchema = server.Options.PostgresSchema,
            Durability = "fast",
        };
        await using (var command = await LeadbaseStore.OpenAsync(options, server.Clock, CancellationToken.None))
        {
            await command.Catalogue.SetAsync(command.Catalogue.Default!, new InstanceSettings { Maintenance = true });
            await command.Catalogue.CreateAsync("456-DEF-789", new InstanceSettings());
        }

        server.Clock.Advance(TimeSpan.FromSeconds(1));

        await GatewayProbe.EventuallyAsync(async () => (await server.Api.GetAsync(GatewayProbe.Partitions)).Code == "608", "The settings were not seen.");
        server.Api.Host = "456-def-789.localhost";
        // Its tables are opened after the settings were taken over.
        await GatewayProbe.EventuallyAsync(
            async () => (await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Get, GatewayProbe.Partitions))).Code == "601", "The instance was not seen.");
    }
}
