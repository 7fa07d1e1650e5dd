using Leadbase.Tests.Http.Assets.Forms;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>A form on an approved page, as a visitor fills it in.</summary>
[Collection(InBrowser.Name)]
public sealed class FormsInBrowserTests(Chromium chromium)
{
    [BrowserFact]
    public async Task Fields_come_and_go_with_what_is_filled_in()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.Server.Api.AskingPageAsync();
        await visit.Page.GotoAsync($"http://123-abc-456.pages.localhost:{new Uri(visit.Server.Url).Port}/Ask.html");
        var (first, last, salutation) = (Named("FirstName"), Named("LastName"), Named("Salutation"));

        await Expect(last).ToBeHiddenAsync();
        await Expect(salutation).ToBeHiddenAsync();
        await first.FillAsync("Bob");
        await Expect(last).ToBeHiddenAsync();
        await Expect(salutation).ToBeVisibleAsync();
        Assert.Equal(["Select...", "Ms"], await OptionsAsync());

        await first.FillAsync("ada");
        await Expect(last).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("Family name")).ToBeVisibleAsync();
        Assert.Equal(["Select...", "Doctor"], await OptionsAsync());
        await Named("Email").FillAsync("ada@x.com");
        await salutation.SelectOptionAsync("Dr");
        // The browser does not send it while the family name, which is required, is missing.
        await visit.ClickAsync("Submit");
        await Expect(last).ToBeFocusedAsync();

        await first.FillAsync("Bob");
        Assert.Equal(["Select...", "Ms"], await OptionsAsync());
        await visit.ClickAsync("Submit");
        // The page stays, and knows its visitor now.
        await Expect(first).ToHaveAttributeAsync("value", "Bob");
        var lead = (await visit.Server.Api.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=ada@x.com")).Result[0];
        Assert.Equal("Bob", lead.GetProperty("firstName").GetString());
        visit.AssertQuiet(except: "404");

        ILocator Named(string field) => visit.Page.Locator($"[name=\"{field}\" i]");

        async Task<IEnumerable<string>> OptionsAsync() => (await salutation.Locator("option").AllTextContentsAsync()).Select(o => o.Trim());
    }
}
