using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>Redirect rules and domains ("Landing Page Redirect Rules").</summary>
public sealed class RedirectTests
{
    /// <summary>The host name of the pages of a test's instance.</summary>
    internal const string Host = "123-abc-456.pages.localhost";

    private const string Rules = "/rest/asset/v1/redirectRules.json";
    private const string Item = "/rest/asset/v1/redirectRule";

    [Theory, OnEveryDatabase]
    public async Task A_rule_is_made_changed_browsed_and_deleted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync("""{"domains":[{"name":"go.example.com"},{"name":"www.example.com","type":"Alias"}]}""");
        var api = server.Api;
        var page = await LifecycleSample.Of("landing page").NewAsync(api, "Target");

        var rule = (await CreateAsync(api, "go.example.com", """{"type":"path","value":"old/page"}""", $$"""{"type":"landingPageId","value":"{{page}}"}""")).One();
        var id = rule.GetProperty("id").GetInt64();
        Assert.Equal(("http://go.example.com/old/page", "http://go.example.com/Target.html"), (rule.Text("redirectFromUrl"), rule.Text("redirectToUrl")));
        Assert.Equal(page, rule.GetProperty("redirectTo").GetProperty("value").GetInt64());
        Assert.Equal("709", (await CreateAsync(api, "GO.example.com", """{"type":"path","value":"OLD/page"}""", """{"type":"url","value":"www.b.com"}""")).Code);
        Assert.Equal("709", (await CreateAsync(api, "elsewhere.com", """{"type":"path","value":"a"}""", """{"type":"url","value":"www.b.com"}""")).Code);
        Assert.Equal("709", (await CreateAsync(api, "go.example.com\0", """{"type":"path","value":"a"}""", """{"type":"url","value":"www.b.com"}""")).Code);
        Assert.Equal("1001", (await CreateAsync(api, "go.example.com", """{"type":"path","value":"a"}""", """{"type":"url","value":"javascript:alert(1)"}""")).Code);
        Assert.Equal("1001", (await CreateAsync(api, "go.example.com", """{"type":"path","value":"a"}""", """{"type":"url","value":"x\r\nSet-Cookie: a=b"}""")).Code);
        Assert.Equal("709", (await CreateAsync(api, "go.example.com", """{"type":"landingPageId","value":"99999"}""", """{"type":"url","value":"www.b.com"}""")).Code);
        Assert.Equal("709", (await api.PostFormAsync($"/rest/asset/v1/landingPage/{page}/delete.json")).Code);

        Assert.Equal("www.b.com", (await api.PostFormAsync($"{Item}/{id}.json", ("redirectTo", """{"type":"url","value":"www.b.com"}"""))).One().Text("redirectToUrl"));
        Assert.Equal([id], (await api.GetAsync($"{Rules}?redirectToPath=www.b.com&hostname=go.example.com")).AssetIds());
        Assert.True((await api.GetAsync($"{Rules}?redirectTolandingPageId={page}")).FoundNothing());
        Assert.Equal([id], (await api.GetAsync($"{Item}/{id}.json")).AssetIds());
        Assert.Equal([id], (await api.PostFormAsync($"{Item}/{id}/delete.json")).AssetIds());
        Assert.True((await api.GetAsync($"{Item}/{id}.json")).FoundNothing());
        Assert.True((await api.PostFormAsync($"/rest/asset/v1/landingPage/{page}/delete.json")).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task Domains_are_those_that_were_imported(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/landingPageDomains.json")).FoundNothing());
        await server.ImportAsync("""{"domains":[{"name":"go.example.com"},{"name":"www.example.com","type":"Alias"}]}""");

        var domains = (await server.Api.GetAsync("/rest/asset/v1/landingPageDomains.json")).Result;
        Assert.Equal(["go.example.com domain", "www.example.com domain-alias"], domains.Select(d => $"{d.Text("hostname")} {d.Text("type")}"));
        Assert.Equal("www.example.com", (await server.Api.GetAsync("/rest/asset/v1/landingPageDomains.json?offset=1&maxReturn=1")).One().Text("hostname"));
    }

    private static Task<Reply> CreateAsync(ApiClient api, string host, string from, string to) =>
        api.PostFormAsync(Rules, ("hostname", host), ("redirectFrom", from), ("redirectTo", to));
}
