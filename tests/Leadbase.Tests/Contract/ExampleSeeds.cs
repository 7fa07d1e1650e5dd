using Leadbase.Server;
using Leadbase.Tests.Http.CustomObjects;

namespace Leadbase.Tests.Contract;

/// <summary>
/// What must be there before a documented exchange can be repeated. To replay a further page, name it in
/// <see cref="Pages"/>; an example that needs nothing needs no seed.
/// </summary>
internal static class ExampleSeeds
{
    /// <summary>The pages whose examples are replayed.</summary>
    public static readonly IReadOnlyList<string> Pages = ["authentication.md", "custom-objects.md", "error-codes.md", "leads.md", "usage.md"];

    /// <summary>By <see cref="DocumentedExample.Key"/>: prepares a server, and says which texts of URL and body stand for which values there.</summary>
    private static readonly Dictionary<string, Func<ApiClient, Task<(string Text, string Value)[]>>> Seeds = new(StringComparer.Ordinal)
    {
        ["authentication.md GET <Identity URL>/oauth/token?grant_type=client_credentials&client_id=<Client Id>&client_secret=<Client Secret>"] = _ =>
            Texts(("<Identity URL>", "/identity"), ("<Client Id>", Sandbox.ClientId), ("<Client Secret>", Sandbox.ClientSecret)),
        ["custom-objects.md GET /rest/v1/customobjects.json"] = CarAsync,
        ["custom-objects.md GET /rest/v1/customobjects/{apiName}/describe.json"] = CarAsync,
        ["custom-objects.md POST /rest/v1/customobjects/{apiName}.json?_method=GET"] = HouseAsync,
        ["custom-objects.md GET /rest/v1/customobjects/schema/{apiName}/describe.json?state=approved"] = CarAsync,
        ["custom-objects.md GET /rest/v1/customobjects/schema.json?names=purchaseHistory"] = PurchasesAsync,
        ["custom-objects.md GET /rest/v1/customobjects/schema/transaction/describe.json"] = api => DraftAsync(api, "transaction"),
        ["custom-objects.md POST /rest/v1/customobjects/schema.json (Update Type)"] = api => DraftAsync(api, "transaction"),
        ["custom-objects.md POST /rest/v1/customobjects/schema/{apiName}/approve.json"] = api => DraftAsync(api, "car", CustomObjectSteps.Vin),
        ["custom-objects.md POST /rest/v1/customobjects/schema/course/approve.json"] = api => DraftAsync(api, "course", CustomObjectSteps.Vin),
        ["custom-objects.md POST /rest/v1/customobjects/schema/enrollment/approve.json"] = api => DraftAsync(api, "enrollment", CustomObjectSteps.Vin),
        ["custom-objects.md POST /rest/v1/customobjects/schema/{apiName}/discardDraft.json"] = api => DraftAsync(api, "car"),
        ["custom-objects.md POST /rest/v1/customobjects/schema/course/addField.json"] = api => DraftAsync(api, "course"),
        ["custom-objects.md POST /rest/v1/customobjects/schema/enrollment/addField.json"] = async api =>
        {
            await api.MakeTypeAsync("course", """{"name":"courseID","displayName":"Course ID","dataType":"string","isDedupeField":true}""");
            return await DraftAsync(api, "enrollment");
        },
        ["custom-objects.md POST /rest/v1/customobjects/schema/{apiName}/{fieldApiName}/updateField.json"] = async api =>
            [.. await DraftAsync(api, "book", Text("title")), ("{fieldApiName}", "title")],
        ["custom-objects.md POST /rest/v1/customobjects/schema/{apiName}/deleteField.json"] = api => DraftAsync(api, "book", Text("title"), Text("author")),
        ["custom-objects.md GET /rest/v1/customobjects/schema/linkableObjects.json"] = CarAsync,
        ["custom-objects.md GET /rest/v1/customobjects/schema/{apiName}/dependentAssets.json"] = async api =>
        {
            await api.MakeTypeAsync("car", CustomObjectSteps.Vin);
            await api.MakeTypeAsync("ride", CustomObjectSteps.Vin, """{"name":"car","displayName":"Car","dataType":"link","relatedTo":{"name":"car","field":"vin"}}""");
            return await Texts(("{apiName}", "car"));
        },
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
        Seeds.TryGetValue(example.KeyWithHeading, out var seed) || Seeds.TryGetValue(example.Key, out seed) ? seed(api) : Texts();

    private static Task<(string Text, string Value)[]> Texts(params (string Text, string Value)[] texts) => Task.FromResult(texts);

    private static string Text(string name) => $$"""{"name":"{{name}}","displayName":"Label of {{name}}","dataType":"string"}""";

    /// <summary>The type of a name as a draft.</summary>
    private static async Task<(string Text, string Value)[]> DraftAsync(ApiClient api, string name, params string[] fields)
    {
        await api.DraftTypeAsync(name, fields);
        return await Texts(("{apiName}", name));
    }

    /// <summary>The page's cars.</summary>
    private static async Task<(string Text, string Value)[]> CarAsync(ApiClient api)
    {
        await api.MakeTypeAsync("car", CustomObjectSteps.Vin, CustomObjectSteps.LeadLink, Text("make"), CustomObjectSteps.Year);
        return await Texts(("{apiName}", "car"));
    }

    /// <summary>The page's houses, known by a compound key.</summary>
    private static async Task<(string Text, string Value)[]> HouseAsync(ApiClient api)
    {
        static string Key(string name) => $$"""{"name":"{{name}}","displayName":"{{name}}","dataType":"string","isDedupeField":true}""";
        static string Number(string name) => $$"""{"name":"{{name}}","displayName":"{{name}}","dataType":"integer"}""";
        await api.MakeTypeAsync("house", Key("mlsNum"), Key("houseOwnerId"), Number("Bedrooms"), Number("yearBuilt"));
        await api.SyncRecordsAsync("house", """{"mlsNum":"1962352","houseOwnerId":"42645756","Bedrooms":3,"yearBuilt":1948}""");
        return await Texts(("{apiName}", "house"));
    }

    /// <summary>The page's purchases, known by the lead and the product.</summary>
    private static async Task<(string Text, string Value)[]> PurchasesAsync(ApiClient api)
    {
        await api.MakeTypeAsync(
            "purchaseHistory",
            """{"name":"lead_id","displayName":"lead_id","dataType":"link","isDedupeField":true,"relatedTo":{"name":"lead","field":"id"}}""",
            """{"name":"product_name","displayName":"Product Name","dataType":"string","isDedupeField":true}""");
        return [];
    }

    /// <summary>Creates a lead for each documented id.</summary>
    private static async Task<(string Text, string Value)[]> LeadsAsync(ApiClient api, params string[] ids)
    {
        var reply = await api.SyncAsync([.. ids.Select(id => new { email = $"lead{id}@example.com", firstName = "Abraham", lastName = "Lincoln" })]);
        return [.. ids.Zip(reply.Result.Select(r => r.GetProperty("id").GetRawText()))];
    }
}
