namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 608: the instance is in maintenance.</summary>
public sealed class MaintenanceTests
{
    [Theory, OnEveryDatabase]
    public async Task Every_call_is_608_and_not_charged_until_maintenance_ends(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);

        var charged = await server.ChargedAsync(async () =>
        {
            await server.SetAsync(s => s with { Maintenance = true });
            foreach (var path in (string[])[GatewayProbe.Partitions, GatewayProbe.Usage, "/rest/v1/nothing.json"])
            {
                (await server.Api.GetAsync(path)).Is("608", "API Temporarily Unavailable");
            }
            await server.SetAsync(s => s with { Maintenance = false });
        });

        Assert.Equal(0, charged);
    }

    [Fact]
    public async Task Identity_works_during_maintenance()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        await server.SetAsync(s => s with { Maintenance = true });

        Assert.EndsWith(":int", await server.Api.TokenAsync(), StringComparison.Ordinal);
    }
}
