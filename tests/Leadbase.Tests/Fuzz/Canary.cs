using Leadbase.Accounts;

namespace Leadbase.Tests.Fuzz;

/// <summary>
/// A lead in a partition that the fuzzer's user may read and not change, and one in another instance: both must be as they
/// were, whatever was sent.
/// </summary>
internal sealed class Canary(TestServer server, ApiClient keeper, ApiClient stranger, string lead, string elsewhere) : IDisposable
{
    private const string Path = "/rest/v1/leads.json?filterType=email&filterValues=canary@x.test&fields=email,firstName,lastName,title,leadScore,updatedAt,leadPartitionId";

    /// <summary>Creates the leads, and the fuzzer's service beside its keeper's.</summary>
    public static async Task<Canary> HatchAsync(TestServer server)
    {
        var instance = server.Instance;
        await Administration.CreatePartitionAsync(instance, "Vault");
        await Administration.CreateWorkspaceAsync(instance, "Vault", null, ["Vault"]);
        await Administration.CreateRoleAsync(instance, "Keeper", null, ["Read-Write Lead"]);
        await Administration.CreateRoleAsync(instance, "Reader", null, ["Read-Only Lead"]);
        await Administration.CreateUserAsync(instance, "keeper@x.test", null, null, apiOnly: true, [("Keeper", "Vault")]);
        await Administration.CreateUserAsync(instance, "fuzzer@x.test", null, null, apiOnly: true, [("API Role", "Default"), ("Reader", "Vault")]);
        await Administration.CreateServiceAsync(instance, "Fuzzer", null, "fuzzer@x.test", (FuzzInputs.ClientId, FuzzInputs.ClientSecret));
        var (service, secret) = await Administration.CreateServiceAsync(instance, "Keeper", null, "keeper@x.test");
        var keeper = server.Api.With(service.ClientId, secret);

        var other = await server.Server.Catalogue.CreateAsync("888-AAA-888", new InstanceSettings());
        await Administration.CreateDefaultsAsync(other);
        await Administration.CreateRoleAsync(other, "All", null, Permissions.All);
        await Administration.CreateUserAsync(other, "api@x.test", null, null, apiOnly: true, [("All", "Default")]);
        var (foreign, foreignSecret) = await Administration.CreateServiceAsync(other, "Api", null, "api@x.test");
        var stranger = server.Api.With(foreign.ClientId, foreignSecret, "888-AAA-888.localhost");

        object[] bird = [new { email = "canary@x.test", firstName = "Tweety", lastName = "O'Bird <b>", title = "健司", leadScore = 7 }];
        Assert.Equal(["created"], (await keeper.SyncAsync(bird, partitionName: "Vault")).Outcomes);
        Assert.Equal(["created"], (await stranger.SyncAsync(bird)).Outcomes);
        return new Canary(server, keeper, stranger, await ReadAsync(keeper), await ReadAsync(stranger));
    }

    /// <summary>Both live, and the server works.</summary>
    public async Task CheckAsync()
    {
        Assert.Equal(lead, await ReadAsync(keeper));
        Assert.Equal(elsewhere, await ReadAsync(stranger));
        Assert.Empty((await stranger.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=fuzz1@x.test,fuzz2@x.test,fuzz3@x.test")).Result);
        var after = await server.Api.SyncAsync([new { email = "after@x.test", firstName = "After" }]);
        Assert.Equal(["created"], after.Outcomes);
        Assert.Single((await server.Api.GetAsync($"/rest/v1/lead/{after.Result[0].GetProperty("id")}.json")).Result);
        Assert.True((await server.Api.GetAsync("/rest/v1/stats/errors.json")).Success);
    }

    public void Dispose()
    {
        keeper.Dispose();
        stranger.Dispose();
    }

    private static async Task<string> ReadAsync(ApiClient api) => Assert.Single((await api.GetAsync(Path)).Result).GetRawText();
}
