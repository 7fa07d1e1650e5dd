using System.Text.Json;
using Leadbase.Activities;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Marketing;

/// <summary>Static lists and their members ("List Membership").</summary>
public sealed class StaticListTests
{
    private const string Known = "/rest/v1/lists/1001";

    [Theory, OnEveryDatabase]
    public async Task Lists_are_told_by_id_name_program_and_workspace_in_pages(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);

        var list = Assert.Single((await server.Api.GetAsync(Known + ".json")).Result);
        Assert.Equal(
            ("Known", "A list", "With a list", "Default"),
            (list.GetProperty("name").GetString(), list.GetProperty("description").GetString(), list.GetProperty("programName").GetString(), list.GetProperty("workspaceName").GetString()));

        (await server.Api.GetAsync("/rest/v1/lists.json")).HasIds(1001, 1002);
        (await server.Api.GetAsync("/rest/v1/lists.json?id=1002,7")).HasIds(1002);
        (await server.Api.GetAsync("/rest/v1/lists.json?name=KNOWN")).HasIds(1001);
        (await server.Api.GetAsync("/rest/v1/lists.json?programName=with%20a%20list")).HasIds(1001);
        Assert.Empty((await server.Api.GetAsync("/rest/v1/lists.json?workspaceName=Nowhere")).Ids());
        var first = await server.Api.GetAsync("/rest/v1/lists.json?batchSize=1");
        first.HasIds(1001);
        var second = await server.Api.GetAsync($"/rest/v1/lists.json?batchSize=1&nextPageToken={first.NextPageToken}");
        second.HasIds(1002);
        Assert.Null(second.NextPageToken);
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_are_added_by_parameter_and_by_body_and_are_members_then(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(4, i => new { email = $"l{i}@x.com" });

        Assert.Equal(["added", "skipped 1004", "skipped 1001"], (await server.Api.PostAsync($"{Known}/leads.json?id={ids[0]}&id=99999&id=x", null)).Outcomes);
        var body = new { input = new object[] { new { id = ids[1] }, new { id = ids[0] }, new { } } };
        var mixed = await server.Api.PostAsync($"{Known}/leads.json", body);
        Assert.Equal(["added", "added", "skipped 1002"], mixed.Outcomes);
        Assert.False(mixed.Result[2].TryGetProperty("id", out _), mixed.Body);
        Assert.Equal(["added", "added"], (await server.Api.PostAsync($"{Known}/leads.json?id={ids[2]}%26id%3D{ids[1]}", null)).Outcomes);

        Assert.Equal(
            ["memberof", "notmemberof", "skipped 1004"],
            (await server.Api.GetAsync($"{Known}/leads/ismember.json?id={ids[0]}&id={ids[3]}&id=99999")).Outcomes);
        var added = (await server.LogAsync()).Where(a => a.Type == ActivityType.AddToList).ToList();
        Assert.Equal([ids[0], ids[1], ids[2]], added.Select(a => a.Lead));
        Assert.All(added, a => Assert.Equal((1001L, "Known"), (a.PrimaryId, a.PrimaryValue)));
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_are_removed_once(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(2, i => new { email = $"l{i}@x.com" });
        await server.Api.PostAsync($"{Known}/leads.json?id={ids[0]},{ids[1]}", null);

        Assert.Equal(["removed", "skipped 1015", "skipped 1004"], (await DeleteAsync(server, $"{Known}/leads.json?id={ids[0]}&id={ids[0]}&id=99999", null)).Outcomes);
        Assert.Equal(["removed"], (await DeleteAsync(server, $"{Known}/leads.json", $$"""{"input":[{"id":{{ids[1]}}}]}""")).Outcomes);
        Assert.Empty((await server.Api.GetAsync($"{Known}/leads.json")).Result);
        Assert.Equal(2, (await server.LogAsync()).Count(a => a.Type == ActivityType.RemoveFromList));
    }

    [Theory, OnEveryDatabase]
    public async Task Members_come_in_pages_under_both_spellings_each_once(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(25, i => new { email = $"l{i}@x.com", firstName = "F" });
        await server.Api.PostAsync($"{Known}/leads.json?id={string.Join(',', ids.Where(i => i % 2 == 0))}", null);

        foreach (var path in (string[])["/rest/v1/lists/1001/leads.json", "/rest/v1/list/1001/leads.json"])
        {
            var (seen, token) = (new List<long>(), "");
            do
            {
                var page = await server.Api.GetAsync($"{path}?batchSize=5&fields=firstName{token}");
                Assert.True(page.Success, page.Body);
                seen.AddRange(page.Ids());
                Assert.All(page.Result, r => Assert.Equal("F", r.GetProperty("firstName").GetString()));
                token = page.NextPageToken is { } next ? "&nextPageToken=" + next : null;
            }
            while (token is not null);
            Assert.Equal(ids.Where(i => i % 2 == 0), seen);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_service_sees_and_changes_members_of_its_own_partitions_only(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", [LeadSteps.ReadWrite], "Europe");
        await server.ImportAsync("""{"staticLists":[{"id":5,"name":"European","workspace":"Europe"}]}""");
        var (here, there) = (await server.Api.CreateAsync(new { email = "d@x.com" }), await europe.CreateAsync(new { email = "e@x.com" }, "Europe"));

        Assert.Equal("1013", (await europe.GetAsync(Known + "/leads.json")).Code);
        Assert.Equal(["skipped 1008", "added"], (await europe.PostAsync($"/rest/v1/lists/5/leads.json?id={here},{there}", null)).Outcomes);
        (await europe.GetAsync("/rest/v1/lists/5/leads.json")).HasIds(there);
        (await europe.GetAsync("/rest/v1/lists.json")).HasIds(5L);
    }

    [Theory, OnEveryDatabase]
    public async Task The_lists_of_a_lead_are_told_and_end_with_it(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        await server.Api.PostAsync($"{Known}/leads.json?id={id}", null);
        await server.Api.PostAsync($"/rest/v1/lists/1002/leads.json?id={id}", null);

        var first = await server.Api.GetAsync($"/rest/v1/leads/{id}/listMembership.json?batchSize=1");
        var list = Assert.Single(first.Result);
        Assert.Equal((1001, "2026-03-02T18:00:00Z"), (list.GetProperty("listId").GetInt64(), list.GetProperty("createdAt").GetString()));
        var second = await server.Api.GetAsync($"/rest/v1/leads/{id}/listMembership.json?nextPageToken={first.NextPageToken}");
        Assert.Equal([1002L], second.Result.Select(r => r.GetProperty("listId").GetInt64()));
        Assert.False(second.Root.GetProperty("moreResult").GetBoolean());

        await server.Api.PostAsync("/rest/v1/leads/delete.json", new { input = new[] { new { id } } });
        Assert.Equal("1004", (await server.Api.GetAsync($"/rest/v1/leads/{id}/listMembership.json")).Code);
        Assert.Empty((await server.Api.GetAsync(Known + "/leads.json")).Result);
        await using var session = await server.Instance.Database.ReadAsync();
        Assert.Equal(0, await session.Sql($"select count(*) from {server.Instance.Database.Table("list_member")}").NumberAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Calls_that_add_the_same_leads_at_once_make_each_a_member_once(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(50, i => new { email = $"l{i}@x.com" });

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.Api.PostAsync($"{Known}/leads.json?id={string.Join(',', ids)}", null)));

        Assert.All(replies, r => Assert.All(r.Outcomes, o => Assert.Equal("added", o)));
        Assert.Equal(50, (await server.LogAsync()).Count(a => a.Type == ActivityType.AddToList));
    }

    private static Task<Reply> DeleteAsync(TestServer server, string path, string? body) => server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Delete, path)
    {
        Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
    });
}
