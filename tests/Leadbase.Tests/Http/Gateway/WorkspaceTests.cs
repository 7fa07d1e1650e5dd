using Leadbase.Accounts;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Custom Services / Workspaces and Partitions": a user reaches the partitions of the workspaces it has a permission in.</summary>
public sealed class WorkspaceTests
{
    private const string Mine = "/rest/v1/leads.json?filterType=email&filterValues=someone@example.com&fields=leadPartitionId";

    [Theory, OnEveryDatabase]
    public async Task A_user_of_one_workspace_reads_and_writes_only_the_leads_of_its_partitions(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var europe = await EuropeAsync(server, "Read-Write Lead");

        Assert.Equal(["Europe"], (await europe.GetAsync(GatewayProbe.Partitions)).Result.Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(["created"], (await europe.SyncAsync([new { email = "someone@example.com" }], partitionName: "Europe")).Outcomes);
        Assert.Equal("1008", (await europe.SyncAsync([new { email = "denied@example.com" }], partitionName: "Default")).Code);
        Assert.Single((await europe.GetAsync(Mine)).Result);
        Assert.Empty((await europe.GetAsync("/rest/v1/leads.json?filterType=id&filterValues=1,2,3")).Result);
        Assert.Empty((await europe.GetAsync("/rest/v1/lead/1.json")).Result);
        Assert.Empty((await server.Api.GetAsync(Mine)).Result);
        Assert.Empty((await server.Api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=denied@example.com")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task A_permission_in_one_workspace_is_none_in_another(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await Administration.CreatePartitionAsync(server.Instance, "Europe");
        await Administration.CreateWorkspaceAsync(server.Instance, "EMEA", null, ["Europe"]);
        await Administration.CreateRoleAsync(server.Instance, "Reader", null, ["Read-Only Lead"]);
        await Administration.CreateRoleAsync(server.Instance, "Writer", null, ["Read-Write Lead"]);
        await Administration.CreateUserAsync(
            server.Instance, "both@example.com", null, null, apiOnly: true, [("Reader", Administration.DefaultName), ("Writer", "EMEA")]);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "Both", null, "both@example.com");
        using var both = server.Api.With(service.ClientId, secret);

        Assert.Equal(["created"], (await both.SyncAsync([new { email = "someone@example.com" }], partitionName: "Europe")).Outcomes);
        Assert.Equal("1008", (await both.SyncAsync([new { email = "denied@example.com" }], partitionName: "Default")).Code);
        Assert.Single((await both.GetAsync(Mine)).Result);
        Assert.Single((await both.GetAsync("/rest/v1/lead/1.json")).Result);
        Assert.Equal(2, (await both.GetAsync(GatewayProbe.Partitions)).Result.Length);
    }

    [Theory, OnEveryDatabase]
    public async Task A_role_without_lead_permissions_in_the_workspace_reaches_nothing(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var europe = await EuropeAsync(server, "Read-Only Company");

        (await europe.GetAsync(GatewayProbe.Partitions)).Is("603", "Access denied");
    }

    private static async Task<ApiClient> EuropeAsync(TestServer server, string permission)
    {
        await Administration.CreatePartitionAsync(server.Instance, "Europe");
        await Administration.CreateWorkspaceAsync(server.Instance, "EMEA", null, ["Europe"]);
        var email = await server.UserAsync([permission], "EMEA");
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "EMEA service", null, email);
        return server.Api.With(service.ClientId, secret);
    }
}
