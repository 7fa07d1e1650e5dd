using Leadbase.Accounts;
using Leadbase.Assets;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>The tree of folders, programs and assets, with what assets look like.</summary>
[Collection(InBrowser.Name)]
public sealed class AssetsInBrowserTests(Chromium chromium)
{
    [BrowserFact]
    public async Task The_tree_leads_to_an_asset()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.FollowAsync("Assets");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show what is in Default" }).First.ClickAsync();
        await visit.Page.GetByLabel("Folders").GetByRole(AriaRole.Link, new() { Name = "Learning" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Learning");
        await visit.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = "Not Active" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Not Active");
        await Expect(visit.Page.Locator("pre")).ToContainTextAsync("\"isActive\": false");
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_preview_runs_nothing_and_reaches_nothing()
    {
        const string Html = "<p>Hello</p><script>top.document.title = 'taken'</script><img src=x onerror=\"top.document.title = 'taken'\"><a href=\"javascript:alert(1)\" autofocus>x</a>";
        await using var visit = await Visit.SignedInAsync(chromium);
        var instance = visit.Server.Instance;
        await WriteTransaction.RunAsync(
            instance,
            session => AssetStore.InsertAsync(session, new Asset { Type = AssetType.EmailTemplate, Id = 5000, Name = "Hostile", Folder = new(22, AssetType.Folder) }.WithDraft(new { html = Html }, instance.Now)),
            CancellationToken.None);

        await visit.OpenAsync("assets/EmailTemplate/5000");

        await Expect(visit.Page.FrameLocator("iframe").GetByText("Hello")).ToBeVisibleAsync();
        Assert.Equal("Hostile - Leadbase", await visit.Page.TitleAsync());
        Assert.Equal("", await visit.Page.Locator("iframe").GetAttributeAsync("sandbox"));
        visit.AssertQuiet(except: "(?i)blocked|Content Security Policy");
    }

    [BrowserFact]
    public async Task A_large_folder_is_paged_by_the_server()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        var instance = visit.Server.Instance;
        await WriteTransaction.RunAsync(
            instance,
            async session =>
            {
                for (var i = 0; i < 60; i++)
                {
                    await AssetStore.InsertAsync(session, new Asset { Type = AssetType.Form, Id = 6000 + i, Name = $"Form {i:00}", Folder = new(25, AssetType.Folder) }.WithDraft(new { }, instance.Now));
                }
                return true;
            },
            CancellationToken.None);

        await visit.OpenAsync("assets/Folder/25");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Form 00" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(26);
        await visit.ClickAsync("Next");
        await visit.ClickAsync("Next");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Form 59" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Next" })).ToBeDisabledAsync();
        await visit.ClickAsync("Back");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Form 25" })).ToBeVisibleAsync();
    }
}
