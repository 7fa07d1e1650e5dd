using Leadbase.Server;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Contract;

/// <summary>
/// What must be there before a documented exchange can be repeated. To replay a further page, name it in
/// <see cref="Pages"/>; an example that needs nothing needs no seed.
/// </summary>
internal static class ExampleSeeds
{
    /// <summary>The pages whose examples are replayed.</summary>
    public static readonly IReadOnlyList<string> Pages = ["authentication.md", "error-codes.md", "leads.md", "usage.md"];

    /// <summary>By <see cref="DocumentedExample.Key"/>: prepares a server, and says which texts of URL and body stand for which values there.</summary>
    private static readonly Dictionary<string, Func<ApiClient, Task<(string Text, string Value)[]>>> Seeds = new(StringComparer.Ordinal)
    {
        ["authentication.md GET <Identity URL>/oauth/token?grant_type=client_credentials&client_id=<Client Id>&client_secret=<Client Secret>"] = _ =>
            Texts(("<Identity URL>", "/identity"), ("<Client Id>", Sandbox.ClientId), ("<Client Secret>", Sandbox.ClientSecret)),
        ["leads.md GET /rest/v1/leads.json?filterType=id&filterValues=318581,318592"] = api => LeadsAsync(api, "318581", "318592"),
        ["leads.md POST /rest/v1/leads/delete.json"] = api => LeadsAsync(api, "235", "766"),
        ["leads.md GET /rest/v1/leads/schema/fields/{fieldApiName}.json"] = _ => Texts(("{fieldApiName}", "email")),
        ["leads.md POST /rest/v1/leads/schema/fields/{fieldApiName}.json"] = async api =>
        {
            var field = new { name = "acmeAccessCode", displayName = "Access Code", dataType = "string" };
            Assert.Equal(["created"], (await api.PostAsync("/rest/v1/leads/schema/fields.json", new { input = new[] { field } })).Outcomes);
            return await Texts(("{fieldApiName}", field.name));
        },
        ["usage.md GET /rest/v1/stats/usage.json"] = async api =>
        {
            await api.GetAsync("/rest/v1/lead/1.json");
            return [];
        },
        ["usage.md GET /rest/v1/stats/errors.json"] = async api =>
        {
            Assert.Equal("609", (await api.PostAsync("/rest/v1/leads.json", "{")).Code);
            Assert.Equal("610", (await api.GetAsync("/rest/v1/none.json")).Code);
            return [];
        },
    };

    /// <summary>The same for those that need an asset, or an id that an answer does not tell.</summary>
    private static readonly Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> ServerSeeds = new(StringComparer.Ordinal)
    {
        ["leads.md POST /rest/v1/leads/push.json"] = async server =>
        {
            await server.AddProgramAsync("Big Blue Thing Product Launch");
            await server.Api.AddFieldAsync("jobTitle", "string");
            // The website is the company's, which Sync Companies alone changes, as the page itself says.
            return await Texts(("\"website\"", "\"city\""));
        },
        ["leads.md POST /rest/v1/leads/submitForm.json"] = async server =>
        {
            await server.Api.AddFieldAsync("pMCFField", "string");
            var form = await server.AddFormAsync("Unsubscribe", 1, null, "firstName", "lastName", "email", "pMCFField");
            return await Texts(("1029", $"{form}"));
        },
        ["leads.md POST /rest/v1/leads/{id}/merge.json?leadId=1324"] = async server =>
            [.. await LeadsAsync(server.Api, "1324"), .. await LeadsAsync(server.Api, "{id}")],
        ["leads.md POST /rest/v1/leads/{id}/associate.json?cookie=id:287-GTJ-838%26token:_mch-marketo.com-1396310362214-46169"] = server => LeadsAsync(server.Api, "{id}"),
    };

    /// <summary>The keys of all seeds.</summary>
    public static IEnumerable<string> Keys => Seeds.Keys.Concat(ServerSeeds.Keys);

    /// <summary>Prepares a server for an example.</summary>
    public static Task<(string Text, string Value)[]> PlantAsync(DocumentedExample example, TestServer server) =>
        ServerSeeds.TryGetValue(example.Key, out var special) ? special(server)
        : Seeds.TryGetValue(example.Key, out var seed) ? seed(server.Api) : Texts();

    private static Task<(string Text, string Value)[]> Texts(params (string Text, string Value)[] texts) => Task.FromResult(texts);

    /// <summary>Creates a lead for each documented id.</summary>
    private static async Task<(string Text, string Value)[]> LeadsAsync(ApiClient api, params string[] ids)
    {
        var reply = await api.SyncAsync([.. ids.Select(id => new { email = $"lead{id}@example.com", firstName = "Abraham", lastName = "Lincoln" })]);
        return [.. ids.Zip(reply.Result.Select(r => r.GetProperty("id").GetRawText()))];
    }
}
