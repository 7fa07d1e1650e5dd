using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Storage;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Activities;

/// <summary>The <c>listId</c> of Get Lead Activities and Get Lead Changes.</summary>
public sealed class ActivityListTests
{
    // Of the longer list's members the activities are found by looking through the log, of the shorter one's by lead.
    [Theory, OnEveryDatabase]
    public async Task Activities_and_changes_are_those_of_the_members(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var leads = await server.Api.CreateManyAsync(650, i => new { email = $"l{i}@x.com" });
        foreach (var chunk in leads.Chunk(300)) await server.Api.SyncAsync([.. chunk.Select(id => new { id, lastName = "L" })], lookupField: "id", action: "updateOnly");
        var (few, many, none) = (leads.Where((_, i) => i % 100 == 3).ToList(), leads.Where((_, i) => i % 2 == 0).ToList(), new List<long>());

        foreach (var members in (List<long>[])[few, many, none])
        {
            var list = await ListAsync(server, members);
            Assert.Equal(members, await ReadAsync(server, $"/rest/v1/activities.json?activityTypeIds=12&listId={list}"));
            Assert.Equal(members, await ReadAsync(server, $"/rest/v1/activities.json?activityTypeIds=13&listId={list}&batchSize=70"));
            Assert.Equal(members.Count * 2, (await ReadAsync(server, $"/rest/v1/activities/leadchanges.json?fields=lastName&listId={list}")).Count);
            var both = leads.Take(10).Where(members.Contains);
            Assert.Equal(both, await ReadAsync(server, $"/rest/v1/activities.json?activityTypeIds=12&listId={list}&leadIds={string.Join(',', leads.Take(10))}"));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_list_of_ten_thousand_members_is_refused_where_the_switch_says_so(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (allowed, refused) = (await ListAsync(server, [.. Enumerable.Range(1, 9_999).Select(i => (long)i)]), await ListAsync(server, [.. Enumerable.Range(1, 10_000).Select(i => (long)i)]));
        var token = await TokenAsync(server);
        Task<Reply> ActivitiesAsync(long list) => server.Api.GetAsync($"/rest/v1/activities.json?nextPageToken={token}&activityTypeIds=12&listId={list}");
        Task<Reply> ChangesAsync(long list) => server.Api.GetAsync($"/rest/v1/activities/leadchanges.json?nextPageToken={token}&fields=email&listId={list}");
        Assert.True((await ActivitiesAsync(refused)).Success);

        var settings = server.Instance.Settings;
        await server.Server.Catalogue.SetAsync(server.Instance, settings with { Features = settings.Features with { ActivityListLimit = true } });

        Assert.Equal("1003", (await ActivitiesAsync(refused)).Code);
        Assert.Equal("1003", (await ChangesAsync(refused)).Code);
        Assert.True((await ActivitiesAsync(allowed)).Success);
        Assert.True((await ChangesAsync(allowed)).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task A_list_of_a_workspace_out_of_reach_is_one_that_does_not_exist(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", ["Read-Only Activity"], "Europe");
        var workspaces = (await AccountDirectory.OfAsync(server.Instance)).Workspaces;
        var (own, other) = (workspaces.Single(w => w.Name == "Europe").Id, workspaces.First(w => w.Name != "Europe").Id);
        var token = await TokenAsync(server);
        async Task<string?> CodeAsync(long list) => (await europe.GetAsync($"/rest/v1/activities.json?nextPageToken={token}&activityTypeIds=12&listId={list}")).Code;

        Assert.Null(await CodeAsync(await ListAsync(server, [1], own)));
        Assert.Equal("1013", await CodeAsync(await ListAsync(server, [1], other)));
        Assert.Equal("1001", (await europe.GetAsync($"/rest/v1/activities.json?nextPageToken={token}&activityTypeIds=12&listId=x")).Code);
    }

    private static Task<long> ListAsync(TestServer server, List<long> members, long? workspace = null) => WriteTransaction.RunAsync(
        server.Instance,
        async session =>
        {
            var now = server.Instance.Now;
            var list = await AssetStore.InsertAsync(session, new Asset { Type = AssetType.StaticList, Name = "L", Workspace = workspace, Approved = "{}", CreatedAt = now, UpdatedAt = now });
            Column[] columns = [.. ((string[])["list", "lead", "created_at", "updated_at"]).Select(c => new Column(c, StorageKind.Integer))];
            await session.Database.Dialect.InsertAsync(session, session.Database.Table("list_member"), columns, [.. members.Select(m => new object?[] { list.Id, m, now, now })]);
            return list.Id;
        },
        default);

    private static async Task<string> TokenAsync(TestServer server) =>
        (await server.Api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2020-01-01T00:00:00Z")).NextPageToken!;

    private static async Task<List<long>> ReadAsync(TestServer server, string path)
    {
        var (leads, token) = (new List<long>(), await TokenAsync(server));
        for (var more = true; more;)
        {
            var page = await server.Api.GetAsync($"{path}&nextPageToken={token}");
            leads.AddRange(page.Result.Select(a => a.GetProperty("leadId").GetInt64()));
            (token, more) = (page.NextPageToken!, page.Root.GetProperty("moreResult").GetBoolean());
        }
        return leads;
    }
}
