using System.Text.Json;
using Leadbase.Server;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>"REST API", Getting Started, click by click: from the printed link to a call that is answered.</summary>
[Collection(InBrowser.Name)]
public sealed class GettingStartedInBrowserTests(Chromium chromium)
{
    private const string User = "my-integration@example.com";

    [BrowserFact]
    public async Task From_the_printed_link_to_the_first_call()
    {
        await using var visit = await Visit.SignedInAsync(chromium);

        // Admin > Users & Roles; Roles tab; New Role; Read-Only Lead; Create.
        await visit.FollowAsync("Users & Roles");
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Roles" }).ClickAsync();
        await visit.ClickAsync("New Role");
        await visit.FillAsync("Role Name", "Read leads");
        await visit.CheckAsync("Read-Only Lead");
        await visit.ClickAsync("Create");
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "Read leads" })).ToContainTextAsync("Read-Only Lead");

        // Users tab; Invite New User; Info, Permissions with API Only and the role, Message; Send.
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Users" }).ClickAsync();
        await visit.ClickAsync("Invite New User");
        await visit.FillAsync("Email", User);
        await visit.FillAsync("First Name", "My");
        await visit.FillAsync("Last Name", "Integration");
        await visit.ClickAsync("Next");
        await visit.CheckAsync("API Only");
        await visit.CheckAsync("Read leads");
        await visit.ClickAsync("Next");
        await visit.ClickAsync("Send");
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "My Integration" })).ToContainTextAsync("API Only");

        // Admin > LaunchPoint; New > New Service; Custom; the user; Create.
        await visit.FollowAsync("LaunchPoint");
        await visit.ClickAsync("New");
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "New Service" }).ClickAsync();
        await visit.FillAsync("Display Name", "My service");
        await visit.ChooseAsync("Service", "Custom");
        await visit.FillAsync("Description", "Follows the page");
        await visit.ChooseAsync("API Only User", User);
        await visit.ClickAsync("Create");

        // View Details; Client Id and Client Secret; Get Token.
        await visit.ClickAsync("View Details of My service");
        var clientId = await visit.CopyAsync("Client Id");
        await visit.ClickAsync("Show");
        var secret = await visit.CopyAsync("Client Secret");
        await visit.ClickAsync("Get Token");
        var token = await visit.CopyAsync("Token");
        await visit.ClickAsync("Close");

        // Admin > Web Services; the endpoint of the REST API box.
        await visit.FollowAsync("Web Services");
        var endpoint = await visit.CopyAsync("Endpoint");
        var identity = await visit.CopyAsync("Identity");
        await visit.ReadyAsync();
        visit.AssertQuiet();

        using var http = new HttpClient();
        using var known = JsonDocument.Parse(await http.GetStringAsync($"{identity}/oauth/token?grant_type=client_credentials&client_id={clientId}&client_secret={secret}"));
        Assert.Equal(token, known.RootElement.GetProperty("access_token").GetString());
        Assert.Equal(User, known.RootElement.GetProperty("scope").GetString());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{endpoint}/v1/leads.json?filterType=email&filterValues=developerfeedback@marketo.com");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = JsonDocument.Parse(await (await http.SendAsync(request)).Content.ReadAsStringAsync());
        Assert.True(answer.RootElement.GetProperty("success").GetBoolean());
        Assert.Equal("Elkington", answer.RootElement.GetProperty("result")[0].GetProperty("lastName").GetString());

        // The report of the last seven days has the call.
        await visit.OpenAsync("admin/web-services");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "1 calls in the last seven days" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = User })).ToContainTextAsync("1");
    }
}
