using System.Text;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of static lists and campaigns.</summary>
internal static class MarketingCodes
{
    private const string Leads = "/rest/v1/lists/1001/leads.json";
    private const string IsMember = "/rest/v1/lists/1001/leads/ismember.json";
    private const string Trigger = "/rest/v1/campaigns/1001/trigger.json";
    private const string Schedule = "/rest/v1/campaigns/1002/schedule.json";

    public static CodeScenario[] All =>
    [
        .. Browse("getListsUsingGET", "/rest/v1/lists.json"), .. Browse("getCampaignsUsingGET", "/rest/v1/campaigns.json"),
        .. ById("getListByIdUsingGET", "/rest/v1/lists/"), .. ById("getCampaignByIdUsingGET", "/rest/v1/campaigns/"),
        .. MembersOf("getLeadsByListIdUsingGET", "list"), .. MembersOf("getLeadsByListIdUsingGET_1", "lists"),
        .. MembershipOf("getListMembershipUsingGET", "listMembership"), .. MembershipOf("getSmartCampaignMembershipUsingGET", "smartCampaignMembership"),
        .. Change("addLeadsToListUsingPOST", HttpMethod.Post, Leads), .. Change("removeLeadsFromListUsingDELETE", HttpMethod.Delete, Leads),
        Of("removeLeadsFromListUsingDELETE", "1015", HttpMethod.Delete, Leads + "?id=1"),
        .. Change("areLeadsMemberOfListUsingGET", HttpMethod.Get, IsMember),
        .. Bodies("triggerCampaignUsingPOST", Trigger),
        Post("triggerCampaignUsingPOST", "1001", Trigger, """{"input":5}"""),
        Post("triggerCampaignUsingPOST", "1002", Trigger, "{}"),
        Post("triggerCampaignUsingPOST", "1003", "/rest/v1/campaigns/1002/trigger.json", """{"input":{"leads":[{"id":1}]}}"""),
        Post("triggerCampaignUsingPOST", "1004", Trigger, """{"input":{"leads":[{"id":99999}]}}"""),
        new("triggerCampaignUsingPOST", "1008", async p =>
        {
            using var caller = await p.CallerAsync("Execute Campaign");
            return await caller.PostAsync("/rest/v1/campaigns/1007/trigger.json", """{"input":{"leads":[{"id":1}]}}""");
        }),
        Post("triggerCampaignUsingPOST", "1013", "/rest/v1/campaigns/99/trigger.json", """{"input":{"leads":[{"id":1}]}}"""),
        .. Bodies("scheduleCampaignUsingPOST", Schedule),
        Post("scheduleCampaignUsingPOST", "1001", Schedule, """{"input":{"runAt":"x"}}"""),
        Post("scheduleCampaignUsingPOST", "1002", Schedule, """{"input":{"tokens":[{}]}}"""),
        Post("scheduleCampaignUsingPOST", "1003", "/rest/v1/campaigns/1001/schedule.json", "{}"),
        Post("scheduleCampaignUsingPOST", "1013", "/rest/v1/campaigns/99/schedule.json", "{}"),
        Post("scheduleCampaignUsingPOST", "1042", Schedule, """{"input":{"runAt":"2099-01-01T00:00:00Z"}}"""),
        new("scheduleCampaignUsingPOST", "1020", async p =>
        {
            for (var i = 0; ; i++)
            {
                var reply = await p.Api.PostAsync(Schedule, new { input = new { cloneToProgramName = $"Clone {i}" } });
                if (!reply.Success || i > 20) return reply;
            }
        }),
    ];

    private static IEnumerable<CodeScenario> Browse(string operation, string path) =>
        [Get(operation, "1001", path + "?batchSize=x"), Get(operation, "1003", path + "?nextPageToken=x")];

    private static IEnumerable<CodeScenario> ById(string operation, string path) =>
        [Get(operation, "1001", path + "x.json"), Get(operation, "1013", path + "99.json")];

    private static IEnumerable<CodeScenario> MembersOf(string operation, string word) =>
    [
        Get(operation, "1001", $"/rest/v1/{word}/x/leads.json"), Get(operation, "1003", $"/rest/v1/{word}/1001/leads.json?nextPageToken=x"),
        Get(operation, "1006", $"/rest/v1/{word}/1001/leads.json?fields=nothing"), Get(operation, "1013", $"/rest/v1/{word}/99/leads.json"),
    ];

    private static IEnumerable<CodeScenario> MembershipOf(string operation, string word) =>
    [
        Get(operation, "1001", $"/rest/v1/leads/x/{word}.json"), Get(operation, "1003", $"/rest/v1/leads/1/{word}.json?nextPageToken=x"),
        Get(operation, "1004", $"/rest/v1/leads/99999/{word}.json"),
    ];

    private static IEnumerable<CodeScenario> Change(string operation, HttpMethod method, string path) =>
    [
        Of(operation, "609", method, path, "{\"input\":"),
        Of(operation, "612", method, path, "{\"input\":[]}", "text/plain"),
        Of(operation, "1001", method, path + "?id=x"),
        Of(operation, "1002", method, path),
        Of(operation, "1003", method, $"{path}?id={string.Join(',', Enumerable.Range(1, 301))}"),
        Of(operation, "1004", method, path + "?id=99999"),
        Of(operation, "1013", method, path.Replace("1001", "99", StringComparison.Ordinal) + "?id=1"),
        new(operation, "1008", async p =>
        {
            using var caller = await p.CallerAsync("Read-Write Lead");
            return await caller.SendAsync(new HttpRequestMessage(method, path.Replace("1001", "1003", StringComparison.Ordinal) + "?id=1"));
        }),
    ];

    private static CodeScenario Of(string operation, string code, HttpMethod method, string path, string? body = null, string type = "application/json") =>
        new(operation, code, async p =>
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, type) };
            return await p.Api.SendAsync(request);
        });
}
