using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>What folders have besides their life ("Folders").</summary>
public sealed class FolderTests
{
    private const string Item = "/rest/asset/v1/folder";

    [Theory, OnEveryDatabase]
    public async Task A_folder_has_the_type_of_its_parent_and_a_path(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;

        var marketing = (await CreateAsync(api, "Spring", 4)).One();
        Assert.Equal(("Marketing Folder", "/Marketing Activities/Default/Spring"), (marketing.Text("folderType"), marketing.Text("path")));
        Assert.Contains($"#MF{marketing.GetProperty("id")}A1", marketing.Text("url"), StringComparison.Ordinal);
        Assert.Equal((4, "Folder"), (marketing.GetProperty("parent").GetProperty("id").GetInt64(), marketing.GetProperty("parent").Text("type")));
        var email = (await CreateAsync(api, "Social Media", 21)).One();
        Assert.Equal(("Email", "/Design Studio/Default/Emails/Social Media", null), (email.Text("folderType"), email.Text("path"), email.Text("url")));

        Assert.Equal("711", (await CreateAsync(api, "Astray", 1)).Code);
        Assert.Equal("711", (await CreateAsync(api, "Astray", 6)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task System_folders_and_full_folders_stay(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var outer = await NewAsync(api, "Outer", 4);
        var inner = await NewAsync(api, "Inner", outer);

        Assert.Equal("709", (await api.PostFormAsync($"{Item}/26.json", ("name", "Mine"))).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/26/delete.json", ("type", "Folder"))).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{outer}/delete.json")).Code);
        Assert.Equal([inner], (await api.PostFormAsync($"{Item}/{inner}/delete.json", ("type", "Folder"))).AssetIds());
        Assert.Equal([outer], (await api.PostFormAsync($"{Item}/{outer}/delete.json")).AssetIds());
    }

    [Theory, OnEveryDatabase]
    public async Task A_folder_is_archived_and_brought_back(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await NewAsync(server.Api, "Old", 4));

        Assert.True((await api.PostFormAsync($"{Item}/{id}.json", ("type", "Folder"), ("isArchive", "true"))).One().GetProperty("isArchive").GetBoolean());
        Assert.False((await api.PostFormAsync($"{Item}/{id}.json", ("isArchive", "false"))).One().GetProperty("isArchive").GetBoolean());
        Assert.Equal("1001", (await api.PostFormAsync($"{Item}/{id}.json", ("isArchive", "perhaps"))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Folders_are_found_by_name_below_a_root_and_in_a_workspace(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var outer = await NewAsync(api, "Outer", 4);
        var (first, second) = (await NewAsync(api, "Same", outer), await NewAsync(api, "Same", 21));

        Assert.Equal([first, second], (await api.GetAsync($"{Item}/byName.json?name=Same")).AssetIds());
        Assert.Equal([first], (await api.GetAsync($"{Item}/byName.json?name=Same&type=Folder&root={outer}")).AssetIds());
        Assert.Equal([second], (await api.GetAsync($"{Item}/byName.json?name=Same&root={LifecycleSample.FolderJson(2)}")).AssetIds());
        Assert.Equal([first, second], (await api.GetAsync($"{Item}/byName.json?name=Same&workSpace=Default")).AssetIds());
        Assert.True((await api.GetAsync($"{Item}/byName.json?name=Same&workSpace=Elsewhere")).FoundNothing());
        Assert.True((await api.GetAsync($"{Item}/byName.json?name=Same&type=Program")).FoundNothing());
        Assert.True((await api.GetAsync($"{Item}/byName.json?name=Same%00")).FoundNothing());
        Assert.Equal((long[])[1], (await api.GetAsync($"{Item}/byName.json?name=Marketing%20Activities")).AssetIds());
    }

    [Theory, OnEveryDatabase]
    public async Task A_browse_goes_down_as_many_levels_as_it_is_told(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var chain = new List<long> { 4 };
        foreach (var name in (string[])["A", "B", "C"]) chain.Add(await NewAsync(api, name, chain[^1]));

        Assert.Equal((long[])[4], await BrowseAsync(api, "root={\"id\":4,\"type\":\"Folder\"}&maxDepth=0"));
        Assert.Equal(chain[..3], await BrowseAsync(api, "root={'id': 4, 'type': 'Folder'}"));
        Assert.Equal(chain, await BrowseAsync(api, "root=4&maxDepth=9"));
        Assert.Equal(chain[1..3], await BrowseAsync(api, "root=4&maxDepth=9&offset=1&maxReturn=2"));
        Assert.Equal((long[])[1, 2, 3], await BrowseAsync(api, "maxDepth=0"));
        Assert.Empty(await BrowseAsync(api, "root=99999"));
        Assert.Equal("1001", (await api.GetAsync("/rest/asset/v1/folders.json?root=[")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Folders_are_not_deeper_than_the_limit(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, deepest) = (server.Api, 4L);
        for (var depth = 2; depth < 32; depth++) deepest = await NewAsync(api, $"Level {depth}", deepest);

        Assert.Equal("709", (await CreateAsync(api, "Too deep", deepest)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_program_is_shown_as_a_folder_and_not_changed_as_one(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync(MarketingSteps.Assets);
        var api = server.Api;
        await NewAsync(api, "In it", 1001, "Program");

        var program = (await api.GetAsync($"{Item}/1001.json?type=Program")).One();
        Assert.Equal("Marketing Program", program.Text("folderType"));
        Assert.Equal("Program", program.GetProperty("folderId").Text("type"));
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/1001.json", ("type", "Program"), ("name", "x"))).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/1001/delete.json", ("type", "Program"))).Code);
        Assert.Equal("1001", (await api.GetAsync($"{Item}/1001.json?type=Thing")).Code);

        var content = (await api.GetAsync($"{Item}/1001/content.json?type=Program&maxReturn=200")).Result;
        Assert.Contains("Folder", content.Select(c => c.Text("type")));
        Assert.Contains("Smart Campaign", content.Select(c => c.Text("type")));
        Assert.Single((await api.GetAsync($"{Item}/1001/content.json?type=Program&maxReturn=1&offset=1")).Result);
        Assert.True((await api.GetAsync($"{Item}/99999/content.json?type=Folder")).FoundNothing());
    }

    private static Task<Reply> CreateAsync(ApiClient api, string name, long parent, string type = "Folder") =>
        api.PostFormAsync("/rest/asset/v1/folders.json", ("name", name), ("parent", LifecycleSample.FolderJson(parent, type)));

    private static async Task<long> NewAsync(ApiClient api, string name, long parent, string type = "Folder") => (await CreateAsync(api, name, parent, type)).AssetIds()[0];

    private static async Task<long[]> BrowseAsync(ApiClient api, string query) => (await api.GetAsync($"/rest/asset/v1/folders.json?{query}")).AssetIds();
}
