using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>What snippets have besides their life ("Snippets").</summary>
public sealed class SnippetTests
{
    private const string Item = "/rest/asset/v1/snippet";

    [Theory, OnEveryDatabase]
    public async Task Content_is_markup_and_text(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await LifecycleSample.Of("snippet").NewAsync(server.Api, "Greeting"));

        Assert.Equal([("HTML", "")], await ContentAsync(api, id));
        Assert.Equal([id], (await api.PostFormAsync($"{Item}/{id}/content.json", ("type", "HTML"), ("content", "<p>Hello</p>"))).AssetIds());
        Assert.Equal([id], (await api.PostFormAsync($"{Item}/{id}/content.json?type=Text&content=Hello")).AssetIds());
        Assert.Equal([("HTML", "<p>Hello</p>"), ("Text", "Hello")], await ContentAsync(api, id));

        await api.PostFormAsync($"{Item}/{id}/approveDraft.json");
        await api.PostFormAsync($"{Item}/{id}/content.json", ("type", "HTML"), ("content", "<p>Later</p>"));
        Assert.Equal([("HTML", "<p>Hello</p>"), ("Text", "Hello")], await ContentAsync(api, id));
        Assert.Equal([("HTML", "<p>Later</p>"), ("Text", "Hello")], await ContentAsync(api, id, "?status=draft"));
    }

    [Theory, OnEveryDatabase]
    public async Task Dynamic_content_is_that_of_each_segment(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync("""{"segmentations":[{"id":1001,"name":"Area","segments":[{"id":1,"name":"North"},{"id":2,"name":"Default"}]}]}""");
        var (api, id) = (server.Api, await LifecycleSample.Of("snippet").NewAsync(server.Api, "Greeting"));
        await api.PostFormAsync($"{Item}/{id}/content.json", ("type", "HTML"), ("content", "<p>For all</p>"));

        Assert.True((await api.GetAsync($"{Item}/{id}/dynamicContent.json")).FoundNothing());
        Assert.True((await api.PostFormAsync($"{Item}/{id}/content.json", ("type", "DynamicContent"), ("content", "1001"))).Success);
        Assert.Equal([("DynamicContent", "1001")], await ContentAsync(api, id));
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/dynamicContent/7.json", ("value", "x"))).Code);
        Assert.True((await api.PostFormAsync($"{Item}/{id}/dynamicContent/1.json", ("type", "HTML"), ("value", "<p>North</p>"))).Success);

        var dynamic = (await api.GetAsync($"{Item}/{id}/dynamicContent.json")).One();
        Assert.Equal(1001, dynamic.GetProperty("segmentation").GetInt64());
        Assert.Equal(
            ["North HTML <p>North</p>", "North Text ", "Default HTML <p>For all</p>", "Default Text "],
            dynamic.GetProperty("content").EnumerateArray().Select(c => $"{c.Text("segmentName")} {c.Text("type")} {c.Text("content")}"));
    }

    private static async Task<(string?, string?)[]> ContentAsync(ApiClient api, long id, string query = "") =>
        [.. (await api.GetAsync($"{Item}/{id}/content.json{query}")).Result.Select(c => (c.Text("type"), c.Text("content")))];
}
