using Leadbase.Activities;
using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using static Leadbase.Tests.Http.SmartLists.SmartListSteps;
using BulkSteps = Leadbase.Tests.Http.Bulk.BulkSteps;

namespace Leadbase.Tests.Http.SmartLists;

/// <summary>Smart lists, smart campaigns, static lists and segmentations as assets, besides the life that all types share.</summary>
public sealed class SmartListAssetTests
{
    private const string SmartList = "/rest/asset/v1/smartList";
    private const string Campaign = "/rest/asset/v1/smartCampaign";

    private static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await MarketingSteps.StartAsync(database);
        await server.ImportAsync($$"""
            {"smartLists": [{"id": 7, "name": "Directors", "description": "Who directs", "folder": {"id": 32}, "rules": {{Rules(Field("Job Title|is|Director")).ToJson()}}}],
             "smartCampaigns": [
               {"id": 70, "name": "Ready", "program": "Launch", "type": "trigger", "isRequestable": true, "rules": {{Rules(Field("Country|is|Japan")).ToJson()}}, "flow": [{"name": "Add to List", "attributes": [{"name": "List", "value": "Known"}]}]},
               {"id": 71, "name": "Without a flow", "type": "trigger", "isRequestable": true},
               {"id": 72, "name": "Without a trigger", "type": "trigger", "flow": [{"name": "Send Alert"}]}]}
            """);
        return server;
    }

    [Theory, OnEveryDatabase]
    public async Task Rules_are_told_where_they_are_asked_for(DatabaseKind database)
    {
        await using var server = await StartAsync(database);

        var plain = (await server.Api.GetAsync($"{SmartList}/7.json")).One();
        Assert.False(plain.TryGetProperty("rules", out _));
        Assert.Equal(("Directors", "Who directs", 32), (plain.Text("name"), plain.Text("description"), plain.GetProperty("folder").GetProperty("id").GetInt32()));
        var rules = (await server.Api.GetAsync($"{SmartList}/7.json?includeRules=true")).One().GetProperty("rules");
        Assert.Equal(
            """{"filterMatchType":"all","triggers":[],"filters":[{"id":1,"name":"Job Title","ruleTypeId":TITLE,"ruleType":"Attribute","operator":"is","conditions":[{"attributeId":TITLE,"attributeName":"Job Title","operator":"is","values":["Director"],"isPrimary":true}]}]}"""
                .Replace("TITLE", $"{(await Leadbase.Records.Objects.RecordSchema.OfAsync(server.Instance)).Lead.Find("title")!.Id}", StringComparison.Ordinal),
            rules.GetRawText());
        Assert.True((await server.Api.GetAsync($"{SmartList}/8.json?includeRules=true")).FoundNothing());
        Assert.Equal("1001", (await server.Api.GetAsync($"{SmartList}/7.json?includeRules=perhaps")).Code);
        Assert.Equal((long[])[7L], (await server.Api.GetAsync($"{SmartList}/byName.json?name=directors")).AssetIds());
        Assert.Equal((long[])[7L], (await server.Api.GetAsync($"{SmartList}s.json?folder=32")).AssetIds());
    }

    [Theory, OnEveryDatabase]
    public async Task A_clone_has_the_same_rules_and_what_another_list_uses_stays(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.Api.CreateAsync(new { email = "a@x.com", title = "Director" });

        var copy = (await server.Api.PostFormAsync($"{SmartList}/7/clone.json", ("name", "Copy"), ("folder", """{"id":1001,"type":"Program"}"""))).One().GetProperty("id").GetInt64();
        Assert.Equal(
            (await server.Api.GetAsync($"{SmartList}/7.json?includeRules=true")).One().GetProperty("rules").GetRawText(),
            (await server.Api.GetAsync($"{SmartList}/{copy}.json?includeRules=true")).One().GetProperty("rules").GetRawText());
        Assert.Equal("id\n1\n", (await BulkSteps.ExportAsync(server, "/bulk/v1/leads/export", new { fields = (string[])["id"], filter = new { smartListName = "Copy" } })).File);

        await server.ImportAsync($$"""{"smartLists":[{"id":9,"name":"Others","rules":{{Rules(Filter("Not Member of Smart List", "Smart List|in|Launch.Copy")).ToJson()}}}]}""");
        Assert.Equal("709", (await server.Api.PostFormAsync($"{SmartList}/{copy}/delete.json")).Code);
        Assert.Equal((long[])[9L], (await server.Api.PostFormAsync($"{SmartList}/9/delete.json")).AssetIds());
        Assert.Equal((long[])[copy], (await server.Api.PostFormAsync($"{SmartList}/{copy}/delete.json")).AssetIds());
        Assert.True((await server.Api.GetAsync($"{SmartList}/{copy}.json")).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task What_rules_name_may_be_renamed(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.Api.PostAsync("/rest/v1/lists/1001/leads.json?id=1", null);
        await server.ImportAsync($$"""{"smartLists":[{"id":9,"name":"Of a list","rules":{{Rules(Filter("Member of List", "List|in|With a list.Known"), Filter("Added to List", "List|is|Known")).ToJson()}}}]}""");

        Assert.True((await server.Api.PostFormAsync("/rest/asset/v1/staticList/1001.json", ("name", "Renamed"))).Success);
        await server.ImportAsync("""{"staticLists":[{"name":"Known"}]}""");

        var filters = (await server.Api.GetAsync($"{SmartList}/9.json?includeRules=true")).One().GetProperty("rules").GetProperty("filters");
        Assert.Equal(["With a list.Renamed", "With a list.Renamed"], filters.EnumerateArray().Select(f => f.GetProperty("conditions")[0].GetProperty("values")[0].GetString()));
        Assert.Equal([24L, 1L], [filters[1].GetProperty("ruleTypeId").GetInt64(), filters[1].GetProperty("conditions")[0].GetProperty("activityAttributeId").GetInt64()]);
        Assert.Equal("id\n1\n", (await BulkSteps.ExportAsync(server, "/bulk/v1/leads/export", new { fields = (string[])["id"], filter = new { smartListId = 9 } })).File);
    }

    [Theory, OnEveryDatabase]
    public async Task Rules_in_a_copy_of_a_program_name_what_is_in_the_copy(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.ImportAsync($$"""
            {"folders": [{"id": 50, "name": "Work", "folder": {"id": 4} }],
             "programs": [{"id": 1200, "name": "Source", "channel": "Advertising", "folder": {"id": 50} }],
             "staticLists": [{"name": "L", "program": "Source"}],
             "smartLists": [{"name": "S", "program": "Source", "rules": {{Rules(Filter("Member of List", "List|in|Source.L"), Filter("Member of List", "List|not in|Known")).ToJson()}}}],
             "smartCampaigns": [{"name": "C", "program": "Source", "type": "batch", "rules": {{Rules(Filter("Member of Smart List", "Smart List|in|Source.S")).ToJson()}}}]}
            """);

        var copied = await server.Api.PostFormAsync("/rest/asset/v1/program/1200/clone.json", ("name", "Copy"), ("folder", "50"));
        Assert.True(copied.Success, copied.Body);
        var program = copied.Result[0].GetProperty("id").GetInt64();

        string folder = Uri.EscapeDataString(LifecycleSample.FolderJson(program, "Program"));
        var list = Assert.Single((await server.Api.GetAsync($"{SmartList}s.json?folder={folder}")).AssetIds());
        var campaign = Assert.Single((await server.Api.GetAsync($"{Campaign}s.json?folder={folder}")).AssetIds());
        Assert.Equal(["Copy.L", "With a list.Known"], await NamesAsync($"{SmartList}/{list}.json?includeRules=true"));
        Assert.Equal(["Copy.S"], await NamesAsync($"{Campaign}/{campaign}/smartList.json?includeRules=true"));

        async Task<string?[]> NamesAsync(string path) => [.. (await server.Api.GetAsync(path)).One().GetProperty("rules").GetProperty("filters").EnumerateArray()
            .Select(f => f.GetProperty("conditions")[0].GetProperty("values")[0].GetString())];
    }

    [Theory, OnEveryDatabase]
    public async Task The_smart_list_of_a_campaign_and_of_an_email_program_is_told_by_them(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.ImportAsync($$"""
            {"channels":[{"name":"Mail","applicableProgramType":"email_batch","statuses":[{"name":"Sent","step":10,"success":false}]}],
             "programs":[{"id":1100,"name":"Monthly","type":"email_batch","channel":"Mail","rules":{{Rules(Field("Country|is|Japan")).ToJson()}}}]}
            """);

        var campaign = (await server.Api.GetAsync($"{Campaign}/70.json")).One();
        var list = (await server.Api.GetAsync($"{Campaign}/70/smartList.json?includeRules=true")).One();
        Assert.Equal(campaign.GetProperty("smartListId").GetInt64(), list.GetProperty("id").GetInt64());
        Assert.Equal(["Campaign is Requested"], list.GetProperty("rules").GetProperty("triggers").EnumerateArray().Select(t => t.Text("name")));
        Assert.Equal(["Country"], list.GetProperty("rules").GetProperty("filters").EnumerateArray().Select(t => t.Text("name")));
        var ofProgram = (await server.Api.GetAsync("/rest/asset/v1/program/1100/smartList.json?includeRules=true")).One();
        Assert.Equal("Country", ofProgram.GetProperty("rules").GetProperty("filters")[0].Text("name"));
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/program/1001/smartList.json")).FoundNothing());
        Assert.True((await server.Api.GetAsync($"{Campaign}/99/smartList.json")).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task A_trigger_campaign_is_activated_when_it_has_a_trigger_and_a_flow_and_is_in_order(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var lead = await server.Api.CreateAsync(new { email = "a@x.com" });
        var request = new { input = new { leads = new[] { new { id = lead } } } };

        Assert.Equal(("Inactive", false), await StatusAsync(server, 70));
        Assert.Equal("1003", (await server.Api.PostAsync("/rest/v1/campaigns/70/trigger.json", request)).Code);
        foreach (var refused in new[] { 71, 72, 1002 }) Assert.Equal("709", (await server.Api.PostFormAsync($"{Campaign}/{refused}/activate.json")).Code);
        Assert.Equal((long[])[70L], (await server.Api.PostFormAsync($"{Campaign}/70/activate.json")).AssetIds());
        Assert.Equal("709", (await server.Api.PostFormAsync($"{Campaign}/70/activate.json")).Code);
        Assert.Equal(("Active", true), await StatusAsync(server, 70));
        Assert.Contains(70L, (await server.Api.GetAsync($"{Campaign}s.json?isActive=true")).AssetIds());
        Assert.True((await server.Api.PostAsync("/rest/v1/campaigns/70/trigger.json", request)).Success);
        await server.FinishJobsAsync();
        Assert.Single(await server.LogAsync(), a => a.Type == ActivityType.RequestCampaign && a.PrimaryId == 70);

        Assert.Equal("709", (await server.Api.PostFormAsync($"{Campaign}/70/delete.json")).Code);
        Assert.Equal((long[])[70L], (await server.Api.PostFormAsync($"{Campaign}/70/deactivate.json")).AssetIds());
        Assert.Equal("709", (await server.Api.PostFormAsync($"{Campaign}/70/deactivate.json")).Code);
        Assert.DoesNotContain(70L, (await server.Api.GetAsync($"{Campaign}s.json?isActive=true")).AssetIds());
        Assert.Equal((long[])[70L], (await server.Api.PostFormAsync($"{Campaign}/70/delete.json")).AssetIds());
        Assert.Empty((await server.Api.GetAsync($"/rest/v1/leads/{lead}/smartCampaignMembership.json")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task A_campaign_that_is_made_is_a_batch_campaign_with_ids_of_its_own_and_runs(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var made = (await server.Api.PostFormAsync($"{Campaign}s.json", ("name", "New"), ("folder", """{"type":"program","id":1001}"""))).One();
        var id = made.GetProperty("id").GetInt64();
        Assert.Equal(("Never Run", "batch", true, 1001), (made.Text("status"), made.Text("type"), made.GetProperty("isCommunicationLimitEnabled").GetBoolean(), made.GetProperty("parentProgramId").GetInt32()));
        var copy = (await server.Api.PostFormAsync($"{Campaign}/70/clone.json", ("name", "Copy"), ("folder", """{"type":"program","id":1001}"""))).One();
        var source = (await server.Api.GetAsync($"{Campaign}/70.json")).One();
        Assert.Equal("Inactive", copy.Text("status"));
        var ids = new[] { made, copy, source }.Select(c => (c.GetProperty("smartListId").GetInt64(), c.GetProperty("flowId").GetInt64())).ToList();
        Assert.Equal(6, ids.SelectMany(i => new[] { i.Item1, i.Item2 + 100_000 }).Distinct().Count());

        Assert.True((await server.Api.PostAsync($"/rest/v1/campaigns/{id}/schedule.json", "{}")).Success);
        Assert.Equal(("Single Run", false), await StatusAsync(server, id));
    }

    [Theory, OnEveryDatabase]
    public async Task Activation_has_permissions_of_its_own(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var writer = await server.ServiceAsync("writer", ["Read-Write Assets"], "Default");
        Assert.Equal("603", (await writer.PostFormAsync($"{Campaign}/70/activate.json")).Code);
        var activator = await server.ServiceAsync("activator", ["Activate Campaign"], "Default");
        // The campaign is in another workspace.
        Assert.Equal("702", (await activator.PostFormAsync($"{Campaign}/70/activate.json")).Code);
        Assert.Equal("603", (await activator.PostFormAsync($"{Campaign}/70/deactivate.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_static_list_is_deleted_with_its_memberships_unless_it_is_in_use(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var lead = await server.Api.CreateAsync(new { email = "a@x.com" });
        var list = (await server.Api.PostFormAsync("/rest/asset/v1/staticLists.json", ("name", "Made"), ("folder", "31"))).One().GetProperty("id").GetInt64();
        await server.Api.PostAsync($"/rest/v1/lists/{list}/leads.json?id={lead}", null);
        (await server.Api.GetAsync("/rest/v1/lists.json?name=Made")).HasIds(list);

        const string Export = "/bulk/v1/leads/export";
        await BulkSteps.HoldAsync(server, "export");
        var export = await BulkSteps.CreateExportAsync(server.Api, Export, new { fields = (string[])["id"], filter = new { staticListId = list } });
        await server.Api.PostAsync($"{Export}/{export}/enqueue.json", null);
        Assert.Equal("709", (await server.Api.PostFormAsync($"/rest/asset/v1/staticList/{list}/delete.json")).Code);
        await BulkSteps.ReleaseAsync(server);
        // The flow of a campaign names it.
        Assert.Equal("709", (await server.Api.PostFormAsync("/rest/asset/v1/staticList/1001/delete.json")).Code);
        Assert.Equal((long[])[list], (await server.Api.PostFormAsync($"/rest/asset/v1/staticList/{list}/delete.json")).AssetIds());
        Assert.Empty((await server.Api.GetAsync($"/rest/v1/leads/{lead}/listMembership.json")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task Segmentations_and_their_segments_are_told_in_their_order(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.ImportAsync("""{"segmentations":[{"id":9,"name":"Who","folder":{"id":33},"segments":[{"id":3,"name":"Zeta","description":"Last"},{"id":1,"name":"Alpha"},{"id":2,"name":"Default"}]}]}""");

        var segmentation = (await server.Api.GetAsync("/rest/asset/v1/segmentation.json?status=approved")).One();
        Assert.Equal(("Who", "approved", "Segmentations"), (segmentation.Text("name"), segmentation.Text("status"), segmentation.GetProperty("folder").Text("folderName")));
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/segmentation.json?status=draft")).FoundNothing());
        var segments = await server.Api.GetAsync("/rest/asset/v1/segmentation/9/segments.json");
        Assert.Equal([3L, 1L, 2L], segments.AssetIds());
        Assert.Equal(("Last", 9), (segments.Result[0].Text("description"), segments.Result[0].GetProperty("segmentationId").GetInt32()));
        Assert.Equal((long[])[1L], (await server.Api.GetAsync("/rest/asset/v1/segmentation/9/segments.json?offset=1&maxReturn=1")).AssetIds());
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/segmentation/8/segments.json")).FoundNothing());
    }

    private static async Task<(string? Status, bool IsRequestable)> StatusAsync(TestServer server, long id)
    {
        var campaign = (await server.Api.GetAsync($"{Campaign}/{id}.json")).One();
        return (campaign.Text("status"), campaign.GetProperty("isRequestable").GetBoolean());
    }
}
