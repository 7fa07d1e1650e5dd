using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets.Contents;

/// <summary>How new emails, templates and fragments are found: by filter, by ids, by what uses them.</summary>
public sealed class ContentFindTests
{
    [Theory, MemberData(nameof(ContentLifeTests.Types), MemberType = typeof(ContentLifeTests))]
    public async Task Content_is_filtered_sorted_and_paged(DatabaseKind database, string word)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, sample) = (server.Api, ContentSample.Of(word));
        Assert.Equal((0, 20, 0), Nothing(await sample.FilterAsync(api)));
        var ids = new List<string>();
        foreach (var name in (string[])["Winter", "Autumn 50%", "spring", "Summer"])
        {
            ids.Add(await sample.NewAsync(api, name, ContentSample.Html("<p>")));
            server.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        await sample.StepAsync(api, ids[1], "approve");

        var all = await sample.FilterAsync(api);
        Assert.Equal((4, 20, 0), all.PageDetails());
        Assert.Equal(ids, all.ContentIds());
        Assert.All(all.Result, r => Assert.False(r.TryGetProperty("data", out _)));
        Assert.Equal([ids[1], ids[2]], (await sample.FilterAsync(api, "&sortKey=name&pageSize=2")).ContentIds());
        Assert.Equal([ids[3], ids[0]], (await sample.FilterAsync(api, "&sortKey=name&pageSize=2&pageIndex=1")).ContentIds());
        Assert.Equal([ids[3], ids[2], ids[1], ids[0]], (await sample.FilterAsync(api, "&sortKey=createdAt&sortOrder=desc")).ContentIds());
        Assert.Equal(ids[1], (await sample.FilterAsync(api, "&sortKey=modifiedAt&sortOrder=DESC")).ContentIds()[0]);
        Assert.Equal((4, 50, 1), Nothing(await sample.FilterAsync(api, "&pageSize=500&pageIndex=1")));

        Assert.Equal([ids[2], ids[3]], (await sample.FilterAsync(api, "&name=S")).ContentIds().Where(i => i != ids[0]).Order());
        Assert.Equal([ids[1]], (await sample.FilterAsync(api, "&name=50%25")).ContentIds());
        Assert.Equal((0, 20, 0), Nothing(await sample.FilterAsync(api, "&name=_")));
        Assert.Equal("1001", (await sample.FilterAsync(api, "&name=%00")).Code);
        Assert.Equal("1001", (await sample.FilterAsync(api, "&name=" + new string('x', 256))).Code);
        Assert.Equal([ids[1]], (await sample.FilterAsync(api, "&status=approved")).ContentIds());
        Assert.Equal([ids[0], ids[2], ids[3]], (await sample.FilterAsync(api, "&status=draft")).ContentIds());
        Assert.Equal(ids, (await sample.FilterAsync(api, "&status=draft&status=approved")).ContentIds());
        Assert.Equal(ids[1..3], (await sample.FilterAsync(api, "&createdAtStart=2026-03-02T18:10:00Z&createdAtEnd=2026-03-02T18:20:00Z")).ContentIds());
        Assert.Equal([ids[1]], (await sample.FilterAsync(api, "&modifiedAtStart=2026-03-02T18:35:00Z&modifiedAtEnd=2026-03-02T19:00:00Z")).ContentIds());
        Assert.Equal(ids, (await sample.FilterAsync(api, $"&folderIds={sample.OtherFolder}&folderIds={sample.Folder}&includeArchived=true&scriptEngine=Velocity")).ContentIds());
        Assert.Equal((0, 20, 0), Nothing(await sample.FilterAsync(api, $"&folderId={sample.OtherFolder}")));
        Assert.Equal((0, 20, 0), Nothing(await sample.FilterAsync(api, "&folderId=1&folderType=Program")));
    }

    [Theory, MemberData(nameof(ContentLifeTests.Types), MemberType = typeof(ContentLifeTests))]
    public async Task Content_tells_who_made_and_changed_it_and_workspaces_keep_it_apart(DatabaseKind database, string word)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, sample) = (server.Api, ContentSample.Of(word));
        string[] rights = ["Read-Write Assets", "Read-Only Assets", "Access Design Studio", "Access Email", "Edit Email", "Access Email Template", "Edit Email Template", "Access Snippet", "Edit Snippet"];
        using var other = await server.ServiceAsync("Europe", rights, "Europe");
        var id = await sample.NewAsync(api, "First");
        var me = (await sample.GetAsync(api, id)).One().GetProperty("metadata").Text("createdBy")!;

        Assert.Contains("@", me, StringComparison.Ordinal);
        Assert.Equal([id], (await sample.FilterAsync(api, $"&createdBy={me.ToUpperInvariant()}&modifiedBy={me}&isCreatedByMe=true&isModifiedByMe=true")).ContentIds());
        Assert.Equal((0, 20, 0), Nothing(await sample.FilterAsync(api, "&createdBy=someone@else.local")));
        Assert.Equal((0, 20, 0), Nothing(await sample.FilterAsync(api, "&isModifiedByMe=false")));

        Assert.True((await sample.GetAsync(other, id)).FoundNothing());
        Assert.True((await sample.FilterAsync(other)).FoundNothing());
        Assert.Equal("702", (await sample.UpdateAsync(other, id, """{"name":"Mine"}""")).Code);
        Assert.Equal("710", (await sample.CreateAsync(other, "Second")).Code);
        Assert.Equal("603", (await sample.StepAsync(other, id, "approve")).Code);
        var theirs = (await sample.CreateAsync(other, "First", """{"appData":{"workspaceId":2}}""")).One();
        Assert.Equal(("2", "Europe@test.local"), (theirs.GetProperty("appData").Text("workspaceId"), theirs.GetProperty("metadata").Text("createdBy")));
    }

    [Theory, MemberData(nameof(ContentLifeTests.Types), MemberType = typeof(ContentLifeTests))]
    public async Task Many_are_got_and_deleted_at_once(DatabaseKind database, string word)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, sample) = (server.Api, ContentSample.Of(word));
        string[] ids = [await sample.NewAsync(api, "A"), await sample.NewAsync(api, "B"), await sample.ApprovedAsync(api, "C")];

        Assert.Equal([ids[2], ids[0]], (await sample.BulkAsync(api, "get", [ids[2], ids[0], ids[2], "99999"])).ContentIds());
        Assert.True((await sample.BulkAsync(api, "get", ["99999"])).FoundNothing());
        Assert.Equal("1003", (await sample.BulkAsync(api, "get", Enumerable.Range(1, 21).Select(i => $"{i}"))).Code);
        Assert.Equal("1003", (await sample.BulkAsync(api, "usedby", Enumerable.Range(1, 51).Select(i => $"{i}"))).Code);
        Assert.Equal("701", (await sample.BulkAsync(api, "usedby", [])).Code);

        Assert.Equal("709", (await sample.BulkAsync(api, "delete", ids)).Code);
        Assert.Equal("709", (await sample.BulkAsync(api, "delete", ids, ignoreUsedBy: true)).Code);
        Assert.Equal("702", (await sample.BulkAsync(api, "delete", [ids[0], "99999"])).Code);
        Assert.Equal(ids, (await sample.FilterAsync(api)).ContentIds());
        Assert.True((await sample.BulkAsync(api, "delete", ids[..2])).Success);
        Assert.Equal([ids[2]], (await sample.FilterAsync(api)).ContentIds());
    }

    private static (int, int, int) Nothing(Reply reply)
    {
        Assert.True(reply.FoundNothing(), reply.Body);
        return reply.PageDetails();
    }
}
