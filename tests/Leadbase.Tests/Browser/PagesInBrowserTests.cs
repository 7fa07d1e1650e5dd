using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Server;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>
/// Every main page on a wide and on a narrow screen. Where <c>LEADBASE_TEST_SCREENSHOTS</c> names a folder, the pictures of
/// docs/images are written there.
/// </summary>
[Collection(InBrowser.Name)]
public sealed class PagesInBrowserTests(Chromium chromium)
{
    private static readonly string[] Pages =
        ["", "admin/users", "admin/roles", "admin/launchpoint", "admin/web-services", "admin/web-services/usage", "admin/instance", "admin/audit",
            "calls", "people", "people/1", "outbox", "jobs", "assets", "assets/Program/1001", "reference", "reference/syncLeadUsingPOST"];

    [BrowserFact]
    public Task On_a_wide_screen() => LookAsync(1280, 800, ColorScheme.Light);

    [BrowserFact]
    public Task On_a_narrow_screen() => LookAsync(390, 844, ColorScheme.Light);

    [BrowserFact]
    public Task In_the_dark() => LookAsync(1280, 800, ColorScheme.Dark);

    [BrowserFact]
    public async Task A_page_is_used_by_keyboard_alone()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.OpenAsync("admin/roles");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("main")).ToBeFocusedAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New Role" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Dialog.GetByLabel("Role Name")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_theme_follows_the_system_until_one_is_chosen()
    {
        await using var visit = await Visit.SignedInAsync(chromium, look: new() { ColorScheme = ColorScheme.Dark });
        Task<string> Background() => visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        var dark = await Background();

        await visit.ClickAsync("Light or dark");
        var light = await Background();
        Assert.NotEqual(dark, light);
        await visit.Page.ReloadAsync();
        Assert.Equal(light, await Background());
    }

    [BrowserFact]
    public async Task The_instance_can_be_switched()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        var other = await visit.Server.Server.Catalogue.CreateAsync("222-DEF-333", new InstanceSettings());
        await Administration.CreateDefaultsAsync(other);
        await Administration.CreateUserAsync(other, Sandbox.AdministratorEmail, "A", "B", apiOnly: false, [(Administration.AdminRole, Workspace.AllZonesName)]);
        await visit.OpenAsync("admin/users");

        await visit.ClickAsync($"Instance {Sandbox.MunchkinId}");
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "222-DEF-333" }).ClickAsync();

        await visit.Page.WaitForURLAsync($"{visit.Console}/222-DEF-333/admin/users");
        await Expect(visit.Page.Locator("main")).Not.ToContainTextAsync(Sandbox.UserEmail);

        // What has an id is another thing there, or none.
        await visit.OpenAsync("assets/Program/1001");
        await visit.ClickAsync($"Instance {Sandbox.MunchkinId}");
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "222-DEF-333" }).ClickAsync();
        await visit.Page.WaitForURLAsync($"{visit.Console}/222-DEF-333/assets");
    }

    private async Task LookAsync(int width, int height, ColorScheme scheme)
    {
        await using var visit = await Visit.SignedInAsync(chromium, look: new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        for (var i = 0; i < 12; i++) await visit.Server.Api.GetAsync(i % 4 == 3 ? "/rest/v1/leads.json" : "/rest/v1/leads.json?filterType=id&filterValues=1");
        foreach (var page in Pages)
        {
            await visit.OpenAsync(page);
            await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page} is wider than {width}.");
            // What is not in the order of the keyboard, as the arrows of a number, has its keys elsewhere.
            Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('button, a, input')].filter(e => e.checkVisibility() && e.tabIndex >= 0 && !(e.innerText || e.ariaLabel || e.labels?.length || e.placeholder || e.type === 'hidden')).map(e => e.outerHTML)"));
            await PictureAsync(visit, page, width, scheme);
        }
        visit.AssertQuiet();
    }

    private static async Task PictureAsync(Visit visit, string page, int width, ColorScheme scheme)
    {
        if (Environment.GetEnvironmentVariable("LEADBASE_TEST_SCREENSHOTS") is not { Length: > 0 } folder) return;
        var name = page.Length == 0 ? "home" : page == "people/1" ? "person" : page == "reference/syncLeadUsingPOST" ? "operation" : page.Split('/')[^1];
        if (name.Any(char.IsAsciiDigit)) return;
        // One narrow one and one dark one are enough to show.
        if (width < 600 && name != "users") return;
        if (scheme == ColorScheme.Dark && name != "usage") return;
        var suffix = width < 600 ? $"-{width.ToString(CultureInfo.InvariantCulture)}" : scheme == ColorScheme.Dark ? "-dark" : "";
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}{suffix}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
