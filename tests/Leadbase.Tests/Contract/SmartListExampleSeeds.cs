using Leadbase.Tests.Http.Assets.Emails;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Contract;

/// <summary>What the exchanges of smart lists, smart campaigns, static lists and segmentations need, besides the demo data.</summary>
internal static class SmartListExampleSeeds
{
    private const string SmartList = "smart-lists.md POST /rest/asset/v1/smartList/{id}";
    private const string Campaign = "smart-campaigns.md POST /rest/asset/v1/smartCampaign/{id}";
    private const string StaticList = "static-lists.md POST /rest/asset/v1/staticList/{id}";

    // The folders of the pages' subscriptions, and those of a sandbox.
    private static readonly (string Text, string Value)[] Folders = [("\"id\":31", "\"id\":32"), ("\"id\":13", "\"id\":31"), ("\"id\": 640", "\"id\": 11"), ("\"id\":1034", "\"id\":1001")];

    /// <summary>Seeds by <see cref="DocumentedExample.Key"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> All =
        new Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>>(StringComparer.Ordinal)
        {
            ["dynamic-content.md POST /rest/asset/v1/email/{id}/content/Q1-promotion-banner.json"] = s => BannerAsync(s.Api, dynamic: false),
            ["dynamic-content.md POST /rest/asset/v1/email/{id}/dynamicContent/{dynamicContentId}.json"] = s => BannerAsync(s.Api, dynamic: true),
            ["smart-lists.md GET /rest/asset/v1/smartList/{id}.json?includeRules=true"] = s => ImportAsync(s, VisitorsOfAPage, ("{id}", "4363")),
            ["smart-lists.md GET /rest/asset/v1/smartCampaign/{smartCampaignId}/smartList.json"] = s => ImportAsync(s, "{}", ("{smartCampaignId}", "1001")),
            ["smart-lists.md GET /rest/asset/v1/program/{programId}/smartList.json"] = s => ImportAsync(s, EmailProgram, ("{programId}", "1041")),
            ["smart-lists.md GET /rest/asset/v1/smartList/byName.json?name=2018 Leads"] = s => ImportAsync(s, """{"smartLists":[{"name":"2018 Leads","folder":{"id":32}}]}"""),
            ["smart-lists.md GET /rest/asset/v1/smartLists.json?folder={\"id\":31,\"type\":\"Folder\"}"] = s => ImportAsync(s, "{}"),
            [$"{SmartList}/clone.json"] = s => ImportAsync(s, "{}", ("{id}", "1001")),
            [$"{SmartList}/delete.json"] = s => ImportAsync(s, "{}", ("{id}", "1001")),
            ["smart-campaigns.md GET /rest/asset/v1/smartCampaign/{id}.json"] = s => ImportAsync(s, CampaignBesides, ("{id}", "1077")),
            ["smart-campaigns.md GET /rest/asset/v1/smartCampaign/byName.json?name=Test Trigger Campaign"] = s => ImportAsync(s, CampaignBesides),
            ["smart-campaigns.md GET /rest/asset/v1/smartCampaigns.json?earliestUpdatedAt=2016-09-10T23:15:00-00:00&latestUpdatedAt=2016-09-10T23:17:00-00:00"] = s =>
                ImportAsync(s, "{}", ("2016-09-10T23:15:00", "2026-03-02T17:59:00"), ("2016-09-10T23:17:00", "2026-03-02T18:01:00"), ("smartCampaigns.json?", "smartCampaigns.json?folder=11&")),
            ["smart-campaigns.md POST /rest/asset/v1/smartCampaigns.json"] = s => ImportAsync(s, "{}"),
            [$"{Campaign}.json"] = s => ImportAsync(s, CampaignBesides, ("{id}", "1077")),
            [$"{Campaign}/clone.json"] = s => ImportAsync(s, "{}", ("{id}", "1003")),
            [$"{Campaign}/delete.json"] = s => ImportAsync(s, "{}", ("{id}", "1003")),
            [$"{Campaign}/activate.json"] = s => ImportAsync(s, "{}", ("{id}", "1003")),
            [$"{Campaign}/deactivate.json"] = s => ImportAsync(s, "{}", ("{id}", "1001")),
            ["static-lists.md GET /rest/asset/v1/staticList/{id}.json"] = s => ImportAsync(s, "{}", ("{id}", "1002")),
            ["static-lists.md GET /rest/asset/v1/staticList/byName.json?name=Foundation Seed List"] = s => ImportAsync(s, "{}", ("Foundation Seed List", "Empty List")),
            ["static-lists.md GET /rest/asset/v1/staticLists.json?folder={\"id\":13,\"type\":\"Folder\"}"] = s => ImportAsync(s, """{"staticLists":[{"id":1001,"name":"Demo List","folder":{"id":31}}]}"""),
            ["static-lists.md POST /rest/asset/v1/staticLists.json"] = s => ImportAsync(s, "{}"),
            [$"{StaticList}.json"] = s => ImportAsync(s, "{}", ("{id}", "1002")),
            [$"{StaticList}/delete.json"] = s => ImportAsync(s, "{}", ("{id}", "1002")),
        };

    private const string CampaignBesides = """{"smartCampaigns":[{"id":1077,"name":"Test Trigger Campaign","description":"","type":"trigger","folder":{"id":11}}]}""";

    private const string EmailProgram = """
        {"channels":[{"name":"Email Send","applicableProgramType":"email_batch","statuses":[{"name":"Sent","step":10,"success":false}]}],
         "programs":[{"id":1041,"name":"Monthly Mail","type":"email_batch","channel":"Email Send","folder":{"id":11}}]}
        """;

    // As the page shows the rules.
    private const string VisitorsOfAPage = """
        {"smartLists":[{"id":4363,"name":"Smart List Test 01","program":"Product Launch","rules":{"filterMatchType":"all","triggers":[],"filters":[
          {"id":459,"name":"Visited Web Page","ruleTypeId":1,"ruleType":"Activity","operator":"occurs","conditions":[
            {"activityAttributeId":1,"activityAttributeName":"Web Page","operator":"is","values":["Program Test.Landing Page Test 01"],"isPrimary":true},
            {"activityAttributeId":6,"activityAttributeName":"Browser","operator":"is","values":["Chrome"],"isPrimary":false},
            {"activityAttributeId":-101,"activityAttributeName":"Date of Activity","operator":"in past","values":["30 days"],"isPrimary":false}]}]}}]}
        """;

    /// <summary>An email with the section of the page, which may differ by segment.</summary>
    private static async Task<(string Text, string Value)[]> BannerAsync(ApiClient api, bool dynamic)
    {
        const string Section = "Q1-promotion-banner";
        var template = await api.TemplateAsync($"<html><body><div class='mktEditable' id='{Section}'>For all</div></body></html>");
        var made = await api.PostFormAsync("/rest/asset/v1/emails.json", ("name", "Promotion"), ("folder", "21"), ("template", $"{template}"), ("subject", "Q1"));
        Assert.True(made.Success, made.Body);
        var id = made.Result[0].GetProperty("id").GetRawText();
        if (dynamic) Assert.True((await api.PostFormAsync($"/rest/asset/v1/email/{id}/content/{Section}.json", ("type", "DynamicContent"), ("value", "1001"))).Success);
        return [("{id}", id), ("{dynamicContentId}", Section), ("Southwest&", "Energy&")];
    }

    private static async Task<(string Text, string Value)[]> ImportAsync(TestServer server, string assets, params (string Text, string Value)[] texts)
    {
        await server.ImportAsync(assets);
        return [.. Folders, .. texts];
    }
}
