using Leadbase.Assets;
using Leadbase.Marketing.Campaigns;
using Leadbase.Marketing.Tokens;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets;

/// <summary>My Tokens of folders and programs ("Tokens").</summary>
public sealed class TokenTests
{
    [Theory, OnEveryDatabase]
    public async Task A_token_is_made_changed_and_deleted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await LifecycleSample.Of("folder").NewAsync(server.Api, "Spring"));

        Assert.True((await api.GetAsync(Path(id))).FoundNothing());
        var made = (await SetAsync(api, id, "April Fools", "date", "2015-04-01")).One();
        Assert.Equal(id, made.GetProperty("folder").GetProperty("value").GetInt64());
        Assert.EndsWith($"#MF{id}C3", made.GetProperty("tokens")[0].Text("computedUrl"), StringComparison.Ordinal);
        Assert.True((await SetAsync(api, id, "april fools", "text", "1 April")).Success);
        Assert.Equal(["april fools text 1 April"], await TokensAsync(api, id));

        Assert.Equal("702", (await DeleteAsync(api, id, "April Fools", "date")).Code);
        Assert.Equal([id], (await DeleteAsync(api, id, "April Fools", "text")).AssetIds());
        Assert.True((await api.GetAsync(Path(id))).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task A_value_is_as_its_type_says(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await LifecycleSample.Of("folder").NewAsync(server.Api, "Spring"));

        (string Type, string Value, string? Code)[] cases =
        [
            ("date", "2015-04-01", null), ("date", "01.04.2015", "704"), ("date", "2015-02-30", "704"),
            ("number", "-1.5e3", null), ("number", "many", "1001"), ("number", "NaN", "1001"), ("score", "+5", null), ("score", "2147483648", "1001"), ("score", "1.5", "1001"),
            ("rich text", "<b>bold</b>", null), ("sfdc campaign", "701x", null), ("TEXT", "plain", null), ("sound", "loud", "1001"), ("text", "", "701"),
        ];
        foreach (var (type, value, code) in cases) Assert.Equal((type, value, code), (type, value, (await SetAsync(api, id, "Token", type, value)).Code));
        Assert.Equal("709", (await SetAsync(api, id, new string('x', 51), "text", "x")).Code);
        Assert.Equal("709", (await SetAsync(api, id, "a}}b", "text", "x")).Code);
        Assert.True((await SetAsync(api, id, new string('x', 50), "text", new string('x', 64 * 1024))).Success);
        Assert.Equal("709", (await SetAsync(api, id, "Long", "text", new string('x', (64 * 1024) + 1))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Tokens_are_inherited_and_overridden_below_and_in_a_run(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, sample) = (server.Api, LifecycleSample.Of("folder"));
        var outer = await sample.NewAsync(api, "Outer");
        var inner = (await sample.CreateAsync(api, "Inner", LifecycleSample.FolderJson(outer))).AssetIds()[0];
        await SetAsync(api, outer, "Color", "text", "red");
        await SetAsync(api, outer, "Size", "number", "1");
        await SetAsync(api, inner, "COLOR", "text", "blue");

        Assert.Equal(["blue", "1"], await ValuesAsync(server, inner));
        Assert.Equal(["red", "1"], await ValuesAsync(server, outer));
        Assert.Equal(["blue", "2"], await ValuesAsync(server, inner, new RunToken("{{my.size}}", "2")));
        Assert.Equal(["COLOR text blue"], await TokensAsync(api, inner));

        await DeleteAsync(api, inner, "Color", "text");
        Assert.Equal(["red", "1"], await ValuesAsync(server, inner));
    }

    private static string Path(long id, string step = "tokens") => $"/rest/asset/v1/folder/{id}/{step}.json";

    private static Task<Reply> SetAsync(ApiClient api, long id, string name, string type, string value) =>
        api.PostFormAsync(Path(id), ("name", name), ("type", type), ("value", value), ("folderType", "Folder"));

    private static Task<Reply> DeleteAsync(ApiClient api, long id, string name, string type) =>
        api.PostFormAsync(Path(id, "tokens/delete"), ("name", name), ("type", type), ("folderType", "Folder"));

    private static async Task<string[]> TokensAsync(ApiClient api, long id) =>
        [.. (await api.GetAsync(Path(id) + "?folderType=Folder")).One().GetProperty("tokens").EnumerateArray().Select(t => $"{t.Text("name")} {t.Text("type")} {t.Text("value")}")];

    private static async Task<string[]> ValuesAsync(TestServer server, long folder, params RunToken[] run)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        var tokens = await MyTokens.OfAsync(session, new AssetFolder(folder, AssetType.Folder), run);
        return [tokens["color"].Value, tokens["size"].Value];
    }
}
