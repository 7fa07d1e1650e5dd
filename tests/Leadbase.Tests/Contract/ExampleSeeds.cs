using System.Globalization;
using Leadbase.Server;
using Leadbase.Tests.Http.CustomObjects;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;
using Leadbase.Tests.Http.Users;

namespace Leadbase.Tests.Contract;

/// <summary>
/// What must be there before a documented exchange can be repeated. To replay a further page, name it in
/// <see cref="Pages"/>; an example that needs nothing needs no seed.
/// </summary>
internal static class ExampleSeeds
{
    /// <summary>The pages whose examples are replayed.</summary>
    public static readonly IReadOnlyList<string> Pages =
    [
        "activities.md",
        "assets.md",
        "authentication.md",
        "bulk-activity-extract.md",
        "bulk-custom-object-extract.md",
        "bulk-custom-object-import.md",
        "bulk-extract.md",
        "bulk-import.md",
        "bulk-lead-extract.md",
        "bulk-lead-import.md",
        "bulk-program-member-extract.md",
        "bulk-program-member-import.md",
        "channels.md",
        "companies.md",
        "custom-objects.md",
        "dynamic-content.md",
        "email-templates-new.md",
        "email-templates.md",
        "emails-new.md",
        "emails.md",
        "error-codes.md",
        "files.md",
        "folders.md",
        "forms.md",
        "fragments.md",
        "landing-page-redirect-rules.md",
        "landing-page-templates.md",
        "landing-pages.md",
        "lead-database.md",
        "leads.md",
        "list-membership.md",
        "named-account-lists.md",
        "named-accounts.md",
        "opportunities.md",
        "opportunity-roles.md",
        "paging-tokens.md",
        "program-members.md",
        "programs.md",
        "sales-persons.md",
        "smart-campaigns.md",
        "smart-lists.md",
        "snippets.md",
        "static-lists.md",
        "tags.md",
        "tokens.md",
        "usage.md",
        "user-management.md",
    ];

    /// <summary>Examples that cannot be repeated, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Left = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bulk-extract.md GET /bulk/v1/leads/export/{exportId}/file.json"] = "What is shown as the answer is a part of a status; the operation answers with the file.",
    };

    private const string Changes =
        "activities.md GET /rest/v1/activities/leadchanges.json?nextPageToken=GIYDAOBNGEYS2MBWKQYDAORQGA5DAMBOGAYDAKZQGAYDALBQ&fields=firstName,lastName,department";

    private const string Type = "activities.md GET /rest/v1/activities/external/type/{apiName}";
    private const string Edit = "activities.md POST /rest/v1/activities/external/type/{apiName}";

    private const string FirstList = "dff23271-f996-47d7-984f-f2676861b5fb";
    private const string SecondList = "dff23271-f996-47d7-984f-f2676861b5fc";

    /// <summary>By <see cref="DocumentedExample.Key"/>: prepares a server, and says which texts of URL and body stand for which values there.</summary>
    private static readonly Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> Seeds = new(StringComparer.Ordinal)
    {
        ["authentication.md GET <Identity URL>/oauth/token?grant_type=client_credentials&client_id=<Client Id>&client_secret=<Client Secret>"] = _ =>
            Texts(("<Identity URL>", "/identity"), ("<Client Id>", Sandbox.ClientId), ("<Client Secret>", Sandbox.ClientSecret)),
        ["user-management.md GET /userservice/management/v1/users/{userid}/user.json"] = server => UserAsync(server, signsIn: true),
        ["user-management.md GET /userservice/management/v1/users/{userid}/roles.json"] = server => UserAsync(server, signsIn: false),
        ["user-management.md GET /userservice/management/v1/users/{userid}/invite.json"] = async server =>
        {
            await server.InvitedAsync("jamie@lannister.com");
            return await Texts(("{userid}", "jamie@lannister.com"));
        },
        ["custom-objects.md GET /rest/v1/customobjects.json"] = Api(CarAsync),
        ["custom-objects.md GET /rest/v1/customobjects/{apiName}/describe.json"] = Api(CarAsync),
        ["custom-objects.md POST /rest/v1/customobjects/{apiName}.json?_method=GET"] = Api(HouseAsync),
        ["custom-objects.md GET /rest/v1/customobjects/schema/{apiName}/describe.json?state=approved"] = Api(CarAsync),
        ["custom-objects.md GET /rest/v1/customobjects/schema.json?names=purchaseHistory"] = Api(PurchasesAsync),
        ["custom-objects.md GET /rest/v1/customobjects/schema/transaction/describe.json"] = server => DraftAsync(server.Api, "transaction"),
        ["custom-objects.md POST /rest/v1/customobjects/schema.json (Update Type)"] = server => DraftAsync(server.Api, "transaction"),
        ["custom-objects.md POST /rest/v1/customobjects/schema/{apiName}/approve.json"] = server => DraftAsync(server.Api, "car", CustomObjectSteps.Vin),
        ["custom-objects.md POST /rest/v1/customobjects/schema/course/approve.json"] = server => DraftAsync(server.Api, "course", CustomObjectSteps.Vin),
        ["custom-objects.md POST /rest/v1/customobjects/schema/enrollment/approve.json"] = server => DraftAsync(server.Api, "enrollment", CustomObjectSteps.Vin),
        ["custom-objects.md POST /rest/v1/customobjects/schema/{apiName}/discardDraft.json"] = server => DraftAsync(server.Api, "car"),
        ["custom-objects.md POST /rest/v1/customobjects/schema/course/addField.json"] = server => DraftAsync(server.Api, "course"),
        ["custom-objects.md POST /rest/v1/customobjects/schema/enrollment/addField.json"] = async server =>
        {
            await server.Api.MakeTypeAsync("course", """{"name":"courseID","displayName":"Course ID","dataType":"string","isDedupeField":true}""");
            return await DraftAsync(server.Api, "enrollment");
        },
        ["custom-objects.md POST /rest/v1/customobjects/schema/{apiName}/{fieldApiName}/updateField.json"] = async server =>
            [.. await DraftAsync(server.Api, "book", Text("title")), ("{fieldApiName}", "title")],
        ["custom-objects.md POST /rest/v1/customobjects/schema/{apiName}/deleteField.json"] = server => DraftAsync(server.Api, "book", Text("title"), Text("author")),
        ["custom-objects.md GET /rest/v1/customobjects/schema/linkableObjects.json"] = Api(CarAsync),
        ["custom-objects.md GET /rest/v1/customobjects/schema/{apiName}/dependentAssets.json"] = async server =>
        {
            await server.Api.MakeTypeAsync("car", CustomObjectSteps.Vin);
            await server.Api.MakeTypeAsync("ride", CustomObjectSteps.Vin, """{"name":"car","displayName":"Car","dataType":"link","relatedTo":{"name":"car","field":"vin"}}""");
            return await Texts(("{apiName}", "car"));
        },
        ["leads.md GET /rest/v1/leads.json?filterType=id&filterValues=318581,318592"] = server => LeadsAsync(server.Api, "318581", "318592"),
        ["leads.md POST /rest/v1/leads/delete.json"] = server => LeadsAsync(server.Api, "235", "766"),
        ["leads.md GET /rest/v1/leads/schema/fields/{fieldApiName}.json"] = _ => Texts(("{fieldApiName}", "email")),
        ["leads.md POST /rest/v1/leads/schema/fields/{fieldApiName}.json"] = async server =>
        {
            var field = new { name = "acmeAccessCode", displayName = "Access Code", dataType = "string" };
            Assert.Equal(["created"], (await server.Api.PostAsync("/rest/v1/leads/schema/fields.json", new { input = new[] { field } })).Outcomes);
            return await Texts(("{fieldApiName}", field.name));
        },
        ["companies.md GET /rest/v1/companies.json?filterType=id&filterValues=3433,5345"] = async server =>
        {
            var ids = await SyncAsync(server.Api, "companies", "id", new { externalCompanyId = "a", company = "Google" }, new { externalCompanyId = "b", company = "Yahoo" });
            return [("3433", ids[0]), ("5345", ids[1])];
        },
        ["companies.md POST /rest/v1/companies.json"] = server => SyncAsync(server.Api, "companies", "id", new { externalCompanyId = "19UYA31581L000000" }).ThenNothing(),
        ["companies.md POST /rest/v1/companies/delete.json"] = server =>
            SyncAsync(server.Api, "companies", "id", new { externalCompanyId = "19UYA31581L000000" }, new { externalCompanyId = "29UYA31581L000000" }).ThenNothing(),
        ["named-accounts.md GET /rest/v1/namedaccounts.json?filterType=name&filterValues=Google,Yahoo"] = Api(GoogleAndYahoo),
        ["named-accounts.md POST /rest/v1/namedaccounts.json"] = Api(GoogleAndYahoo),
        ["named-accounts.md POST /rest/v1/namedaccounts/delete.json"] = Api(GoogleAndYahoo),
        ["opportunities.md GET /rest/v1/opportunities.json?filterType=marketoGUID&filterValues=dff23271-f996-47d7-984f-f2676861b5fa&dff23271-f996-47d7-984f-f2676861b5fc,dff23271-f996-47d7-984f-f2676861b5fb"] = Api(OpportunitiesByGuid),
        ["lead-database.md GET /rest/v1/opportunities.json?filterType=idField&filterValues=dff23271-f996-47d7-984f-f2676861b5fa&dff23271-f996-47d7-984f-f2676861b5fc,dff23271-f996-47d7-984f-f2676861b5fb"] = Api(OpportunitiesByGuid),
        ["opportunities.md POST /rest/v1/opportunities.json"] = server => OpportunitiesAsync(server.Api, "19UYA31581L000000").ThenNothing(),
        ["lead-database.md POST /rest/v1/opportunities.json"] = server => OpportunitiesAsync(server.Api, "19UYA31581L000000").ThenNothing(),
        ["opportunities.md POST /rest/v1/opportunities/delete.json"] = server => OpportunitiesAsync(server.Api, "19UYA31581L000000", "29UYA31581L000000").ThenNothing(),
        ["opportunity-roles.md POST /rest/v1/opportunities/roles.json"] = async server =>
        {
            await OpportunitiesAsync(server.Api, "19UYA31581L000000");
            await SyncAsync(server.Api, "opportunities/roles", "marketoGUID", new { externalOpportunityId = "19UYA31581L000000", leadId = 2, role = "Technical Buyer" });
            return [("456783", "2"), ("456784", "3")];
        },
        ["sales-persons.md GET /rest/v1/salespersons.json?filterType=dedupeFields&filterValues=david@test.com,sam@test.com"] = Api(SalesPersons),
        ["sales-persons.md POST /rest/v1/salespersons.json"] = server => SyncAsync(server.Api, "salespersons", "id", new { externalSalesPersonId = "sam@test.com" }).ThenNothing(),
        ["list-membership.md POST /rest/v1/lists/{listId}/leads.json?id=318594&id=318595"] = _ => Texts(("{listId}", "1002"), ("318594", "2")),
        ["list-membership.md DELETE /rest/v1/lists/{listId}/leads.json?id=318603&id=318595&id=999999"] = _ => Texts(("{listId}", "1001"), ("318603", "2"), ("318595", "3")),
        ["list-membership.md GET /rest/v1/lists/{listId}/leads.json?batchSize=3"] = _ => Texts(("{listId}", "1001")),
        ["list-membership.md GET /rest/v1/lists/{listId}/leads/ismember.json?id=309901&id=318603&id=999999"] = _ => Texts(("{listId}", "1001"), ("309901", "2"), ("318603", "1")),
        ["leads.md GET /rest/v1/list/{listId}/leads.json?batchSize=3"] = _ => Texts(("{listId}", "1001")),
        ["leads.md GET /rest/v1/leads/{id}/listMembership.json?batchSize=3"] = async server =>
        {
            Assert.True((await server.Api.PostAsync("/rest/v1/lists/1002/leads.json?id=2", null)).Success);
            return await Texts(("{id}", "2"), ("batchSize=3", "batchSize=1"));
        },
        ["leads.md GET /rest/v1/leads/{id}/smartCampaignMembership.json?batchSize=3"] = async server =>
        {
            var request = new { input = new { leads = new[] { new { id = 2 } } } };
            Assert.True((await server.Api.PostAsync("/rest/v1/campaigns/1001/trigger.json", request)).Success);
            for (var i = 0; i < 500 && (await server.Api.GetAsync("/rest/v1/leads/2/smartCampaignMembership.json")).Result.Length == 0; i++) await Task.Delay(20);
            return await Texts(("{id}", "2"));
        },
        ["smart-campaigns.md POST /rest/v1/campaigns/{id}/schedule.json"] = _ => Texts(("{id}", "1002"), ("2018-03-28", "2026-03-28")),
        ["smart-campaigns.md POST /rest/v1/campaigns/{id}/trigger.json"] = _ => Texts(("{id}", "1001"), ("318592", "2"), ("318593", "3")),
        [Changes] = async server =>
        {
            var token = await TokenAsync(server.Api);
            await server.Api.SyncAsync([new { email = "developerfeedback@marketo.com", firstName = "Ken", lastName = "E" }]);
            return [("GIYDAOBNGEYS2MBWKQYDAORQGA5DAMBOGAYDAKZQGAYDALBQ", token), ("firstName,lastName,department", "firstName,lastName,department&leadIds=1")];
        },
        ["activities.md GET /rest/v1/activities/deletedleads.json?nextPageToken=GIYDAOBNGEYS2MBWKQYDAORQGA5DAMBOGAYDAKZQGAYDALBQ"] = async server =>
        {
            var token = await TokenAsync(server.Api);
            Assert.Equal(["deleted"], (await server.Api.PostAsync("/rest/v1/leads/delete.json", """{"input":[{"id":1}]}""")).Outcomes);
            return [("GIYDAOBNGEYS2MBWKQYDAORQGA5DAMBOGAYDAKZQGAYDALBQ", token)];
        },
        ["activities.md GET /rest/v1/activities.json?activityTypeIds=1&nextPageToken=WQV2VQVPPCKHC6AQYVK7JDSA3I3LCWXH3Y6IIZ7YSGQLXHCPVE5Q===="] = async server =>
        {
            // Nobody visits a page here yet: a changed value is as good.
            var token = await TokenAsync(server.Api);
            await server.Api.SyncAsync([new { email = "developerfeedback@marketo.com", firstName = "Ken" }]);
            return [("WQV2VQVPPCKHC6AQYVK7JDSA3I3LCWXH3Y6IIZ7YSGQLXHCPVE5Q====", token), ("activityTypeIds=1&", "activityTypeIds=13&leadIds=1&")];
        },
        ["activities.md GET /rest/v1/activities/external/types.json"] = server => TypeAsync(server.Api, approve: true),
        [Type + "/describe.json"] = server => TypeAsync(server.Api, approve: true, "conferenceDate datetime", "numberOfAttendees integer"),
        [Edit + ".json"] = server => TypeAsync(server.Api, approve: false),
        [Edit + "/attributes/create.json"] = server => TypeAsync(server.Api, approve: true),
        [Edit + "/attributes/update.json"] = server => TypeAsync(server.Api, approve: true, "conferenceDate date", "numberOfAttendee string"),
        [Edit + "/attributes/delete.json"] = server => TypeAsync(server.Api, approve: true, "conferenceDate datetime", "numberOfAttendees integer"),
        ["activities.md POST /rest/v1/activities/external.json"] = async server =>
        {
            await TypeAsync(server.Api, approve: true, "uRL link");
            return [("\"activityTypeId\": 1001,", "\"activityTypeId\": 100001,"), .. await LeadsAsync(server.Api, "1001", "1200")];
        },
        [$"named-account-lists.md GET /rest/v1/namedAccountLists.json?filterType=idField&filterValues={FirstList},{SecondList}"] = async server =>
            [(FirstList, await GuidAsync(server.Api, "namedAccountLists", "Saas List")), (SecondList, await GuidAsync(server.Api, "namedAccountLists", "My Account List"))],
        ["named-account-lists.md POST /rest/v1/namedAccountLists/delete.json"] = async server =>
        {
            await GuidAsync(server.Api, "namedAccountLists", "Saas List");
            return [];
        },
        ["named-account-lists.md GET /rest/v1/namedAccountList/{id}/namedAccounts.json"] = Api(NamedAccountMembersAsync),
        ["named-account-lists.md POST /rest/v1/namedAccountList/{id}/namedAccounts/remove.json"] = Api(NamedAccountMembersAsync),
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
        ["leads.md POST /rest/v1/leads/push.json"] = async server =>
        {
            await server.AddPlainProgramAsync("Big Blue Thing Product Launch");
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
    public static IEnumerable<string> Keys => Seeds.Keys.Concat(BulkExampleSeeds.All.Keys).Concat(SmartListExampleSeeds.All.Keys).Concat(EmailExampleSeeds.All.Keys).Concat(ContentExampleSeeds.All.Keys)
        .Concat(PlaceExampleSeeds.All.Keys).Concat(PageExampleSeeds.All.Keys);

    /// <summary>Prepares a server for an example.</summary>
    public static Task<(string Text, string Value)[]> PlantAsync(DocumentedExample example, TestServer server) =>
        (Find(example.KeyWithHeading) ?? Find(example.Key))?.Invoke(server) ?? Texts();

    private static Func<TestServer, Task<(string Text, string Value)[]>>? Find(string key) =>
        Seeds.TryGetValue(key, out var seed) || BulkExampleSeeds.All.TryGetValue(key, out seed) || SmartListExampleSeeds.All.TryGetValue(key, out seed)
            || EmailExampleSeeds.All.TryGetValue(key, out seed) || ContentExampleSeeds.All.TryGetValue(key, out seed) || PlaceExampleSeeds.All.TryGetValue(key, out seed) || PageExampleSeeds.All.TryGetValue(key, out seed)
            ? seed
            : null;

    private static Func<TestServer, Task<(string Text, string Value)[]>> Api(Func<ApiClient, Task<(string Text, string Value)[]>> seed) => server => seed(server.Api);

    private static async Task<(string Text, string Value)[]> UserAsync(TestServer server, bool signsIn)
    {
        var user = await server.PersonAsync("jamie@houselannister.com", expires: 1_800_000_000);
        if (signsIn) await server.Server.Catalogue.Accounts.SignInAsync(user.UserId, UserSteps.Password);
        return await Texts(("{userid}", user.UserId));
    }

    private static Task<(string Text, string Value)[]> Texts(params (string Text, string Value)[] texts) => Task.FromResult(texts);

    private static async Task<(string Text, string Value)[]> ThenNothing(this Task<string[]> work)
    {
        await work;
        return [];
    }

    private static Task<(string Text, string Value)[]> GoogleAndYahoo(ApiClient api) =>
        SyncAsync(api, "namedaccounts", "marketoGUID", new { name = "Google" }, new { name = "Yahoo" }).ThenNothing();

    private static Task<(string Text, string Value)[]> SalesPersons(ApiClient api) =>
        SyncAsync(api, "salespersons", "id", new { externalSalesPersonId = "sam@test.com" }, new { externalSalesPersonId = "david@test.com" }).ThenNothing();

    private static async Task<(string Text, string Value)[]> OpportunitiesByGuid(ApiClient api)
    {
        var ids = await OpportunitiesAsync(api, "a", "b", "c");
        return [("filterValues=dff23271-f996-47d7-984f-f2676861b5fa", $"filterValues={ids[0]},{ids[1]},{ids[2]}")];
    }

    private static Task<string[]> OpportunitiesAsync(ApiClient api, params string[] ids) =>
        SyncAsync(api, "opportunities", "marketoGUID", [.. ids.Select(id => new { externalOpportunityId = id, name = "Chairs" })]);

    /// <summary>Creates records, and returns their keys.</summary>
    private static async Task<string[]> SyncAsync(ApiClient api, string path, string key, params object[] input)
    {
        var reply = await api.PostAsync($"/rest/v1/{path}.json", new { input });
        Assert.All(reply.Outcomes, o => Assert.Equal("created", o));
        return [.. reply.Result.Select(r => r.GetProperty(key).ToString())];
    }
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
    /// <summary>A list of one named account.</summary>
    private static async Task<(string Text, string Value)[]> NamedAccountMembersAsync(ApiClient api)
    {
        var (list, account) = (await GuidAsync(api, "namedAccountLists", "Saas List"), await GuidAsync(api, "namedaccounts", "Saas"));
        var added = await api.PostAsync($"/rest/v1/namedAccountList/{list}/namedAccounts.json", new { input = new[] { new { marketoGUID = account } } });
        Assert.Equal(["added"], added.Outcomes);
        return [("{id}", list), (FirstList, account)];
    }

    private static async Task<string> GuidAsync(ApiClient api, string path, string name) =>
        (await api.PostAsync($"/rest/v1/{path}.json", new { input = new[] { new { name } } })).Result[0].GetProperty("marketoGUID").GetString()!;

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
