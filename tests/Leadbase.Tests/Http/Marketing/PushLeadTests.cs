using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Marketing;

public sealed class PushLeadTests
{
    private const string Path = "/rest/v1/leads/push.json";

    [Theory, OnEveryDatabase]
    public async Task Leads_are_upserted_and_each_has_the_activity_of_the_program(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var program = await server.AddPlainProgramAsync("Launch");
        var known = await server.Api.CreateAsync(new { email = "known@x.com" });
        var before = (await server.LogAsync()).Count;

        var reply = await server.Api.PostAsync(Path, new
        {
            programName = "launch",
            source = "Site",
            reason = "Sheet",
            input = new object[] { new { email = "new@x.com", country = "UK" }, new { email = "known@x.com", country = "FR" }, new { email = "wrong" }, new { email = "x@x.com", jobTitle = "PM" } },
        });

        Assert.Equal(["created", "updated", "skipped 1001", "skipped 1006"], reply.Outcomes);
        var created = reply.IdAt(0);
        var log = (await server.LogAsync())[before..];
        Assert.Equal([(12L, created), (13L, known), (145L, created), (145L, known)], log.Select(a => (a.Type, a.Lead)));
        Assert.Equal("pushLead", log[0].Attributes[6]);
        Assert.All(log[2..], a => Assert.Equal((program, "Launch", "Sheet,Site,pushLead,api@sandbox.local"), (a.PrimaryId, a.PrimaryValue, string.Join(',', a.Attributes))));
    }

    [Theory, OnEveryDatabase]
    public async Task A_push_is_an_activity_with_documented_attributes(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.AddPlainProgramAsync("Launch");
        await PushAsync(server.Api, "Launch", new { email = "a@x.com" });
        var token = (await server.Api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2020-01-01T00:00:00Z")).NextPageToken;

        var activity = Assert.Single((await server.Api.GetAsync($"/rest/v1/activities.json?nextPageToken={token}&activityTypeIds=145")).Result);

        Assert.Equal("Launch", activity.GetProperty("primaryAttributeValue").GetString());
        Assert.Equal(["API Method Name", "Modifying User"], activity.GetProperty("attributes").EnumerateArray().Select(a => a.GetProperty("name").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task The_program_and_its_status_must_exist_and_be_in_reach(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        await server.AddPlainProgramAsync("Launch");
        var lead = new[] { new { email = "a@x.com" } };

        Assert.Equal("1002", (await server.Api.PostAsync(Path, new { input = lead })).Code);
        Assert.Equal("1002", (await server.Api.PostAsync(Path, new { programName = "Launch" })).Code);
        Assert.Equal("1001", (await server.Api.PostAsync(Path, new { programName = 5, input = lead })).Code);
        Assert.Equal("1001", (await server.Api.PostAsync(Path, new { programName = "Launch", reason = 5, input = lead })).Code);
        Assert.Equal("1013", (await server.Api.PostAsync(Path, new { programName = "Other", input = lead })).Code);
        Assert.Equal("1013", (await server.Api.PostAsync(Path, new { programName = "La\u0000unch", input = lead })).Code);
        Assert.Equal("1013", (await europe.PostAsync(Path, new { programName = "Launch", input = lead })).Code);
        Assert.Equal("1025", (await server.Api.PostAsync(Path, new { programName = "Launch", programStatus = "Lost", input = lead })).Code);
        Assert.Equal(0, await server.CountAsync());
        Assert.Equal(["created"], (await server.Api.PostAsync(Path, new { programName = "Launch", programStatus = "attended", input = lead })).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task Lookup_partition_and_cookies_are_those_of_sync_leads(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        using var both = await server.ServiceAsync("Both", [LeadSteps.ReadWrite], "Default", "Europe");
        await server.AddPlainProgramAsync("Launch", workspace: null);
        var id = await both.CreateAsync(new { code = "7" });
        await server.VisitAsync(("id:1&token:2", 100));

        Assert.Equal(["updated"], (await both.PostAsync(Path, new { programName = "Launch", lookupField = "code", input = new[] { new { code = "7", cookies = "id:1&token:2" } } })).Outcomes);
        var abroad = await both.PostAsync(Path, new { programName = "Launch", partitionName = "Europe", input = new[] { new { email = "e@x.com" } } });

        Assert.Equal([id], (await both.FindAsync("cookies", "id:1&token:2")).Ids());
        Assert.DoesNotContain(await server.LogAsync(), a => a.Type == 1);
        Assert.Equal("2", await both.ValueAsync(abroad.Ids()[0], "leadPartitionId"));
        Assert.Equal("1003", (await both.PostAsync(Path, new { programName = "Launch", lookupField = "id", input = new[] { new { id } } })).Code);
        Assert.Equal("1006", (await both.PostAsync(Path, new { programName = "Launch", lookupField = "none", input = new[] { new { id } } })).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_token_of_an_email_is_nobodys(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.AddPlainProgramAsync("Launch");

        var reply = await server.Api.PostAsync(Path, """{"programName":"Launch","lookupField":"mktToken","input":[{"mktToken":"abc","firstName":"A"},{"firstName":"B"},{"mktToken":5}]}""");

        Assert.Equal(["skipped 1004", "skipped 1002", "skipped 1002"], reply.Outcomes);
        Assert.Empty(await server.LogAsync());
    }

    private static Task<Reply> PushAsync(ApiClient api, string program, params object[] input) => api.PostAsync(Path, new { programName = program, input });
}
