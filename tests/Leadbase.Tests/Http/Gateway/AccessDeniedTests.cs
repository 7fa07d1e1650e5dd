namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 603: the user's roles or the IP allowlist do not admit the call.</summary>
public sealed class AccessDeniedTests
{
    private const string Denied = "Access denied";

    [Theory, OnEveryDatabase]
    public async Task A_missing_permission_is_603_and_charged(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var reader = await server.ServiceAsync("Read-Only Lead");

        var charged = await server.ChargedAsync(async () =>
        {
            (await reader.SyncAsync([new { email = "denied@example.com" }])).Is("603", Denied);
            (await reader.GetAsync("/rest/v1/leads/schema/fields.json")).Is("603", Denied);
        });

        Assert.Equal(2, charged);
        Assert.Empty((await reader.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=denied@example.com")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task An_allowlist_without_our_address_is_603_until_it_is_cleared(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);

        await server.SetAsync(s => s with { IpAllowlist = ["203.0.113.9", "198.51.100.0/24", "2001:db8::/32"] });
        (await server.Api.GetAsync(GatewayProbe.Partitions)).Is("603", Denied);
        (await server.Api.GetAsync(GatewayProbe.Usage)).Is("603", Denied);
        await server.SetAsync(s => s with { IpAllowlist = [] });

        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
        // Partitions twice, usage twice, and one denied partitions call: a call that the list turns away is charged.
        Assert.Equal(5, await server.CountAsync());
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    [InlineData("0.0.0.0/0")]
    public async Task An_allowlist_with_our_address_or_network_admits_the_call(string entry)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        await server.SetAsync(s => s with { IpAllowlist = ["203.0.113.9", entry] });

        Assert.True((await server.Api.GetAsync(GatewayProbe.Partitions)).Success);
    }

    [Fact]
    public async Task Identity_answers_addresses_that_the_list_turns_away()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        await server.SetAsync(s => s with { IpAllowlist = ["203.0.113.9"] });

        Assert.EndsWith(":int", await server.Api.TokenAsync(), StringComparison.Ordinal);
    }
}
