using Leadbase.Accounts;
using Leadbase.Server;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>What cannot be done is refused with its reason, and nothing of a name is taken for markup.</summary>
[Collection(InBrowser.Name)]
public sealed class RefusalsInBrowserTests(Chromium chromium)
{
    [BrowserFact]
    public async Task A_role_in_use_is_not_deleted()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.OpenAsync("admin/roles");

        await visit.ClickAsync("Delete API Role");
        await visit.ClickAsync("Delete");

        await Expect(visit.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync($"The role 'API Role' is in use by {Sandbox.UserEmail}.");
        await visit.ClickAsync("Cancel");
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "API Role" })).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task Names_and_addresses_that_break_a_rule_are_refused()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.OpenAsync("admin/roles");
        await visit.ClickAsync("New Role");
        await visit.FillAsync("Role Name", "api role");
        await visit.ClickAsync("Create");
        await Expect(visit.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("The role 'api role' exists already.");
        await visit.ClickAsync("Cancel");

        await visit.OpenAsync("admin/users");
        await visit.ClickAsync("Invite New User");
        await visit.FillAsync("Email", "nobody");
        await visit.ClickAsync("Next");
        await Expect(visit.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("'nobody' is not an email address.");
        await visit.FillAsync("Email", Sandbox.UserEmail);
        await visit.ClickAsync("Next");
        await Expect(visit.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("exists already");
        await visit.FillAsync("Email", "new@example.com");
        await visit.ClickAsync("Next");
        await visit.ClickAsync("Next");
        await Expect(visit.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("A user needs at least one role.");
    }

    [BrowserFact]
    public async Task A_user_who_owns_a_service_is_not_deleted_but_can_be_locked()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.OpenAsync("admin/users");
        await visit.ClickAsync($"Delete {Sandbox.UserEmail}");
        await visit.ClickAsync("Delete");
        await Expect(visit.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("owns the service 'Sandbox'");
        await visit.ClickAsync("Cancel");
        Assert.Equal("7", (await visit.Server.Api.GetAsync("/rest/v1/leads.json?filterType=id&filterValues=7")).Result[0].GetProperty("id").ToString());

        await visit.ClickAsync($"Lock {Sandbox.UserEmail}");
        await visit.FillAsync("Reason", "Leaked");
        await visit.ClickAsync("Lock");

        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = Sandbox.UserEmail })).ToContainTextAsync("Locked");
        Assert.Equal("601", (await visit.Server.Api.GetAsync("/rest/v1/leads.json?filterType=id&filterValues=7")).Code);
        await visit.OpenAsync("admin/audit");
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "lock user" })).ToContainTextAsync(Sandbox.AdministratorEmail);
    }

    [BrowserFact]
    public async Task A_limit_that_is_saved_holds_for_the_next_call()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.OpenAsync("admin/web-services");
        await visit.Page.GetByLabel("Calls a day", new() { Exact = true }).FillAsync("0");
        await visit.ClickAsync("Save limits");
        await Expect(visit.Page.GetByText("Limits are saved.")).ToBeVisibleAsync();
        Assert.Equal("607", (await visit.Server.Api.GetAsync("/rest/v1/leads/partitions.json")).Code);

        await visit.Page.GetByLabel("Addresses and networks").FillAsync("not an address");
        await visit.ClickAsync("Save allowlist");
        await Expect(visit.Page.Locator(".refused")).ToContainTextAsync("neither an IP address nor a CIDR network");
    }

    [BrowserFact]
    public async Task Hostile_names_are_shown_as_they_are()
    {
        string[] names = ["\"><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\u202Eevil\u202C מנהל", "{{constructor}}", new string('W', 250)];
        await using var visit = await Visit.SignedInAsync(chromium);
        var shown = false;
        visit.Page.Dialog += async (_, dialog) =>
        {
            shown = true;
            await dialog.DismissAsync();
        };
        foreach (var (i, name) in names.Index())
        {
            await Administration.CreateRoleAsync(visit.Server.Instance, name, name, ["Read-Only Lead"]);
            await Administration.CreateUserAsync(visit.Server.Instance, $"u{i}@example.com", name, name, apiOnly: true, [(name, Administration.DefaultName)]);
            await Administration.CreateServiceAsync(visit.Server.Instance, name, name, $"u{i}@example.com");
        }

        foreach (var page in (string[])["admin/roles", "admin/users", "admin/launchpoint", "admin/audit"])
        {
            await visit.OpenAsync(page);
            foreach (var name in names) await Expect(visit.Page.Locator("main")).ToContainTextAsync(name);
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page} is wider than the window.");
        }
        Assert.False(shown);
        visit.AssertQuiet();
    }
}
