using Leadbase.Server;

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

    /// <summary>The keys of all seeds.</summary>
    public static IEnumerable<string> Keys => Seeds.Keys;

    /// <summary>Prepares a server for an example.</summary>
    public static Task<(string Text, string Value)[]> PlantAsync(DocumentedExample example, ApiClient api) =>
        Seeds.TryGetValue(example.Key, out var seed) ? seed(api) : Texts();

    private static Task<(string Text, string Value)[]> Texts(params (string Text, string Value)[] texts) => Task.FromResult(texts);

    /// <summary>Creates a lead for each documented id.</summary>
    private static async Task<(string Text, string Value)[]> LeadsAsync(ApiClient api, params string[] ids)
    {
        var reply = await api.SyncAsync([.. ids.Select(id => new { email = $"lead{id}@example.com", firstName = "Abraham", lastName = "Lincoln" })]);
        return [.. ids.Zip(reply.Result.Select(r => r.GetProperty("id").GetRawText()))];
    }
}
