using Leadbase.Activities;

namespace Leadbase.Tests.Http.Leads;

public sealed class MergeLeadsTests
{
    [Theory, OnEveryDatabase]
    public async Task The_winner_keeps_its_values_and_takes_those_it_lacks_from_the_first_that_has_them(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var winner = await server.Api.CreateAsync(new { firstName = "Win", unsubscribed = false });
        var b = await server.Api.CreateAsync(new { email = "b@x.com", firstName = "B", title = "B", unsubscribed = true, code = "B" });
        var a = await server.Api.CreateAsync(new { email = "a@x.com", city = "A", title = "A", externalCompanyId = "demo-2" });
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var before = (await server.LogAsync()).Count;

        var reply = await MergeAsync(server.Api, winner, $"leadIds={a},{b}&mergeInCRM=false");

        Assert.True(reply.Success, reply.Body);
        Assert.False(reply.Root.TryGetProperty("result", out _));
        Assert.Equal(
            $$"""{"id":{{winner}},"firstName":"Win","email":"a@x.com","title":"A","city":"A","code":"B","unsubscribed":false,"externalCompanyId":"demo-2","createdAt":"2026-03-02T18:00:00Z","updatedAt":"2026-03-02T18:05:00Z"}""",
            (await server.Api.ReadAsync(winner, "firstName,email,title,city,code,unsubscribed,externalCompanyId,createdAt,updatedAt")).GetRawText());
        Assert.Empty((await server.Api.FindAsync("id", $"{a},{b}")).Result);
        var log = (await server.LogAsync())[before..];
        Assert.Equal(
            ["City:  > A", "Email Address:  > a@x.com", "External Company Id:  > demo-2", "Job Title:  > A", "Label of code:  > B"],
            log.Where(x => x.Type == 13).Select(x => $"{x.PrimaryValue}: {x.Attributes[1]} > {x.Attributes[0]}").Order(StringComparer.Ordinal));
        Assert.All(log.Where(x => x.Type == 13), x => Assert.Equal((winner, "mergeLeads"), (x.Lead, x.Attributes[4])));
        Assert.Equal([(a, "a@x.com"), (b, "B")], log.Where(x => x.Type == 37).Select(x => (x.Lead, x.PrimaryValue!)));
        var merge = Assert.Single(log, x => x.Type == 32);
        Assert.Equal((winner, winner, "Win"), (merge.Lead, merge.PrimaryId, merge.PrimaryValue));
        Assert.Equal(["true", $"{a},{b}", "Web service API", "false"], merge.Attributes);
    }

    [Theory, OnEveryDatabase]
    public async Task Everything_of_the_losers_becomes_the_winners_once(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (winner, a, b, other) = await FourAsync(server);
        await server.Api.PostAsync("/rest/v1/opportunities.json", """{"input":[{"externalOpportunityId":"o1","name":"O"},{"externalOpportunityId":"o2","name":"O"}]}""");
        await RoleAsync("o1", winner, "Buyer");
        await RoleAsync("o1", a, "Buyer");
        await RoleAsync("o1", a, "Boss");
        await RoleAsync("o2", b, "Buyer");
        await RoleAsync("o2", a, "Buyer");
        await RoleAsync("o2", other, "Buyer");
        foreach (var table in (string[])["list_member (list", "campaign_member (campaign"])
        {
            var (name, column) = (table.Split(" (")[0], table.Split(" (")[1]);
            foreach (var (key, lead, at) in ((long, long, long)[])[(1, winner, 1), (1, a, 2), (2, a, 3), (2, b, 4), (3, b, 5), (3, other, 6)])
            {
                await server.RunAsync($"insert into {server.Instance.Database.Table(name)} ({column}, lead, created_at, updated_at) values ({key}, {lead}, {at}, {at})");
            }
        }
        foreach (var (lead, token) in ((long, string)[])[(winner, "w"), (a, "a"), (b, "b"), (other, "o")])
        {
            await server.Api.PostAsync($"/rest/v1/leads/{lead}/associate.json?cookie=id:1%26token:{token}", null);
        }

        Assert.True((await MergeAsync(server.Api, winner, $"leadIds={b}&leadIds={a}")).Success);

        Assert.Equal("id:1&token:a,id:1&token:b,id:1&token:w", (await server.Api.ReadAsync(winner, "cookies")).GetProperty("cookies").GetString());
        foreach (var (table, key) in ((string, string)[])[("list_member", "list"), ("campaign_member", "campaign")])
        {
            var rows = $"from {server.Instance.Database.Table(table)}";
            Assert.Equal([1L, 2L, 3L], await server.NumbersAsync($"select {key} {rows} where lead = {winner} order by {key}"));
            Assert.Equal([1L, 3L, 5L], await server.NumbersAsync($"select created_at {rows} where lead = {winner} order by {key}"));
            Assert.Equal([6L], await server.NumbersAsync($"select created_at {rows} where lead <> {winner}"));
        }
        var roles = (await server.Api.GetAsync($"/rest/v1/opportunities/roles.json?filterType=leadId&filterValues={winner},{a},{b},{other}")).Result
            .Select(r => $"{r.GetProperty("externalOpportunityId").GetString()} {r.GetProperty("leadId").GetInt64()} {r.GetProperty("role").GetString()}");
        Assert.Equal(new[] { $"o1 {winner} Boss", $"o1 {winner} Buyer", $"o2 {winner} Buyer", $"o2 {other} Buyer" }.Order(StringComparer.Ordinal), roles.Order(StringComparer.Ordinal));
        var log = await server.LogAsync();
        Assert.Equal([winner, winner, winner, other], log.Where(x => x.Type == 12).Select(x => x.Lead));
        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(x => x.Position));

        async Task RoleAsync(string opportunity, long lead, string role) => Assert.Equal(["created"], (await server.Api.PostAsync(
            "/rest/v1/opportunities/roles.json", new { input = new[] { new { externalOpportunityId = opportunity, leadId = lead, role } } })).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_merged_is_refused_and_nothing_changes(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (winner, a, b, _) = await FourAsync(server);
        using var both = await server.ServiceAsync("Both", [LeadSteps.ReadWrite], "Default", "Europe");
        var abroad = await both.CreateAsync(new { email = "e@x.com" }, "Europe");
        var before = await server.LogAsync();
        var many = string.Join(',', Enumerable.Range(1000, 26));

        Assert.Equal("1004", (await MergeAsync(server.Api, 99999, $"leadId={a}")).Code);
        Assert.Equal("1004", (await MergeAsync(server.Api, winner, $"leadIds={a},99999")).Code);
        Assert.Equal("1008", (await MergeAsync(server.Api, winner, $"leadIds={a},{abroad}")).Code);
        Assert.Equal("1008", (await MergeAsync(server.Api, abroad, $"leadId={a}")).Code);
        Assert.Equal("1003", (await MergeAsync(server.Api, winner, $"leadIds={a},{winner}")).Code);
        Assert.Equal("1003", (await MergeAsync(server.Api, winner, $"leadIds={a},{b},{a}")).Code);
        Assert.Equal("1080", (await MergeAsync(server.Api, winner, $"leadIds={many}")).Code);
        Assert.Equal("1002", (await MergeAsync(server.Api, winner, "")).Code);
        Assert.Equal("1001", (await MergeAsync(server.Api, winner, "leadIds=x")).Code);
        Assert.Equal("1001", (await MergeAsync(server.Api, winner, $"leadId={a}&mergeInCRM=perhaps")).Code);
        Assert.Equal("1001", (await server.Api.PostAsync($"/rest/v1/leads/x/merge.json?leadId={a}", null)).Code);

        Assert.Equal(before.Count, (await server.LogAsync()).Count);
        Assert.Equal(5, await server.CountAsync());
        Assert.True((await MergeAsync(both, abroad, $"leadId={a}")).Success);
        Assert.Equal("2", await both.ValueAsync(abroad, "leadPartitionId"));
    }

    [Theory, OnEveryDatabase]
    public async Task Twenty_five_leads_of_a_thousand_activities_each_are_merged_in_one_call(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(27, i => new { email = $"{i}@x.com" });
        foreach (var id in ids) await server.AppendAsync(Enumerable.Range(0, 1_000).Select(i => new Activity(1, id, i, null, null, null)));

        Assert.True((await MergeAsync(server.Api, ids[0], $"leadIds={string.Join(',', ids[1..26])}&mergeInCRM=true")).Success);

        var counts = (await server.LogAsync()).Where(x => x.Type == 1).CountBy(x => x.Lead).ToDictionary();
        Assert.Equal(new Dictionary<long, int> { [ids[0]] = 26_000, [ids[26]] = 1_000 }, counts);
        Assert.Equal(2, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_merge_in_the_crm_is_no_more_than_one_here(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (winner, a, _, _) = await FourAsync(server);
        await server.Server.Catalogue.SetAsync(server.Instance, server.Instance.Settings with { Features = server.Instance.Settings.Features with { NativeCrmSync = true } });

        Assert.True((await MergeAsync(server.Api, winner, $"leadId={a}&mergeInCRM=true")).Success);
        Assert.Equal("false", (await server.LogAsync()).Single(x => x.Type == 32).Attributes[3]);
    }

    [Theory, OnEveryDatabase]
    public async Task Deleted_leads_are_told_and_what_is_merged_at_once_in_both_directions_leaves_one(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (a, b, _, _) = await FourAsync(server);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? MergeAsync(server.Api, a, $"leadId={b}") : MergeAsync(server.Api, b, $"leadId={a}")));

        Assert.Single(replies, r => r.Success);
        Assert.All(replies.Where(r => !r.Success), r => Assert.Equal("1004", r.Code));
        Assert.Equal(3, await server.CountAsync());
        var token = (await server.Api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2020-01-01T00:00:00Z")).NextPageToken;
        Assert.Single((await server.Api.GetAsync($"/rest/v1/activities/deletedleads.json?nextPageToken={token}")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task An_upsert_of_the_address_that_the_winner_takes_makes_no_other_lead(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        for (var round = 0; round < 10; round++)
        {
            var email = $"round{round}@x.com";
            var (winner, loser) = (await server.Api.CreateAsync(new { firstName = "W" }), await server.Api.CreateAsync(new { email }));
            await Task.WhenAll(MergeAsync(server.Api, winner, $"leadId={loser}"), server.Api.SyncAsync([new { email, title = "T" }]));
            Assert.Equal([winner], (await server.Api.FindAsync("email", email)).Ids());
        }
    }

    private static async Task<(long, long, long, long)> FourAsync(TestServer server)
    {
        var ids = await server.Api.CreateManyAsync(4, i => new { email = $"{i}@x.com" });
        return (ids[0], ids[1], ids[2], ids[3]);
    }

    private static Task<Reply> MergeAsync(ApiClient api, long winner, string query) => api.PostAsync($"/rest/v1/leads/{winner}/merge.json?{query}", null);
}
