using System.Text.RegularExpressions;
using Leadbase.Server;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>A browser window on the console of a server of its own. Whatever the browser complains about fails the test.</summary>
internal sealed partial class Visit : IAsyncDisposable
{
    private const int Patience = 40_000;
    private readonly List<string> _complaints = [];

    private Visit(TestServer server, IBrowserContext profile, IPage page) => (Server, Profile, Page) = (server, profile, page);

    public TestServer Server { get; }

    public IBrowserContext Profile { get; }

    public IPage Page { get; }

    public string Console => Server.Url + "/console";

    /// <summary>The page that a dialog stands before.</summary>
    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>A window that shows nothing yet.</summary>
    public static async Task<Visit> StartAsync(Chromium chromium, Action<ServerOptions>? configure = null, BrowserNewContextOptions? look = null)
    {
        var server = await TestServer.StartAsync(DatabaseKind.Sqlite, configure);
        var profile = await chromium.Browser.NewContextAsync(look ?? new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        profile.SetDefaultTimeout(Patience);
        await profile.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await profile.NewPageAsync();
        var visit = new Visit(server, profile, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") visit._complaints.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => visit._complaints.Add(error);
        return visit;
    }

    /// <summary>A window that was signed in with the link that a start prints.</summary>
    public static async Task<Visit> SignedInAsync(Chromium chromium, Action<ServerOptions>? configure = null, BrowserNewContextOptions? look = null)
    {
        var visit = await StartAsync(chromium, configure, look);
        await visit.Page.GotoAsync(await visit.Server.Server.NewConsoleLinkAsync());
        await visit.Page.WaitForURLAsync($"{visit.Console}/{Sandbox.MunchkinId}");
        await visit.ReadyAsync();
        return visit;
    }

    /// <summary>Opens a page of the sandbox's instance.</summary>
    public async Task OpenAsync(string page)
    {
        await Page.GotoAsync($"{Console}/{Sandbox.MunchkinId}/{page}");
        await ReadyAsync();
    }

    /// <summary>Waits until the page reacts: what is there before is only its picture.</summary>
    public Task ReadyAsync() => Expect(Page.Locator("main[aria-busy=false]")).ToBeVisibleAsync(new() { Timeout = Patience });

    public Task ClickAsync(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    public Task FollowAsync(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();

    public Task FillAsync(string label, string value) => Dialog.GetByLabel(label, new() { Exact = true }).FillAsync(value);

    public Task CheckAsync(string label) => Dialog.GetByLabel(label, new() { Exact = true }).CheckAsync();

    public async Task ChooseAsync(string label, string option)
    {
        await Dialog.Locator(".mud-select", new() { Has = Page.GetByLabel(label, new() { Exact = true }) }).First.ClickAsync();
        await Page.Locator(".mud-popover-open").GetByText(option, new() { Exact = true }).ClickAsync();
    }

    /// <summary>The value that stands beside a label, with a button to copy it.</summary>
    public Task<string> CopyAsync(string label) => Page.GetByRole(AriaRole.Button, new() { Name = $"Copy {label}", Exact = true }).GetAttributeAsync("data-copy")!;

    public async ValueTask DisposeAsync()
    {
        await Profile.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>That neither a script nor a rule of the browser has complained, except where a test wanted it.</summary>
    public void AssertQuiet(string? except = null) => Assert.DoesNotContain(_complaints, c => except is null || !Regex.IsMatch(c, except));
}
