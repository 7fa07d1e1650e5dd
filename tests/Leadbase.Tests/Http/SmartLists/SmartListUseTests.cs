using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Marketing.SmartLists;
using Leadbase.Tests.Http.Bulk;
using Leadbase.Tests.Http.CustomObjects;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using static Leadbase.Tests.Http.SmartLists.SmartListSteps;

namespace Leadbase.Tests.Http.SmartLists;

/// <summary>Where smart lists count: exports, audiences of campaigns, segments.</summary>
public sealed class SmartListUseTests
{
    private const string Leads = "/bulk/v1/leads/export";

    private static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await MarketingSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "a@x.com", title = "Director", country = "Germany" });
        await server.Api.CreateAsync(new { email = "b@x.com", title = "Engineer", country = "Germany" });
        await server.Api.CreateAsync(new { email = "c@x.com", title = "Director", country = "Japan" });
        await server.ImportAsync($$"""
            {"smartLists": [
              {"id": 1, "name": "German Directors", "rules": {{Rules(Field("Job Title|is|director"), Field("Country|is|Germany")).ToJson()}}},
              {"id": 2, "name": "Without rules"}]}
            """);
        return server;
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_of_a_smart_list_are_exported_as_they_are_when_the_export_runs(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        string[] fields = ["id", "email"];

        foreach (var filter in new object[] { new { smartListId = 1 }, new { smartListName = "german directors" } })
        {
            Assert.Equal("id,email\n1,a@x.com\n", (await server.ExportAsync(Leads, new { fields, filter })).File);
        }
        Assert.Equal("id,email\n", (await server.ExportAsync(Leads, new { fields, filter = new { smartListId = 2 } })).File);
        var id = await server.Api.CreateExportAsync(Leads, new { fields, filter = new { smartListId = 1 } });
        await server.Api.SyncAsync([new { email = "b@x.com", title = "Director" }, new { email = "a@x.com", title = "Retired" }]);
        await server.Api.PostAsync($"{Leads}/{id}/enqueue.json", null);
        await server.FinishJobsAsync();
        Assert.Equal("id,email\n2,b@x.com\n", await server.Api.CheckedFileAsync(Leads, id));
    }

    [Theory, OnEveryDatabase]
    public async Task Objects_linked_to_the_members_of_a_smart_list_are_exported(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.Api.MakeTypeAsync("car", CustomObjectSteps.Vin, CustomObjectSteps.Year, CustomObjectSteps.LeadLink);
        await server.Api.MakeTypeAsync("boat", CustomObjectSteps.Vin);
        await server.Api.PostAsync("/rest/v1/customobjects/car.json", new { input = new long[] { 1, 2, 3 }.Select(leadID => new { vin = $"v{leadID}", leadID }) });

        var (_, file) = await server.ExportAsync("/bulk/v1/customobjects/car/export", new { fields = (string[])["vin"], filter = new { smartListName = "German Directors" } });
        Assert.Equal("vin\nv1\n", file);
        Assert.Equal("1003", (await server.Api.PostAsync("/bulk/v1/customobjects/boat/export/create.json", new { fields = (string[])["vin"], filter = new { smartListId = 1 } })).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_no_smart_list_or_cannot_be_evaluated_any_more_is_refused(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        foreach (var (code, filter) in new[]
        {
            ("1013", """{"smartListId":99}"""), ("1013", """{"smartListName":"Nobody"}"""), ("1013", """{"smartListName":"a\u0000b"}"""), ("1001", """{"smartListId":"1"}"""),
            ("1003", """{"smartListName":1}"""), ("1003", """{"smartListId":1,"staticListId":1001}"""),
        })
        {
            Assert.Equal((code, filter), ((await server.Api.PostAsync($"{Leads}/create.json", $$$"""{"fields":["id"],"filter":{{{filter}}}}""")).Code, filter));
        }
        await server.ImportAsync($$"""{"staticLists":[{"id":77,"name":"Soon gone"}],"smartLists":[{"id":3,"name":"Of a list","rules":{{Rules(Filter("Member of List", "List|in|Soon gone")).ToJson()}}}]}""");
        var id = await server.Api.CreateExportAsync(Leads, new { fields = (string[])["id"], filter = new { smartListId = 3 } });
        await WriteTransaction.RunAsync(server.Instance, s => Leadbase.Assets.AssetStore.DeleteAsync(s, Leadbase.Assets.AssetType.StaticList, 77), CancellationToken.None);
        await server.Api.PostAsync($"{Leads}/{id}/enqueue.json", null);
        await server.FinishJobsAsync();
        Assert.Equal("Failed", (await server.Api.OneAsync($"{Leads}/{id}/status.json")).Text("status"));
        Assert.Equal("1003", (await server.Api.PostAsync($"{Leads}/create.json", """{"fields":["id"],"filter":{"smartListId":3}}""")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_batch_campaign_runs_for_those_who_are_in_its_smart_list_then(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.ImportAsync($$"""
            {"smartCampaigns": [{"id": 50, "name": "By rules", "type": "batch", "rules": {{Rules(Field("Job Title|is|Director")).ToJson()}}, "flow": [{"name": "Add to List"}]},
                                {"id": 51, "name": "For nobody", "type": "batch"}]}
            """);

        foreach (var id in new[] { 50, 51 }) Assert.True((await server.Api.PostAsync($"/rest/v1/campaigns/{id}/schedule.json", "{}")).Success);
        await server.Api.SyncAsync([new { email = "b@x.com", title = "Director" }, new { email = "c@x.com", title = "Retired" }]);
        server.Clock.Advance(TimeSpan.FromMinutes(6));
        await server.FinishJobsAsync();

        var ran = (await server.LogAsync()).Where(a => a.Type == ActivityType.ExecuteCampaign).ToList();
        Assert.Equal([(1L, 50L), (2L, 50L)], ran.Select(a => (a.Lead, a.PrimaryId!.Value)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_is_in_the_first_segment_whose_rules_it_meets_and_else_in_the_default_one(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        await server.ImportAsync($$"""
            {"segmentations": [{"id": 9, "name": "Who", "segments": [
               {"id": 1, "name": "Japan", "rules": {{Rules(Field("Country|is|Japan")).ToJson()}}},
               {"id": 2, "name": "Directors", "rules": {{Rules(Field("Job Title|is|Director")).ToJson()}}},
               {"id": 3, "name": "Default"}]}]}
            """);
        await using var session = await server.Instance.Database.ReadAsync();

        foreach (var (lead, segment) in new[] { (1, "Directors"), (2, "Default"), (3, "Japan"), (99, "Default") })
        {
            Assert.Equal((lead, segment), (lead, (await Segmentations.SegmentOfAsync(session, server.Instance, lead, 9))?.Name));
        }
        Assert.Null(await Segmentations.SegmentOfAsync(session, server.Instance, 1, 8));
    }

    [Theory, OnEveryDatabase]
    public async Task A_smart_list_of_a_workspace_reaches_the_partitions_of_the_workspace(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var europe = await server.ServiceAsync("Europe", ["Read-Write Lead"], "EMEA");
        await europe.CreateAsync(new { email = "e@x.com", title = "Director" }, "EMEA");
        var rules = Rules(Field("Job Title|is|Director")).ToJson();
        await server.ImportAsync($$"""{"smartLists":[{"name":"Here","rules":{{rules}}},{"name":"There","workspace":"Europe","rules":{{rules}}}]}""");

        foreach (var (name, file) in new[] { ("Here", "email\na@x.com\nc@x.com\n"), ("There", "email\ne@x.com\n") })
        {
            Assert.Equal(file, (await server.ExportAsync(Leads, new { fields = (string[])["email"], filter = new { smartListName = name } })).File);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Rules_in_a_file_are_checked_with_their_place(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var wrong = Rules(Field("Shoe Size|is|1")).ToJson();
        foreach (var (file, place) in new[]
        {
            ($$"""{"smartLists":[{"name":"A"},{"name":"B","rules":{{wrong}}}]}""", "smartLists[1]: filter 1 (Shoe Size): "),
            ($$"""{"smartCampaigns":[{"name":"A","type":"batch","rules":{{wrong}}}]}""", "smartCampaigns[0]: filter 1 (Shoe Size): "),
            ($$"""{"segmentations":[{"name":"A","segments":[{"id":1,"name":"S","rules":{{wrong}}}]}]}""", "segmentations[0]: filter 1 (Shoe Size): "),
            ("""{"smartLists":[{"name":"A","rules":{"filterMatchType":"all","colour":"red"}}]}""", "smartLists[0]: the member rules.colour"),
            ("""{"smartLists":[{"name":"A","rules":{"filters":[{"name":"Job Title","conditions":[null]}]}}]}""", "smartLists[0]: "),
            ($$"""{"smartCampaigns":[{"name":"A","type":"batch","staticListId":1001,"rules":{{Rules(Field("Country|is|Japan")).ToJson()}}}]}""", "smartCampaigns[0]: a campaign has either"),
            ("""{"smartCampaigns":[{"name":"A","type":"batch","rules":{"triggers":[{"name":"Campaign is Requested"}]}}]}""", "smartCampaigns[0]: a batch campaign has no triggers"),
            ("""{"smartCampaigns":[{"name":"A","type":"trigger","flow":[{"name":""}]}]}""", "smartCampaigns[0]: a flow has"),
        })
        {
            var refused = await Assert.ThrowsAsync<AdministrationException>(() => server.ImportAsync(file));
            Assert.StartsWith(place, refused.Message, StringComparison.Ordinal);
        }
        // What a rule names may come later in the file.
        await server.ImportAsync($$"""{"smartLists":[{"name":"Early","rules":{{Rules(Filter("Member of Smart Campaign", "Campaign|is|Late")).ToJson()}}}],"smartCampaigns":[{"name":"Late","type":"batch"}]}""");
    }
}
