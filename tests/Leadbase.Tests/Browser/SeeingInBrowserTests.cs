using Leadbase.Server;
using Leadbase.Tests.Http.Bulk;
using Leadbase.Tests.Http.Marketing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>Seeing what happens: calls as they are made, people, jobs, and the reference that can be tried.</summary>
[Collection(InBrowser.Name)]
public sealed class SeeingInBrowserTests(Chromium chromium)
{
    private const string Hostile = "<img src=x onerror=\"document.title='owned'\">";

    [BrowserFact]
    public async Task A_call_is_there_within_a_second_and_opens_to_both_its_sides_without_secrets()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        var token = await visit.Server.Api.TokenAsync();
        await visit.OpenAsync("calls");

        await visit.Server.Api.SyncAsync([new { email = "seen@example.com", lastName = Hostile }]);

        var link = visit.Page.GetByRole(AriaRole.Link, new() { Name = "Sync Leads", Exact = true });
        await Expect(link).ToBeVisibleAsync(new() { Timeout = 1_000 });
        await link.ClickAsync();
        await Expect(visit.Page.GetByLabel("Request body")).ToContainTextAsync("seen@example.com");
        await Expect(visit.Page.GetByLabel("Response body")).ToContainTextAsync("\"status\": \"created\"");
        var curl = await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as curl" }).GetAttributeAsync("data-copy");
        Assert.Contains("Bearer $TOKEN", curl, StringComparison.Ordinal);
        Assert.DoesNotContain(token, await visit.Page.ContentAsync(), StringComparison.Ordinal);

        await visit.ClickAsync("Replay");
        await Expect(visit.Page.GetByLabel("Answer", new() { Exact = true })).ToContainTextAsync("\"status\": \"updated\"");
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task Calls_are_filtered_and_what_does_not_fit_does_not_appear()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.Server.Api.GetAsync("/rest/v1/leads/describe.json");
        await visit.Server.Api.GetAsync("/rest/v1/nothing.json");
        await visit.OpenAsync("calls");
        var rows = visit.Page.Locator(".listing tbody tr");
        await Expect(rows.Filter(new() { HasText = "/rest/v1/" })).ToHaveCountAsync(2);

        await SearchAsync(visit, "Error code", "610");
        await Expect(rows).ToHaveCountAsync(1);
        await visit.Server.Api.GetAsync("/rest/v1/leads/describe.json");
        await visit.Server.Api.GetAsync("/rest/v1/other.json");
        await Expect(rows).ToHaveCountAsync(2);
        await SearchAsync(visit, "Search", "other");
        await Expect(rows).ToHaveCountAsync(1);
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task People_are_found_and_hostile_names_are_texts()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.Server.Api.SyncAsync([new { email = "zz@example.com", firstName = "Z", lastName = Hostile }]);
        await visit.OpenAsync("people");
        var rows = visit.Page.Locator(".listing tbody tr");
        await Expect(rows).ToHaveCountAsync(25);
        await visit.OpenAsync("people?by=nothing&after=x");
        await Expect(rows).ToHaveCountAsync(25);

        await visit.ClickAsync("Next");
        await Expect(rows.First).ToContainTextAsync("26");
        await visit.Page.ReloadAsync();
        await visit.ReadyAsync();
        await Expect(rows.First).ToContainTextAsync("26");
        await visit.ClickAsync("Previous");
        await Expect(rows.First).ToContainTextAsync("developerfeedback@marketo.com");
        await SearchAsync(visit, "Search", "zz@");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync(Hostile);
        await rows.First.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(Hostile);
        await Expect(visit.Page.Locator(".timeline")).ToContainTextAsync("New Lead");
        Assert.NotEqual("owned", await visit.Page.TitleAsync());
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task An_import_is_followed_to_its_end_and_its_file_is_there()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.OpenAsync("jobs");
        await Expect(visit.Page.GetByText("None yet.").First).ToBeVisibleAsync();

        await BulkSteps.ImportAsync(visit.Server, "email,firstName\na@example.com,A\nbad,B\n");
        visit.Server.Clock.Advance(TimeSpan.FromSeconds(1));

        await Expect(visit.Page.GetByText("Complete", new() { Exact = true })).ToBeVisibleAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.FollowAsync("warnings"));
        Assert.Contains("bad,B", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task An_operation_of_the_reference_is_tried()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.OpenAsync("reference");
        await visit.Page.GetByLabel("Search").FillAsync("get lead by id");
        await visit.FollowAsync("Get Lead by Id");

        await visit.Page.GetByLabel("leadId").FillAsync("1");
        await visit.Page.GetByLabel("fields").FillAsync("email");
        await visit.ClickAsync("Send");

        await Expect(visit.Page.GetByLabel("Answer", new() { Exact = true })).ToContainTextAsync("developerfeedback@marketo.com");
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task Files_of_jobs_are_for_those_who_belong_to_the_instance()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var reply = await visit.Page.APIRequest.GetAsync($"{visit.Console}/{Sandbox.MunchkinId}/jobs/1/failures", new() { MaxRedirects = 0 });

        Assert.Equal(302, reply.Status);
    }

    private static async Task SearchAsync(Visit visit, string label, string text)
    {
        await visit.Page.GetByLabel(label).FillAsync(text);
        await visit.Page.Keyboard.PressAsync("Enter");
    }
}
