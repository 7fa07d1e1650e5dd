using System.Net;
using System.Text.RegularExpressions;
using Leadbase.Activities;
using Leadbase.Tests.Http.Assets.Forms;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>What visitors get: approved pages, on host names of their own.</summary>
public sealed class PublicSiteTests
{
    private const string Host = RedirectTests.Host;
    private const string Item = "/rest/asset/v1/landingPage";

    [Theory, OnEveryDatabase]
    public async Task A_page_is_there_once_it_is_approved_and_on_no_other_host(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync("""{"domains":[{"name":"go.example.com"}]}""");
        var (api, id) = (server.Api, await LifecycleSample.Of("landing page").NewAsync(server.Api, "Offer"));
        await api.PostFormAsync($"{Item}/{id}/content.json", ("contentId", "a"), ("type", "HTML"), ("value", "<b>The offer</b><script>run()</script>"));

        Assert.Equal(404, (await VisitAsync(server, Host, "/Offer.html")).Status);
        Assert.True((await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Success);
        foreach (var path in (string[])["/Offer.html", "/offer", "//Offer.html", "/lp/123-ABC-456/Offer.html"])
        {
            var page = await VisitAsync(server, Host, path);
            Assert.Equal((200, "text/html; charset=UTF-8", true), (page.Status, page.Type, page.Body.Contains("<b>The offer</b>", StringComparison.Ordinal)));
        }
        Assert.Equal(200, (await VisitAsync(server, "GO.example.com", "/Offer.html")).Status);
        // No API and no console where pages are, and no pages where those are.
        Assert.Equal(404, (await VisitAsync(server, Host, "/rest/v1/leads.json")).Status);
        Assert.Equal(404, (await VisitAsync(server, Host, "/console")).Status);
        Assert.Equal(404, (await VisitAsync(server, Host, "/" + new string('x', 3_000))).Status);
        Assert.DoesNotContain("The offer", (await VisitAsync(server, "localhost", "/Offer.html")).Body, StringComparison.Ordinal);

        Assert.True((await api.PostFormAsync($"{Item}/{id}/unapprove.json")).Success);
        Assert.Equal(404, (await VisitAsync(server, Host, "/Offer.html")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task A_known_visitor_is_addressed_and_the_visit_is_written(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await LifecycleSample.Of("landing page").NewAsync(server.Api, "Offer"));
        await api.PostFormAsync($"{Item}/{id}/content.json", ("contentId", "a"), ("type", "HTML"), ("value", "<p>For {{lead.First Name:default=everybody}}</p>"));
        await api.PostFormAsync($"{Item}/{id}/approveDraft.json");

        var stranger = await VisitAsync(server, Host, "/Offer.html");
        Assert.Contains("<p>For everybody</p>", stranger.Body, StringComparison.Ordinal);
        var cookie = Uri.UnescapeDataString(stranger.Cookie!.Split(';')[0]["_mkto_trk=".Length..]);
        var lead = (await api.CreateManyAsync(1, _ => new { email = "a@x.com", firstName = "<Ada>" }))[0];
        Assert.True((await api.PostAsync($"/rest/v1/leads/{lead}/associate.json?cookie={Uri.EscapeDataString(cookie)}", null)).Success);

        var known = await VisitAsync(server, Host, "/Offer.html?a=1", $"_mkto_trk={Uri.EscapeDataString(cookie)}");
        Assert.Contains("<p>For &lt;Ada&gt;</p>", known.Body, StringComparison.Ordinal);
        Assert.Null(known.Cookie);
        var visit = Assert.Single(await server.LogAsync(), a => a.Type == ActivityType.VisitWebpage);
        Assert.Equal((lead, id, "Offer"), (visit.Lead, visit.PrimaryId, visit.PrimaryValue));
        Assert.Contains("<p>For everybody</p>", (await VisitAsync(server, Host, "/Offer.html", "_mkto_trk=junk")).Body, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_rule_leads_from_a_path_and_from_a_page(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var (from, to) = (await LifecycleSample.Of("landing page").NewAsync(api, "From"), await LifecycleSample.Of("landing page").NewAsync(api, "To"));
        foreach (var page in (long[])[from, to]) await api.PostFormAsync($"{Item}/{page}/approveDraft.json");
        await RuleAsync(api, """{"type":"path","value":"old/path"}""", $$"""{"type":"landingPageId","value":"{{to}}"}""");
        await RuleAsync(api, $$"""{"type":"landingPageId","value":"{{from}}"}""", """{"type":"url","value":"https://elsewhere.example/x"}""");

        Assert.Equal((302, "/To.html"), await LocationAsync(server, "/old/path"));
        Assert.Equal((302, "https://elsewhere.example/x"), await LocationAsync(server, "/From.html"));
        Assert.Equal((200, null), await LocationAsync(server, "/To.html"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_form_on_a_page_is_filled_in_checked_and_followed(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var thanks = await LifecycleSample.Of("landing page").NewAsync(api, "Thanks");
        await api.PostFormAsync($"{Item}/{thanks}/approveDraft.json");
        var form = await LifecycleSample.Of("form").NewAsync(api, "Contact");
        var followed = await api.PostFormAsync($"/rest/asset/v1/form/{form}/thankYouPage.json", ("thankyou", $$"""[{"followupType":"lp","followupValue":{{thanks}},"default":true}]"""));
        Assert.True(followed.Success, followed.Body);
        var id = await api.PageAsync("Ask", await api.PageTemplateAsync(PageSteps.Guided, guided: true), ("formPrefill", "true"));
        var placed = await api.PostFormAsync($"{Item}/{id}/content/form.json", ("type", "Form"), ("value", $"{form}"));
        Assert.True(placed.Success, placed.Body);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Code);
        Assert.True((await api.PostFormAsync($"/rest/asset/v1/form/{form}/approveDraft.json")).Success);
        Assert.True((await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Success);

        var shown = await VisitAsync(server, Host, "/Ask.html");
        Assert.Contains($"<form id=\"mktoForm_{form}\"", shown.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"Email\"", shown.Body, StringComparison.OrdinalIgnoreCase);
        var cookie = shown.Cookie!.Split(';')[0];
        var field = EmailFieldOf(shown.Body);
        Assert.Equal(400, (await FillAsync(server, cookie, ("formid", $"{form}"), (field, "<script>"))).Status);
        Assert.Equal(404, (await FillAsync(server, cookie, ("formid", "99999"), (field, "a@x.com"))).Status);
        Assert.Equal(413, (await FillAsync(server, cookie, ("formid", $"{form}"), (field, new string('x', 70_000)))).Status);

        var taken = await FillAsync(server, cookie, ("formid", $"{form}"), ("lpId", $"{id}"), (field, "ada@x.com"), ("leadScore", "99"));
        Assert.Equal((303, "/Thanks.html"), (taken.Status, taken.Location));
        var lead = (await api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=ada@x.com")).Result[0].GetProperty("id").GetInt64();
        var filled = Assert.Single(await server.LogAsync(), a => a.Type == ActivityType.FillOutForm);
        Assert.Equal((lead, form, "Contact"), (filled.Lead, filled.PrimaryId, filled.PrimaryValue));
        // The cookie is the lead's now, and the form knows who looks at it.
        Assert.Contains("value=\"ada@x.com\"", (await VisitAsync(server, Host, "/Ask.html", cookie)).Body, StringComparison.Ordinal);
        await FillAsync(server, cookie, "localhost", ("formid", $"{form}"), (field, "b@x.com"));
        Assert.Single(await server.LogAsync(), a => a.Type == ActivityType.FillOutForm);
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_that_is_not_seen_is_not_required_and_one_that_is_offers_what_its_rule_says(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var form = await server.Api.AskingPageAsync();

        var shown = await VisitAsync(server, Host, "/Ask.html");
        Assert.Contains("data-visibility=\"&#123;&quot;type&quot;:&quot;show&quot;", shown.Body, StringComparison.Ordinal);
        Assert.Contains("<script src=\"/js/forms.js\" defer></script>", shown.Body, StringComparison.Ordinal);
        var script = await VisitAsync(server, Host, "/js/forms.js");
        Assert.Equal((200, "text/javascript; charset=UTF-8"), (script.Status, script.Type));
        Assert.DoesNotContain("mktoForm", (await VisitAsync(server, "localhost", "/js/forms.js")).Body, StringComparison.Ordinal);

        Assert.Equal(303, await StatusAsync("Bob"));
        Assert.Equal(400, await StatusAsync("Ada"));
        Assert.Equal(303, await StatusAsync("Ada", ("LastName", "Lovelace")));
        Assert.Equal(303, await StatusAsync("ada", ("LastName", "Lovelace"), ("Salutation", "Dr")));
        Assert.Equal(400, await StatusAsync("Ada", ("LastName", "Lovelace"), ("Salutation", "Ms")));
        Assert.Equal(400, await StatusAsync("Bob", ("Salutation", "Dr")));
        Assert.Equal(303, await StatusAsync("Bob", ("Salutation", "Ms")));

        async Task<int> StatusAsync(string firstName, params (string, string)[] more) =>
            (await FillAsync(server, "a=b", [("formid", $"{form}"), (EmailFieldOf(shown.Body), "ada@x.com"), (NameOf("FirstName"), firstName), .. more.Select(m => (NameOf(m.Item1), m.Item2))])).Status;

        string NameOf(string field) => Regex.Match(shown.Body, $"name=\"({field})\"", RegexOptions.IgnoreCase).Groups[1].Value;
    }

    [Theory, OnEveryDatabase]
    public async Task A_visitor_is_asked_by_and_by_for_what_is_not_known(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, form) = (server.Api, await server.Api.FormAsync());
        Assert.True((await api.PostFormAsync($"{FormSteps.Item}/{form}.json", ("progressiveProfiling", "true"))).Success);
        foreach (var field in (string[])["Phone", "Title"]) await api.ChangeFormAsync(form, "fields", ("fieldId", field), ("required", "true"));
        await api.ChangeFormAsync(form, "reArrange", ("positions", """
            [{"columnNumber":0,"rowNumber":0,"fieldName":"Email"},{"columnNumber":0,"rowNumber":1,"fieldName":"FirstName"},{"columnNumber":0,"rowNumber":2,"fieldName":"LastName"},
             {"columnNumber":0,"rowNumber":3,"fieldName":"Profiling","fieldList":[{"columnNumber":0,"rowNumber":0,"fieldName":"Phone"},{"columnNumber":0,"rowNumber":1,"fieldName":"Title"}]}]
            """));
        await api.ChangeFormAsync(form, "field/Profiling", ("blankFields", "1"));
        await api.PutOnPageAsync(form);

        var first = await VisitAsync(server, Host, "/Ask.html");
        var cookie = first.Cookie!.Split(';')[0];
        Assert.Equal((true, false), Asked(first.Body));
        Assert.Equal(400, (await FillAsync(server, cookie, ("formid", $"{form}"), (EmailFieldOf(first.Body), "ada@x.com"), ("phone", ""))).Status);
        Assert.Equal(303, (await FillAsync(server, cookie, ("formid", $"{form}"), (EmailFieldOf(first.Body), "ada@x.com"), ("phone", "1"))).Status);

        Assert.Equal((false, true), Asked((await VisitAsync(server, Host, "/Ask.html", cookie)).Body));
        Assert.Equal(303, (await FillAsync(server, cookie, ("formid", $"{form}"), (EmailFieldOf(first.Body), "ada@x.com"), ("title", "Countess"))).Status);
        Assert.Equal((false, false), Asked((await VisitAsync(server, Host, "/Ask.html", cookie)).Body));

        static (bool, bool) Asked(string html) =>
            (html.Contains("name=\"phone\"", StringComparison.OrdinalIgnoreCase), html.Contains("name=\"title\"", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_visitor_has_entered_is_shown_again_and_is_no_token(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var form = await server.Api.FormAsync();
        await server.Api.PutOnPageAsync(form);
        var first = await VisitAsync(server, Host, "/Ask.html");
        var cookie = first.Cookie!.Split(';')[0];
        var name = first.Body.Contains("name=\"firstName\"", StringComparison.Ordinal) ? "firstName" : "FirstName";

        Assert.Equal(303, (await FillAsync(server, cookie, ("formid", $"{form}"), (EmailFieldOf(first.Body), "ada@x.com"), (name, "{{lead.First Name}} ${greeting} <b>"))).Status);

        var again = await VisitAsync(server, Host, "/Ask.html", cookie);
        Assert.Equal(200, again.Status);
        Assert.Contains("value=\"{{lead.First Name}} ${greeting} <b>\"", WebUtility.HtmlDecode(again.Body), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>\"", again.Body, StringComparison.Ordinal);
    }

    private static string EmailFieldOf(string html) => html.Contains("name=\"Email\"", StringComparison.Ordinal) ? "Email" : "email";

    private static Task<(int Status, string? Location)> FillAsync(TestServer server, string cookie, params (string, string)[] fields) => FillAsync(server, cookie, Host, fields);

    private static async Task<(int Status, string? Location)> FillAsync(TestServer server, string cookie, string host, params (string Name, string Value)[] fields)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url + "/index.php/leadCapture/save2")
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        request.Headers.Host = host;
        request.Headers.Add("Cookie", cookie);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.Location?.ToString());
    }

    private static async Task RuleAsync(ApiClient api, string from, string to) =>
        Assert.True((await api.PostFormAsync("/rest/asset/v1/redirectRules.json", ("hostname", Host), ("redirectFrom", from), ("redirectTo", to))).Success);

    private static async Task<(int, string?)> LocationAsync(TestServer server, string path)
    {
        var answer = await VisitAsync(server, Host, path);
        return (answer.Status, answer.Location);
    }

    private static async Task<(int Status, string Body, string? Type, string? Cookie, string? Location)> VisitAsync(TestServer server, string host, string path, string? cookie = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url + path);
        request.Headers.Host = host;
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(),
            response.Headers.TryGetValues("Set-Cookie", out var set) ? set.First() : null, response.Headers.Location?.ToString());
    }
}
