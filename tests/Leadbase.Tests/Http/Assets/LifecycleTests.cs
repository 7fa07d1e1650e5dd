using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets;

/// <summary>The life that every type of assets has ("Assets"): each test runs over every type.</summary>
public sealed class LifecycleTests
{
    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Types => EveryDatabase.With(LifecycleSample.All.Where(s => s.Life.Create is not null).Select(s => s.Name));

    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Approved => EveryDatabase.With(LifecycleSample.All.Where(s => s.HasApproval).Select(s => s.Name));

    [Theory, MemberData(nameof(Types))]
    public async Task An_asset_is_created_found_renamed_and_deleted(DatabaseKind database, string type)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, sample) = (server.Api, LifecycleSample.Of(type));

        var made = (await sample.CreateAsync(api, "First", null, ("description", "What it is for"))).One();
        var id = made.GetProperty("id").GetInt64();
        Assert.Equal(("First", "What it is for"), (made.Text("name"), made.Text("description")));
        Assert.Equal("2026-03-02T18:00:00Z+0000", made.Text("createdAt"));
        Assert.Equal("First", (await api.GetAsync(sample.Path(id))).One().Text("name"));
        Assert.Equal([id], (await api.GetAsync(sample.Collection + ".json")).AssetIds().Where(i => i >= 1001));
        if (sample.Life.ByName is not null) Assert.Equal([id], (await api.GetAsync($"{sample.Item}/byName.json?name=First")).AssetIds());

        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var renamed = (await api.PostFormAsync(sample.Path(id), ("name", "Second"))).One();
        Assert.Equal(("Second", "What it is for", "2026-03-02T18:05:00Z+0000"), (renamed.Text("name"), renamed.Text("description"), renamed.Text("updatedAt")));
        if (sample.Life.ByName is not null) Assert.True((await api.GetAsync($"{sample.Item}/byName.json?name=First")).FoundNothing());

        if (sample.Life.Delete is null) return;
        Assert.Equal([id], (await api.PostFormAsync(sample.Path(id, "delete"))).AssetIds());
        Assert.True((await api.GetAsync(sample.Path(id))).FoundNothing());
        Assert.Equal("702", (await api.PostFormAsync(sample.Path(id, "delete"))).Code);
        Assert.Equal("702", (await api.PostFormAsync(sample.Path(id), ("name", "Third"))).Code);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Names_are_unique_in_their_scope_and_folders_must_fit(DatabaseKind database, string type)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, sample) = (server.Api, LifecycleSample.Of(type));

        var first = await sample.NewAsync(api, "First");
        var second = await sample.NewAsync(api, "Second");
        Assert.Equal("709", (await sample.CreateAsync(api, "FIRST")).Code);
        Assert.Equal("709", (await sample.CreateAsync(api, new string('x', 256))).Code);
        Assert.Equal("709", (await api.PostFormAsync(sample.Path(second), ("name", "First"))).Code);
        Assert.True((await api.PostFormAsync(sample.Path(second), ("name", "SECOND"))).Success);

        Assert.Equal("701", (await api.PostFormAsync(sample.Collection + ".json", (sample.FolderParameter, LifecycleSample.FolderJson(sample.Folder)))).Code);
        Assert.Equal("701", (await sample.CreateAsync(api, " ")).Code);
        Assert.Equal("701", (await sample.CreateAsync(api, "Third", "")).Code);
        foreach (var wrong in (string[])["{", """{"id":"\ud800"}""", """{"id":21,"type":"\udc00"}""", """{"\ud800":21}"""]) Assert.Equal("1001", (await sample.CreateAsync(api, "Third", wrong)).Code);
        Assert.Equal("710", (await sample.CreateAsync(api, "Third", LifecycleSample.FolderJson(99_999))).Code);
        Assert.Equal("711", (await sample.CreateAsync(api, "Third", LifecycleSample.FolderJson(sample.OtherFolder))).Code);
        Assert.Equal([first, second], (await api.GetAsync(sample.Collection + ".json")).AssetIds().Where(i => i >= 1001));
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_folder_is_taken_as_clients_send_it(DatabaseKind database, string type)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, sample) = (server.Api, LifecycleSample.Of(type));

        string[] folders = [$"{{'id': {sample.Folder}, 'type': 'Folder'}}", $"{{u'type': u'FOLDER', u'id': '{sample.Folder}'}}", $"{sample.Folder}", $"{{\"id\":{sample.Folder}}}"];
        for (var i = 0; i < folders.Length; i++) Assert.True((await sample.CreateAsync(api, $"Asset {i}", folders[i])).Success, folders[i]);

        var extra = string.Concat((await sample.ExtraAsync(api)).Select(p => $"&{p.Name}={Uri.EscapeDataString(p.Value)}"));
        var inQuery = await api.PostFormAsync($"{sample.Collection}.json?name=In%20the%20query&{sample.FolderParameter}={Uri.EscapeDataString(LifecycleSample.FolderJson(sample.Folder))}{extra}");
        Assert.True(inQuery.Success, inQuery.Body);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Assets_are_browsed_in_pages_by_folder_and_time(DatabaseKind database, string type)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, sample) = (server.Api, LifecycleSample.Of(type));
        if (sample.Life.Browse is null) return;
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await sample.NewAsync(api, $"Asset {i}"));
            server.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        var offset = (await api.GetAsync(sample.Collection + ".json?maxReturn=200")).AssetIds().Count(i => i < 1001);

        Assert.Equal(ids[1..3], (await api.GetAsync($"{sample.Collection}.json?offset={offset + 1}&maxReturn=2")).AssetIds());
        Assert.True((await api.GetAsync($"{sample.Collection}.json?offset=1000")).FoundNothing());
        Assert.Equal("1001", (await api.GetAsync($"{sample.Collection}.json?maxReturn=0")).Code);
        Assert.Equal("1001", (await api.GetAsync($"{sample.Collection}.json?offset=-1")).Code);
        Assert.Equal("1001", (await api.GetAsync($"{sample.Collection}.json?status=new")).Code);
        Assert.Equal("704", (await api.GetAsync($"{sample.Collection}.json?earliestUpdatedAt=yesterday")).Code);
        Assert.Equal(ids[2..4], (await api.GetAsync($"{sample.Collection}.json?earliestUpdatedAt=2026-03-02T18:20:00Z&latestUpdatedAt=2026-03-02T18:30:00Z")).AssetIds());
        Assert.Equal(ids, (await api.GetAsync($"{sample.Collection}.json?folder={sample.Folder}")).AssetIds().Where(i => i >= 1001));
        Assert.True((await api.GetAsync($"{sample.Collection}.json?folder=99999")).FoundNothing());
    }

    [Theory, MemberData(nameof(Types))]
    public async Task An_unknown_asset_is_a_warning_to_who_reads_and_702_to_who_changes(DatabaseKind database, string type)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, sample) = (server.Api, LifecycleSample.Of(type));

        Assert.True((await api.GetAsync(sample.Path(99))).FoundNothing());
        Assert.Equal("1001", (await api.GetAsync($"{sample.Item}/x.json")).Code);
        if (sample.Life.ByName is not null) Assert.True((await api.GetAsync($"{sample.Item}/byName.json?name=a%00b")).FoundNothing());
        foreach (var step in Steps(sample))
        {
            Assert.Equal("702", (await api.PostFormAsync(sample.Path(99, step), ("name", "x"), ("folder", $"{sample.Folder}"))).Code);
            Assert.Equal("1001", (await api.PostFormAsync($"{sample.Item}/x/{step}.json")).Code);
        }
    }

    [Theory, MemberData(nameof(Approved))]
    public async Task A_draft_is_approved_changed_discarded_unapproved_and_deleted(DatabaseKind database, string type)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, sample) = (server.Api, LifecycleSample.Of(type));
        var id = await sample.NewAsync(api, "First");

        Assert.Equal(["draft"], await StatusesAsync(api, sample, id));
        if (sample.Life.Discard is not null) Assert.Equal("709", (await api.PostFormAsync(sample.Path(id, "discardDraft"))).Code);
        if (sample.Life.Unapprove is not null) Assert.Equal("709", (await api.PostFormAsync(sample.Path(id, "unapprove"))).Code);
        Assert.Equal([id], (await api.PostFormAsync(sample.Path(id, "approveDraft"))).AssetIds());
        Assert.Equal("709", (await api.PostFormAsync(sample.Path(id, "approveDraft"))).Code);
        Assert.Equal(["approved"], await StatusesAsync(api, sample, id));

        if (sample.EditAsync is { } edit)
        {
            var edited = await edit(api, id, "<p>Changed</p>");
            Assert.True(edited.Success, edited.Body);
            Assert.Equal(["approved", "draft"], await StatusesAsync(api, sample, id));
            if (sample.Life.Discard is not null) Assert.Equal([id], (await api.PostFormAsync(sample.Path(id, "discardDraft"))).AssetIds());
            else Assert.Equal([id], (await api.PostFormAsync(sample.Path(id, "approveDraft"))).AssetIds());
            Assert.Equal(["approved"], await StatusesAsync(api, sample, id));
        }
        if (sample.Life.Unapprove is null) return;
        Assert.Equal("709", (await api.PostFormAsync(sample.Path(id, "delete"))).Code);
        Assert.Equal([id], (await api.PostFormAsync(sample.Path(id, "unapprove"))).AssetIds());
        Assert.Equal(["draft"], await StatusesAsync(api, sample, id));
        Assert.Equal([id], (await api.PostFormAsync(sample.Path(id, "delete"))).AssetIds());
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_clone_is_a_new_asset_with_the_same_document(DatabaseKind database, string type)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, sample) = (server.Api, LifecycleSample.Of(type));
        if (sample.Life.Clone is null) return;
        var id = await sample.NewAsync(api, "First");

        var copy = (await api.PostFormAsync(sample.Path(id, "clone"), ("name", "Copy"), ("folder", LifecycleSample.FolderJson(sample.Folder)))).One();
        Assert.NotEqual(id, copy.GetProperty("id").GetInt64());
        Assert.Equal("Copy", copy.Text("name"));
        Assert.Equal("709", (await api.PostFormAsync(sample.Path(id, "clone"), ("name", "Copy"), ("folder", $"{sample.Folder}"))).Code);
        Assert.Equal("701", (await api.PostFormAsync(sample.Path(id, "clone"), ("folder", $"{sample.Folder}"))).Code);
        Assert.Equal("710", (await api.PostFormAsync(sample.Path(id, "clone"), ("name", "Other"), ("folder", "99999"))).Code);
        Assert.Equal("711", (await api.PostFormAsync(sample.Path(id, "clone"), ("name", "Other"), ("folder", $"{sample.OtherFolder}"))).Code);
        Assert.Equal("1001", (await api.PostFormAsync(sample.Path(id, "clone"), ("name", "Other"), ("folder", "[]"))).Code);
    }

    private static IEnumerable<string> Steps(LifecycleSample sample)
    {
        if (sample.Life.Clone is not null) yield return "clone";
        if (sample.Life.Approve is not null) yield return "approveDraft";
        if (sample.Life.Unapprove is not null) yield return "unapprove";
        if (sample.Life.Discard is not null) yield return "discardDraft";
        if (sample.Life.Delete is not null) yield return "delete";
    }

    // The statuses of the versions that are there.
    private static async Task<string[]> StatusesAsync(ApiClient api, LifecycleSample sample, long id)
    {
        var found = new List<string>();
        foreach (var status in (string[])["approved", "draft"])
        {
            var reply = await api.GetAsync($"{sample.Path(id)}?status={status}");
            if (!reply.FoundNothing()) found.Add(reply.One().Text("status")!.ToLowerInvariant());
        }
        return [.. found];
    }
}
