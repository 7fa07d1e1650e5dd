using System.Net;
using Leadbase.Accounts;
using Leadbase.Server;
using Leadbase.Tests.Support;

namespace Leadbase.Tests.Http.Consoles;

/// <summary>What the console tells browsers, and what it answers to those who are no browser of a signed-in person.</summary>
public sealed class ConsoleSecurityTests
{
    [Theory, OnEveryDatabase]
    public async Task Nothing_is_shown_without_a_session(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        using var http = Client();

        var page = await http.GetAsync($"{server.Url}/console/{Sandbox.MunchkinId}/admin/users?a=b");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal($"/console/sign-in?to=%2F{Sandbox.MunchkinId}%2Fadmin%2Fusers%3Fa%3Db", page.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync($"{server.Url}/console/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await http.GetAsync($"{server.Url}/console/{Sandbox.MunchkinId}/usage.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{server.Url}/console/sign-in")).StatusCode);
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_is_used_up_by_whoever_is_first(DatabaseKind kind)
    {
        await using var server = await TestServer.StartAsync(kind);
        var link = await server.Server.NewConsoleLinkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var http = Client();
            return await http.GetAsync(link);
        }));

        var admitted = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        var cookie = Assert.Single(admitted.Headers.GetValues("Set-Cookie"));
        Assert.Contains("path=/console; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Assert.All(answers.Where(a => a != admitted), a => Assert.Equal("/console/sign-in?link=used", a.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_link_that_is_a_day_old_is_over()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        var link = await server.Server.NewConsoleLinkAsync();
        server.Clock.Advance(TimeSpan.FromHours(24));
        using var http = Client();

        Assert.Equal(HttpStatusCode.Redirect, (await http.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Every_answer_forbids_inline_scripts_frames_and_guessing_of_types()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        using var http = await SignedInAsync(server);

        foreach (var path in (string[])["/console/sign-in", $"/console/{Sandbox.MunchkinId}", $"/console/{Sandbox.MunchkinId}/admin/users", "/console/nothing", "/console/assets/console.css"])
        {
            var answer = await http.GetAsync(server.Url + path);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'self'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            var body = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotMatch("<script(?![^>]* src=)", body);
            Assert.DoesNotMatch("""(?i)<[^>]*\son\w+=""", path.EndsWith(".css", StringComparison.Ordinal) ? "" : body);
            Assert.DoesNotContain("//fonts.", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_of_another_origin_changes_nothing_and_hears_nothing()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        using var http = await SignedInAsync(server);

        foreach (var origin in (string[])["http://evil.example", "null", server.Url + "0", "http://127.0.0.1"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(http, $"{server.Url}/console/sign-out", origin));
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(http, $"{server.Url}/console/_blazor/negotiate?negotiateVersion=1", origin));
            using var socket = new HttpRequestMessage(HttpMethod.Get, $"{server.Url}/console/_blazor");
            socket.Headers.Add("Origin", origin);
            Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(socket)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, await PostAsync(http, $"{server.Url}/console/_blazor/negotiate?negotiateVersion=1", server.Url));
        // The right origin without the form's token.
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(http, $"{server.Url}/console/sign-out", server.Url));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{server.Url}/console/{Sandbox.MunchkinId}")).StatusCode);
    }

    [Fact]
    public async Task A_host_name_that_is_not_ours_is_not_answered()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        using var http = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Url}/console/sign-in");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task The_api_is_as_it_was()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.Api.GetAsync("/rest/v1/leads/partitions.json");

        Assert.True(reply.Success);
        Assert.DoesNotContain(reply.Headers, h => h.Key is "Content-Security-Policy" or "Set-Cookie" or "Referrer-Policy");
    }

    [Fact]
    public async Task A_way_back_leads_nowhere_else()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        await Administration.CreateUserAsync(server.Instance, "a@example.com", "A", "B", apiOnly: false, [(Administration.AdminRole, Workspace.AllZonesName)]);
        await server.Server.Catalogue.Accounts.SetPasswordAsync("a@example.com", "correct horse battery", Administrator.Server);
        foreach (var to in (string[])["//evil.example", "/\\evil.example", "https://evil.example", "%2F%2Fevil.example"])
        {
            using var http = Client();
            var form = await http.GetStringAsync($"{server.Url}/console/sign-in?to={Uri.EscapeDataString(to)}");
            string Hidden(string name) => System.Text.RegularExpressions.Regex.Match(form, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

            var answer = await http.PostAsync($"{server.Url}/console/sign-in?to={Uri.EscapeDataString(to)}", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = "sign-in",
                ["__RequestVerificationToken"] = Hidden("__RequestVerificationToken"),
                ["Given.UserId"] = "a@example.com",
                ["Given.Password"] = "correct horse battery",
            }));

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith($"{server.Url}/console/", new Uri(new Uri(server.Url), answer.Headers.Location!).ToString(), StringComparison.Ordinal);
        }
    }

    private static HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false });

    private static async Task<HttpClient> SignedInAsync(TestServer server)
    {
        var http = Client();
        (await http.GetAsync(await server.Server.NewConsoleLinkAsync())).EnsureSuccessStatusCode();
        return http;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string url, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Add("Origin", origin);
        return (await http.SendAsync(request)).StatusCode;
    }
}
