using System.Globalization;
using Leadbase.Server;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Contract;

/// <summary>
/// What must be there before a documented exchange can be repeated. To replay a further page, name it in
/// <see cref="Pages"/>; an example that needs nothing needs no seed.
/// </summary>
internal static class ExampleSeeds
{
    /// <summary>The pages whose examples are replayed.</summary>
    public static readonly IReadOnlyList<string> Pages = ["authentication.md", "error-codes.md", "leads.md", "program-members.md", "usage.md"];

    /// <summary>By <see cref="DocumentedExample.Key"/>: prepares a server, and says which texts of URL and body stand for which values there.</summary>
    private static readonly Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> Seeds = new(StringComparer.Ordinal)
    {
        ["authentication.md GET <Identity URL>/oauth/token?grant_type=client_credentials&client_id=<Client Id>&client_secret=<Client Secret>"] = _ =>
            Texts(("<Identity URL>", "/identity"), ("<Client Id>", Sandbox.ClientId), ("<Client Secret>", Sandbox.ClientSecret)),
        ["leads.md GET /rest/v1/leads.json?filterType=id&filterValues=318581,318592"] = server => LeadsAsync(server.Api, "318581", "318592"),
        ["leads.md POST /rest/v1/leads/delete.json"] = server => LeadsAsync(server.Api, "235", "766"),
        ["leads.md GET /rest/v1/leads/schema/fields/{fieldApiName}.json"] = _ => Texts(("{fieldApiName}", "email")),
        ["leads.md POST /rest/v1/leads/schema/fields/{fieldApiName}.json"] = async server =>
        {
            var field = new { name = "acmeAccessCode", displayName = "Access Code", dataType = "string" };
            Assert.Equal(["created"], (await server.Api.PostAsync("/rest/v1/leads/schema/fields.json", new { input = new[] { field } })).Outcomes);
            return await Texts(("{fieldApiName}", field.name));
        },
        ["leads.md GET /rest/v1/leads/programs/{programId}.json?batchSize=3"] = server => MembersAsync(server, "Influenced", "first", "second", "third", "fourth"),
        ["leads.md GET /rest/v1/leads/{id}/programMembership.json"] = async server =>
            [("{id}", (await MembersAsync(server, "Influenced", "only"))[^1].Value)],
        ["program-members.md GET /rest/v1/programs/{programId}/members.json?filterType=statusName&filterValues=Influenced"] = server =>
            MembersAsync(server, "Influenced", "1789", "1790"),
        ["program-members.md POST /rest/v1/programs/{programId}/members/status.json"] = async server =>
        {
            var (past, member, lead) = (await MembersAsync(server, "Left", "1800"), await MembersAsync(server, "Invited", "1801"), await LeadsAsync(server.Api, "1235"));
            return [.. member, .. past, .. lead];
        },
        ["program-members.md POST /rest/v1/programs/{programId}/members.json"] = async server =>
            [.. await MembersAsync(server, "Influenced", "1789", "1790"), .. await LeadsAsync(server.Api, "1003")],
        ["program-members.md POST /rest/v1/programs/{programId}/members/delete.json"] = async server =>
            [.. await MembersAsync(server, "Influenced", "1235"), .. await LeadsAsync(server.Api, "77")],
        ["program-members.md GET /rest/v1/programs/members/schema/fields/{fieldApiName}.json"] = _ => Texts(("{fieldApiName}", "statusName")),
        ["program-members.md POST /rest/v1/programs/members/schema/fields/pMCFCustomField03.json"] = async server =>
        {
            await server.Api.AddMemberFieldAsync("pMCFCustomField03", "string");
            return [];
        },
        ["usage.md GET /rest/v1/stats/usage.json"] = async server =>
        {
            await server.Api.GetAsync("/rest/v1/lead/1.json");
            return [];
        },
        ["usage.md GET /rest/v1/stats/errors.json"] = async server =>
        {
            Assert.Equal("609", (await server.Api.PostAsync("/rest/v1/leads.json", "{")).Code);
            Assert.Equal("610", (await server.Api.GetAsync("/rest/v1/none.json")).Code);
            return [];
        },
    };

    /// <summary>The keys of all seeds.</summary>
    public static IEnumerable<string> Keys => Seeds.Keys;

    /// <summary>Prepares a server for an example.</summary>
    public static Task<(string Text, string Value)[]> PlantAsync(DocumentedExample example, TestServer server) =>
        Seeds.TryGetValue(example.Key, out var seed) ? seed(server) : Texts();

    private static Task<(string Text, string Value)[]> Texts(params (string Text, string Value)[] texts) => Task.FromResult(texts);

    /// <summary>Creates a lead for each documented id.</summary>
    private static async Task<(string Text, string Value)[]> LeadsAsync(ApiClient api, params string[] ids)
    {
        var reply = await api.SyncAsync([.. ids.Select(id => new { email = $"lead{id}@example.com", firstName = "Abraham", lastName = "Lincoln" })]);
        return [.. ids.Zip(reply.Result.Select(r => r.GetProperty("id").GetRawText()))];
    }

    /// <summary>Creates a lead for each documented id, and makes them members of the program.</summary>
    private static async Task<(string Text, string Value)[]> MembersAsync(TestServer server, string status, params string[] ids)
    {
        const long Program = 1044;
        if ((await server.Api.GetAsync($"/rest/v1/leads/programs/{Program}.json")).Code == "1013") await server.AddProgramAsync(id: Program);
        var leads = await LeadsAsync(server.Api, ids);
        var reply = await server.Api.SetStatusAsync(Program, status, leads.Select(l => long.Parse(l.Value, CultureInfo.InvariantCulture)));
        Assert.All(reply.Outcomes, o => Assert.Equal("created", o));
        return [("{programId}", "1044"), .. leads];
    }
}
