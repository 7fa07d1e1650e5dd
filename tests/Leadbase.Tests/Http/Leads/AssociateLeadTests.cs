using Leadbase.Activities;
using Leadbase.Records.Leads;
using Leadbase.Storage;

namespace Leadbase.Tests.Http.Leads;

/// <summary>Associate Lead, and cookies elsewhere.</summary>
public sealed class AssociateLeadTests
{
    private const string Cookie = "id:287-GTJ-838&token:_mch-marketo.com-1396310362214-46169";
    private const string Other = "id:287-GTJ-838&token:_mch-marketo.com-1396310362214-99999";

    [Theory, OnEveryDatabase]
    public async Task What_a_visitor_did_becomes_part_of_the_log_once_with_its_own_dates(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.VisitAsync((Cookie, 200), (Other, 300), (Cookie, 100));
        var before = (await server.LogAsync())[^1].Position;

        var reply = await AssociateAsync(server.Api, id, Cookie);
        await AssociateAsync(server.Api, id, Cookie);
        var log = (await server.LogAsync()).Where(a => a.Position > before).ToList();

        Assert.True(reply.Success, reply.Body);
        Assert.False(reply.Root.TryGetProperty("result", out _));
        Assert.Equal([(1L, id, "100"), (1L, id, "200")], log.Select(a => (a.Type, a.Lead, a.PrimaryValue!)));
        Assert.Equal([100L, 200L], await server.NumbersAsync($"select date from {server.Instance.Database.Table("activity")} where type = 1 order by position"));
        Assert.Equal([300L], await server.NumbersAsync($"select date from {server.Instance.Database.Table(LeadCookies.Anonymous)}"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_reader_that_goes_by_position_sees_the_history_although_it_is_older(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        var start = (await server.Api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=1970-01-01T00:00:00Z")).NextPageToken!;
        var token = (await ActivitiesAsync(start)).NextPageToken!;
        await server.VisitAsync((Cookie, 100));
        await AssociateAsync(server.Api, id, Cookie);

        var page = await ActivitiesAsync(token);
        var visit = Assert.Single(page.Result);
        Assert.Equal((id, "1970-01-01T00:01:40Z"), (visit.GetProperty("leadId").GetInt64(), visit.GetProperty("activityDate").GetString()));
        Assert.Empty((await ActivitiesAsync(page.NextPageToken!)).Result);

        Task<Reply> ActivitiesAsync(string nextPageToken) => server.Api.GetAsync($"/rest/v1/activities.json?nextPageToken={nextPageToken}&activityTypeIds=1,12");
    }

    [Theory, OnEveryDatabase]
    public async Task A_cookie_of_a_known_lead_goes_to_the_other_one_and_nothing_moves(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (first, second) = (await server.Api.CreateAsync(new { email = "a@x.com" }), await server.Api.CreateAsync(new { email = "b@x.com" }));
        await server.VisitAsync((Cookie, 100));
        await AssociateAsync(server.Api, first, Cookie);
        await server.VisitAsync((Cookie, 200));

        Assert.True((await AssociateAsync(server.Api, second, Cookie)).Success);

        Assert.Equal([first], (await server.LogAsync()).Where(a => a.Type == 1).Select(a => a.Lead));
        Assert.Equal([second], (await server.Api.FindAsync("cookies", Cookie)).Ids());
    }

    [Theory, OnEveryDatabase]
    public async Task A_cookie_is_taken_encoded_once_twice_or_not_at_all_and_a_body_is_ignored(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        var token = "id:287-GTJ-838&token:_mch-marketo.com-1396310362214-";

        Assert.True((await server.Api.PostAsync($"/rest/v1/leads/{id}/associate.json?cookie={Uri.EscapeDataString(token + 1)}", "{}")).Success);
        Assert.True((await server.Api.PostAsync($"/rest/v1/leads/{id}/associate.json?cookie={token}2", null)).Success);
        Assert.True((await server.Api.PostAsync($"/rest/v1/leads/{id}/associate.json?cookie={Uri.EscapeDataString(Uri.EscapeDataString(token + 3))}", null)).Success);

        Assert.Equal($"{token}1,{token}2,{token}3", (await server.Api.ReadAsync(id, "cookies")).GetProperty("cookies").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task What_cannot_be_associated_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        using var reader = await server.ServiceAsync("Reader", ["Read-Only Lead"], "Default");

        Assert.Equal("1004", (await AssociateAsync(server.Api, 99999, Cookie)).Code);
        Assert.Equal("1008", (await AssociateAsync(europe, id, Cookie)).Code);
        Assert.Equal("603", (await AssociateAsync(reader, id, Cookie)).Code);
        Assert.Equal("1002", (await server.Api.PostAsync($"/rest/v1/leads/{id}/associate.json", null)).Code);
        foreach (var wrong in (string[])["x", "id:&token:x", "id:287-GTJ-838", "id:287-GTJ-838&token:", "id:1&token:a,b", "id:1&token:a\u0000", $"id:1&token:{new string('a', 300)}"])
        {
            Assert.Equal("1012", (await AssociateAsync(server.Api, id, wrong)).Code);
        }
        Assert.Equal("1001", (await server.Api.PostAsync($"/rest/v1/leads/x/associate.json?cookie={Uri.EscapeDataString(Cookie)}", null)).Code);
        Assert.Equal("null", await server.Api.ValueAsync(id, "cookies"));
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_are_found_by_their_cookies_in_pages_and_within_reach(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        var ids = await server.Api.CreateManyAsync(3, i => new { email = $"{i}@x.com" });
        string[] cookies = [.. Enumerable.Range(0, 3).Select(i => $"id:1&token:{i}")];
        for (var i = 0; i < 3; i++) await AssociateAsync(server.Api, ids[i], cookies[i]);
        await AssociateAsync(server.Api, ids[0], "id:1&token:more");

        Assert.Equal([ids[2]], (await server.Api.FindAsync("cookies", cookies[2])).Ids());
        Assert.Equal([ids[0], ids[2]], (await server.Api.FindAsync("cookies", $"{cookies[2]},{cookies[0]},id:1&token:more,id:1&token:none")).Ids());
        var page = await server.Api.FindAsync("cookies", string.Join(',', cookies), "&batchSize=2");
        Assert.Equal(ids[..2], page.Ids());
        Assert.Equal(ids[2..], (await server.Api.FindAsync("cookies", string.Join(',', cookies), $"&batchSize=2&nextPageToken={page.NextPageToken}")).Ids());
        Assert.Empty((await europe.FindAsync("cookies", cookies[0])).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task The_cookies_of_a_synced_record_come_without_history(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.VisitAsync((Cookie, 100));

        var reply = await server.Api.SyncAsync([
            new { email = "a@x.com", cookies = $"{Cookie},{Other}" }, new { email = "b@x.com", cookies = "junk" }, new { email = "c@x.com", cookies = Other }, new { email = "d@x.com", cookies = "" }]);

        Assert.Equal(["created", "skipped 1012", "created", "created"], reply.Outcomes);
        Assert.Equal([reply.IdAt(0)], (await server.Api.FindAsync("cookies", Cookie)).Ids());
        Assert.Equal([reply.IdAt(2)], (await server.Api.FindAsync("cookies", Other)).Ids());
        Assert.DoesNotContain(await server.LogAsync(), a => a.Type is 1 or 13);
        await AssociateAsync(server.Api, reply.IdAt(2), Cookie);
        Assert.DoesNotContain(await server.LogAsync(), a => a.Type == 1);
        Assert.Equal("1011", (await server.Api.SyncAsync([new { cookies = Cookie }], lookupField: "cookies")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_lead_has_no_cookies(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (first, second) = (await server.Api.CreateAsync(new { email = "a@x.com" }), await server.Api.CreateAsync(new { email = "b@x.com" }));
        await AssociateAsync(server.Api, first, Cookie);
        await server.Api.PostAsync("/rest/v1/leads/delete.json", new { input = new[] { new { id = first } } });
        await server.VisitAsync((Cookie, 100));
        await AssociateAsync(server.Api, second, Cookie);

        Assert.Equal([second], (await server.LogAsync()).Where(a => a.Type == 1).Select(a => a.Lead));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_many_at_once_one_gets_the_history(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(8, i => new { email = $"{i}@x.com" });
        await server.VisitAsync([.. Enumerable.Range(0, 20).Select(i => (Cookie, (long)i))]);

        await Task.WhenAll(ids.Select(id => AssociateAsync(server.Api, id, Cookie)));

        var visits = (await server.LogAsync()).Where(a => a.Type == 1).ToList();
        Assert.Equal(20, visits.Count);
        Assert.Single(visits.Select(a => a.Lead).Distinct());
        Assert.Single((await server.Api.FindAsync("cookies", Cookie)).Result);
    }

    private static Task<Reply> AssociateAsync(ApiClient api, long lead, string cookie) =>
        api.PostAsync($"/rest/v1/leads/{lead}/associate.json?cookie={Uri.EscapeDataString(cookie)}", null);
}

/// <summary>What tests of visitors and of what moves with a lead do again and again.</summary>
internal static class VisitSteps
{
    /// <summary>Web pages that visitors, whom nobody knows, have seen at given seconds.</summary>
    public static async Task VisitAsync(this TestServer server, params (string Cookie, long Date)[] visits)
    {
        var database = server.Instance.Database;
        await using var session = await database.WriteAsync();
        var ids = await database.Dialect.AllocateIdsAsync(session, LeadCookies.Anonymous, visits.Length);
        Column[] columns =
        [
            new("id", StorageKind.Integer), new("cookie", StorageKind.Text), new("type", StorageKind.Integer), new("date", StorageKind.Integer), new("primary_value", StorageKind.Text),
        ];
        await database.Dialect.InsertAsync(session, database.Table(LeadCookies.Anonymous), columns, [.. visits.Select((v, i) => new object?[] { ids[i], v.Cookie, 1L, v.Date, $"{v.Date}" })]);
        await session.CommitAsync();
    }

    /// <summary>Numbers of a statement.</summary>
    public static async Task<List<long>> NumbersAsync(this TestServer server, string sql)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        return await session.Sql(sql).ListAsync(r => r.GetInt64(0));
    }

    /// <summary>Runs a statement and keeps what it writes.</summary>
    public static async Task RunAsync(this TestServer server, string sql)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        await session.Sql(sql).ExecuteAsync();
        await session.CommitAsync();
    }

    /// <summary>Appends activities to the log.</summary>
    public static async Task AppendAsync(this TestServer server, IEnumerable<Activity> activities)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        await ActivityLog.AppendAsync(session, [.. activities]);
        await session.CommitAsync();
    }
}
