using System.Text.Json;
using Leadbase.Activities;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Marketing;

/// <summary>Campaigns: get, request and schedule ("Smart Campaigns").</summary>
public sealed class CampaignTests
{
    private static readonly (string Path, string Body, string Code)[] Refused =
    [
        ("1002/trigger", """{"input":{"leads":[{"id":1}]}}""", "1003"),
        ("1003/trigger", """{"input":{"leads":[{"id":1}]}}""", "1003"),
        ("1004/trigger", """{"input":{"leads":[{"id":1}]}}""", "1003"),
        ("1001/trigger", """{"input":{"leads":[{"id":1},{"id":99999}]}}""", "1004"),
        ("1001/trigger", """{"input":{"leads":[]}}""", "1002"),
        ("1001/trigger", """{"input":{"leads":[{"id":1}],"tokens":[{"name":"my.x","value":"y"}]}}""", "1003"),
        ("1001/trigger", """{"input":[{"leads":[{"id":1}]}]}""", "1001"),
        ("1001/trigger", """{"input":{"leads":[1]}}""", "1002"),
        ("1001/schedule", """{"input":{}}""", "1003"),
        ("9/schedule", """{"input":{}}""", "1013"),
        ("1002/schedule", """{"input":{"runAt":"soon"}}""", "1001"),
        ("1002/schedule", """{"input":{"runAt":"2028-03-03T18:00:00Z"}}""", "1042"),
        ("1002/schedule", """{"input":{"runAt":"2026-03-02T17:59:00Z"}}""", "1042"),
        ("1002/schedule", """{"input":{"cloneToProgramName":"Letters"}}""", "1003"),
        ("1005/schedule", """{"input":{"cloneToProgramName":"New"}}""", "1003"),
        ("1002/schedule", """{"input":{"cloneToProgramName":"a\u0000b"}}""", "1003"),
        ("1002/schedule", """{"input":{"cloneToProgramName":"  "}}""", "1003"),
        ("1002/schedule", $$$"""{"input":{"cloneToProgram":"{{{new string('x', 256)}}}"}}""", "1003"),
    ];

    [Theory, OnEveryDatabase]
    public async Task Campaigns_are_told_with_their_programs_and_whether_they_can_be_triggered(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);

        var campaign = Assert.Single((await server.Api.GetAsync("/rest/v1/campaigns/1001.json")).Result);
        Assert.Equal(
            ("Requested", "trigger", true, 1001, "Launch"),
            (campaign.GetProperty("name").GetString(), campaign.GetProperty("type").GetString(), campaign.GetProperty("active").GetBoolean(),
                campaign.GetProperty("programId").GetInt32(), campaign.GetProperty("programName").GetString()));
        (await server.Api.GetAsync("/rest/v1/campaigns.json?programName=Launch")).HasIds(1001, 1002);
        (await server.Api.GetAsync("/rest/v1/campaigns.json?isTriggerable=true")).HasIds(1001, 1006);
        var page = await server.Api.GetAsync("/rest/v1/campaigns.json?isTriggerable=true&batchSize=1");
        (await server.Api.GetAsync($"/rest/v1/campaigns.json?isTriggerable=true&nextPageToken={page.NextPageToken}")).HasIds(1006);
    }

    [Theory, OnEveryDatabase]
    public async Task A_requested_campaign_runs_for_each_lead_and_only_once_where_that_is_its_rule(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(2, i => new { email = $"l{i}@x.com" });

        for (var i = 0; i < 2; i++)
        {
            var reply = await RequestAsync(server, 1001, ids);
            reply.HasIds(1001L);
            await server.FinishJobsAsync();
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await RequestAsync(server, 1006, ids);
            await server.FinishJobsAsync();
        }

        var requested = (await server.LogAsync()).Where(a => a.Type == ActivityType.RequestCampaign).ToList();
        Assert.Equal(8, requested.Count);
        var memberships = (await server.Api.GetAsync($"/rest/v1/leads/{ids[0]}/smartCampaignMembership.json")).Result;
        Assert.Equal([1001, 1006], memberships.Select(m => m.GetProperty("smartCampaignId").GetInt64()));
        Assert.Equal([false, true], memberships.Select(m => m.GetProperty("createdAt").GetString() != m.GetProperty("updatedAt").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_scheduled_campaign_runs_for_its_list_when_its_time_has_come_also_after_a_restart(DatabaseKind database)
    {
        var server = await MarketingSteps.StartAsync(database);
        try
        {
            var ids = await server.Api.CreateManyAsync(2_500, i => new { email = $"l{i}@x.com" });
            foreach (var chunk in ids.Chunk(300)) await server.Api.PostAsync($"/rest/v1/lists/1002/leads.json?id={string.Join(',', chunk)}", null);

            var scheduled = await server.Api.PostAsync("/rest/v1/campaigns/1002/schedule.json", """{"input":{"runAt":"2026-03-02T18:20:00Z"}}""");
            scheduled.HasIds(1002L);
            server.Clock.Advance(TimeSpan.FromMinutes(19));
            await server.FinishJobsAsync();
            Assert.DoesNotContain(await server.LogAsync(), a => a.Type == ActivityType.ExecuteCampaign);

            server = await server.RestartAsync();
            server.Clock.Advance(TimeSpan.FromMinutes(2));
            await server.FinishJobsAsync();
            var ran = (await server.LogAsync()).Where(a => a.Type == ActivityType.ExecuteCampaign).ToList();
            Assert.Equal(ids, ran.Select(a => a.Lead).Order());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Without_a_moment_or_with_one_too_soon_a_run_waits_five_minutes(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.Api.PostAsync($"/rest/v1/lists/1002/leads.json?id={id}", null);

        Assert.True((await server.Api.PostAsync("/rest/v1/campaigns/1002/schedule.json", """{"input":{"runAt":"2026-03-02T18:01:00Z"}}""")).Success);
        server.Clock.Advance(TimeSpan.FromSeconds(299));
        await server.FinishJobsAsync();
        Assert.DoesNotContain(await server.LogAsync(), a => a.Type == ActivityType.ExecuteCampaign);
        server.Clock.Advance(TimeSpan.FromSeconds(2));
        await server.FinishJobsAsync();
        Assert.Contains(await server.LogAsync(), a => a.Type == ActivityType.ExecuteCampaign);
    }

    [Theory, OnEveryDatabase]
    public async Task A_program_is_cloned_for_a_run_twenty_times_a_day(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);

        for (var i = 1; i <= 20; i++)
        {
            var member = i % 2 == 0 ? "cloneToProgram" : "cloneToProgramName";
            var reply = await server.Api.PostAsync("/rest/v1/campaigns/1002/schedule.json", $$$"""{"input":{"{{{member}}}":"Clone {{{i}}}"}}""");
            Assert.True(reply.Success, reply.Body);
            Assert.NotEqual(1002, reply.Ids()[0]);
        }
        Assert.Equal("1020", (await server.Api.PostAsync("/rest/v1/campaigns/1002/schedule.json", """{"input":{"cloneToProgramName":"One more"}}""")).Code);
        var clones = (await server.Api.GetAsync("/rest/v1/campaigns.json?programName=Clone%207")).Result;
        Assert.Equal(["Requested", "Batch"], clones.Select(c => c.GetProperty("name").GetString()));

        server.Clock.Advance(TimeSpan.FromDays(1));
        server.Api.ForgetToken();
        Assert.True((await server.Api.PostAsync("/rest/v1/campaigns/1002/schedule.json", """{"input":{"cloneToProgramName":"One more"}}""")).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_run_is_refused(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "a@x.com" });

        foreach (var (path, body, code) in Refused)
        {
            var reply = await server.Api.PostAsync($"/rest/v1/campaigns/{path}.json", body);
            Assert.True(reply.Code == code, $"{path} {body}: {reply.Body}");
        }
        await using var session = await server.Instance.Database.ReadAsync();
        Assert.Equal(0, await session.Sql($"select count(*) from {server.Instance.Database.Table("job")}").NumberAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task More_than_a_hundred_leads_or_tokens_are_refused(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(101, i => new { email = $"l{i}@x.com" });

        Assert.Equal("1003", (await RequestAsync(server, 1001, ids)).Code);
        var tokens = Enumerable.Range(0, 101).Select(i => new { name = "{{my.t" + i + "}}", value = "v" });
        var body = JsonSerializer.Serialize(new { input = new { leads = new[] { new { id = ids[0] } }, tokens } });
        Assert.Equal("1003", (await server.Api.PostAsync("/rest/v1/campaigns/1001/trigger.json", body)).Code);
        Assert.True((await RequestAsync(server, 1001, ids[..100])).Success);
    }

    private static Task<Reply> RequestAsync(TestServer server, long campaign, IEnumerable<long> ids) =>
        server.Api.PostAsync($"/rest/v1/campaigns/{campaign}/trigger.json", new { input = new { leads = ids.Select(id => new { id }), tokens = new[] { new { name = "{{my.message}}", value = "x" } } } });
}
