using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>What landing pages and their templates have besides their life ("Landing Pages").</summary>
public sealed class PageTests
{
    private const string Item = "/rest/asset/v1/landingPage";

    [Theory, OnEveryDatabase]
    public async Task A_template_gets_its_content_and_tells_it(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.PageTemplateAsync(PageSteps.Guided, guided: true);

        var content = (await server.Api.GetAsync($"/rest/asset/v1/landingPageTemplate/{id}/content.json")).One();
        Assert.Equal((PageSteps.Guided, "approved", "guided", true), (content.Text("content"), content.Text("status"), content.Text("templateType"), content.GetProperty("enableMunchkin").GetBoolean()));
        var bare = await server.Api.PageTemplateAsync("<p>Nowhere for content</p>", approve: false);
        Assert.Equal("709", (await server.Api.PostFormAsync($"/rest/asset/v1/landingPageTemplate/{bare}/approveDraft.json")).Code);
        Assert.Equal("709", (await server.Api.PostFormAsync("/rest/asset/v1/landingPages.json", ("name", "Early"), ("folder", "23"), ("template", $"{bare}"))).Code);
        await server.Api.PageAsync("User", id);
        Assert.Equal("709", (await server.Api.PostFormAsync($"/rest/asset/v1/landingPageTemplate/{id}/unapprove.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Sections_are_added_placed_changed_and_removed(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await LifecycleSample.Of("landing page").NewAsync(server.Api, "Free"));

        Assert.True((await api.GetAsync($"{Item}/{id}/content.json")).FoundNothing());
        Assert.Equal([id], (await api.PostFormAsync($"{Item}/{id}/content.json", ("contentId", "one"), ("type", "RichText"), ("value", "<p>One</p>"), ("zIndex", "15"), ("left", "359px"))).AssetIds());
        Assert.True((await api.PostFormAsync($"{Item}/{id}/content.json", ("contentId", "two"), ("type", "html"), ("value", "<b>Two</b>"))).Success);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/content.json", ("contentId", "two"), ("type", "HTML"), ("value", "x"))).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/content.json", ("contentId", "three"), ("type", "RichText"), ("value", "<script>alert(1)</script>"))).Code);
        Assert.True((await api.PostFormAsync($"{Item}/{id}/content/two.json", ("type", "HTML"), ("value", "<b>First</b>"), ("index", "0"))).Success);

        var sections = (await api.GetAsync($"{Item}/{id}/content.json")).Result;
        Assert.Equal(["two HTML 0", "one RichText 1"], sections.Select(s => $"{s.Text("id")} {s.Text("type")} {s.GetProperty("index")}"));
        Assert.Equal((15, "359px"), (sections[1].GetProperty("formattingOptions").GetProperty("zIndex").GetInt32(), sections[1].GetProperty("formattingOptions").Text("left")));
        var html = (await api.GetAsync($"{Item}/{id}/fullContent.json")).One().Text("content")!;
        Assert.Contains("<b>First</b>", html, StringComparison.Ordinal);
        Assert.Contains("left:359px", html, StringComparison.Ordinal);

        Assert.True((await api.PostFormAsync($"{Item}/{id}/content/two/delete.json")).Success);
        Assert.Equal("one", Assert.Single((await api.GetAsync($"{Item}/{id}/content.json")).Result).Text("id"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_section_shows_each_segment_its_own(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await server.ImportAsync("""
            {"segmentations":[{"id":1001,"name":"Area","segments":[
              {"id":1,"name":"North","rules":{"filterMatchType":"All","triggers":[],"filters":[{"id":1,"name":"City","ruleType":"Attribute","operator":"is","conditions":[{"attributeName":"City","operator":"is","values":["Oslo"]}]}]}},
              {"id":2,"name":"Default"}]}]}
            """);
        var lead = (await api.CreateManyAsync(1, _ => new { email = "n@x.com", firstName = "<Nora>", city = "Oslo" }))[0];
        var id = await api.PageAsync("Guided", await api.PageTemplateAsync(PageSteps.Guided, guided: true), ("title", "Hello & welcome"));

        Assert.Equal(["intro RichText", "form Form"], (await api.GetAsync($"{Item}/{id}/content.json")).Result.Select(s => $"{s.Text("id")} {s.Text("type")}"));
        Assert.True((await api.PostFormAsync($"{Item}/{id}/content/intro.json", ("type", "RichText"), ("value", "<p>All, {{lead.First Name:default=you}}</p>"))).Success);
        Assert.True((await api.PostFormAsync($"{Item}/{id}/content/intro.json", ("type", "DynamicContent"), ("value", "1001"))).Success);
        var section = (await api.GetAsync($"{Item}/{id}/content.json")).Result[0];
        var dynamic = section.GetProperty("content").Text("content")!;
        Assert.True((await api.PostFormAsync($"{Item}/{id}/dynamicContent/{dynamic}.json", ("segment", "North"), ("value", "<p>North, {{lead.First Name}}</p>"))).Success);
        var told = (await api.GetAsync($"{Item}/{id}/dynamicContent/{dynamic}.json")).One();
        Assert.Equal(["North <p>North, {{lead.First Name}}</p>", "Default <p>All, {{lead.First Name:default=you}}</p>"], told.GetProperty("segments").EnumerateArray().Select(s => $"{s.Text("segmentName")} {s.Text("content")}"));

        Assert.Contains("<p>North, &lt;Nora&gt;</p>", await HtmlAsync(api, id, $"?leadId={lead}"), StringComparison.Ordinal);
        Assert.Contains("<p>North, ", await HtmlAsync(api, id, "?segmentation=[{\"segmentationId\":1001,\"segmentId\":1}]"), StringComparison.Ordinal);
        var forAll = await HtmlAsync(api, id);
        Assert.Contains("<p>All, ", forAll, StringComparison.Ordinal);
        Assert.Contains("<title>Hello &amp; welcome</title>", forAll, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"robots\" content=\"index, nofollow\">", forAll, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Variables_have_their_defaults_until_they_are_set(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.PageAsync("Guided", await api.PageTemplateAsync(PageSteps.Guided, guided: true));

        Assert.Equal(["greeting=Hello World! string", "paper=#ffffff color", "wide=true boolean"], await VariablesAsync(api, id));
        Assert.Equal("Hi & bye", (await api.PostFormAsync($"{Item}/{id}/variable/greeting.json?value=Hi%20%26%20bye")).One().Text("value"));
        Assert.Equal("1001", (await api.PostFormAsync($"{Item}/{id}/variable/paper.json", ("value", "red"))).Code);
        Assert.Equal(["greeting=Hi & bye string", "paper=#ffffff color", "wide=true boolean"], await VariablesAsync(api, id));
        Assert.Contains("<h1>Hi &amp; bye</h1>", await HtmlAsync(api, id), StringComparison.Ordinal);
        Assert.True((await api.GetAsync($"{Item}/{await LifecycleSample.Of("landing page").NewAsync(api, "Free")}/variables.json")).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task A_name_in_URLs_belongs_to_one_page(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, template) = (server.Api, await server.Api.PageTemplateAsync(PageSteps.FreeForm));
        var first = await api.PageAsync("Über uns!", template);
        var second = await api.PageAsync("ber uns", template);

        Assert.EndsWith("/ber-uns.html", await UrlAsync(api, first), StringComparison.Ordinal);
        Assert.EndsWith("/ber-uns-1.html", await UrlAsync(api, second), StringComparison.Ordinal);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{second}.json", ("urlPageName", "BER-UNS"))).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{second}.json", ("urlPageName", "../x"))).Code);
        Assert.True((await api.PostFormAsync($"{Item}/{second}.json", ("urlPageName", "about.html"))).Success);
        Assert.EndsWith("/about.html", await UrlAsync(api, second), StringComparison.Ordinal);
        Assert.True((await api.PostFormAsync($"{Item}/{first}/delete.json")).Success);
        Assert.True((await api.PostFormAsync($"{Item}/{second}.json", ("urlPageName", "ber-uns"))).Success);
    }

    private static async Task<string> UrlAsync(ApiClient api, long id) => (await api.GetAsync($"{Item}/{id}.json")).One().Text("URL")!;

    private static async Task<string> HtmlAsync(ApiClient api, long id, string query = "") => (await api.GetAsync($"{Item}/{id}/fullContent.json{query}")).One().Text("content")!;

    private static async Task<string[]> VariablesAsync(ApiClient api, long id) =>
        [.. (await api.GetAsync($"{Item}/{id}/variables.json")).Result.Select(v => $"{v.Text("id")}={v.Text("value")} {v.Text("type")}")];
}
