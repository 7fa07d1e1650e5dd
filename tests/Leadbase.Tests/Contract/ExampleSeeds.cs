using Leadbase.Server;

namespace Leadbase.Tests.Contract;

/// <summary>
/// What must be there before a documented exchange can be repeated. To replay a further page, name it in
/// <see cref="Pages"/>; an example that needs nothing needs no seed.
/// </summary>
internal static class ExampleSeeds
{
    /// <summary>The pages whose examples are replayed.</summary>
    public static readonly IReadOnlyList<string> Pages = ["activities.md", "authentication.md", "error-codes.md", "leads.md", "usage.md"];

    private const string Changes =
        "activities.md GET /rest/v1/activities/leadchanges.json?nextPageToken=GIYDAOBNGEYS2MBWKQYDAORQGA5DAMBOGAYDAKZQGAYDALBQ&fields=firstName,lastName,department";

    private const string Type = "activities.md GET /rest/v1/activities/external/type/{apiName}";
    private const string Edit = "activities.md POST /rest/v1/activities/external/type/{apiName}";

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
        [Changes] = async api =>
        {
            var token = await TokenAsync(api);
            await api.SyncAsync([new { email = "developerfeedback@marketo.com", firstName = "Ken", lastName = "E" }]);
            return [("GIYDAOBNGEYS2MBWKQYDAORQGA5DAMBOGAYDAKZQGAYDALBQ", token), ("firstName,lastName,department", "firstName,lastName,department&leadIds=1")];
        },
        ["activities.md GET /rest/v1/activities/deletedleads.json?nextPageToken=GIYDAOBNGEYS2MBWKQYDAORQGA5DAMBOGAYDAKZQGAYDALBQ"] = async api =>
        {
            var token = await TokenAsync(api);
            Assert.Equal(["deleted"], (await api.PostAsync("/rest/v1/leads/delete.json", """{"input":[{"id":1}]}""")).Outcomes);
            return [("GIYDAOBNGEYS2MBWKQYDAORQGA5DAMBOGAYDAKZQGAYDALBQ", token)];
        },
        ["activities.md GET /rest/v1/activities.json?activityTypeIds=1&nextPageToken=WQV2VQVPPCKHC6AQYVK7JDSA3I3LCWXH3Y6IIZ7YSGQLXHCPVE5Q===="] = async api =>
        {
            // Nobody visits a page here yet: a changed value is as good.
            var token = await TokenAsync(api);
            await api.SyncAsync([new { email = "developerfeedback@marketo.com", firstName = "Ken" }]);
            return [("WQV2VQVPPCKHC6AQYVK7JDSA3I3LCWXH3Y6IIZ7YSGQLXHCPVE5Q====", token), ("activityTypeIds=1&", "activityTypeIds=13&leadIds=1&")];
        },
        ["activities.md GET /rest/v1/activities/external/types.json"] = api => TypeAsync(api, approve: true),
        [Type + "/describe.json"] = api => TypeAsync(api, approve: true, "conferenceDate datetime", "numberOfAttendees integer"),
        [Edit + ".json"] = api => TypeAsync(api, approve: false),
        [Edit + "/attributes/create.json"] = api => TypeAsync(api, approve: true),
        [Edit + "/attributes/update.json"] = api => TypeAsync(api, approve: true, "conferenceDate date", "numberOfAttendee string"),
        [Edit + "/attributes/delete.json"] = api => TypeAsync(api, approve: true, "conferenceDate datetime", "numberOfAttendees integer"),
        ["activities.md POST /rest/v1/activities/external.json"] = async api =>
        {
            await TypeAsync(api, approve: true, "uRL link");
            return [("\"activityTypeId\": 1001,", "\"activityTypeId\": 100001,"), .. await LeadsAsync(api, "1001", "1200")];
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

    /// <summary>Creates the documented custom activity type, with attributes as <c>apiName dataType</c>.</summary>
    private static async Task<(string Text, string Value)[]> TypeAsync(ApiClient api, bool approve, params string[] attributes)
    {
        const string path = "/rest/v1/activities/external/type";
        var type = new
        {
            apiName = "attendConference",
            name = "Attend Conference",
            description = "Attend the conference",
            triggerName = "Attends Conference",
            filterName = "Attended Conference",
            primaryAttribute = new { apiName = "conferenceName", name = "Conference Name", description = "Name of the conference" },
        };
        Assert.True((await api.PostAsync(path + ".json", type)).Success);
        if (attributes.Length > 0)
        {
            var more = attributes.Select(a => a.Split(' ')).Select(a => new { apiName = a[0], name = a[0], description = "D", dataType = a[1] });
            Assert.True((await api.PostAsync(path + "/attendConference/attributes/create.json", new { attributes = more })).Success);
        }
        if (approve) Assert.True((await api.PostAsync(path + "/attendConference/approve.json", null)).Success);
        return [("{apiName}", "attendConference")];
    }

    private static async Task<string> TokenAsync(ApiClient api) =>
        (await api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2026-01-01T00:00:00Z")).NextPageToken!;

    /// <summary>Creates a lead for each documented id.</summary>
    private static async Task<(string Text, string Value)[]> LeadsAsync(ApiClient api, params string[] ids)
    {
        var reply = await api.SyncAsync([.. ids.Select(id => new { email = $"lead{id}@example.com", firstName = "Abraham", lastName = "Lincoln" })]);
        return [.. ids.Zip(reply.Result.Select(r => r.GetProperty("id").GetRawText()))];
    }
}
