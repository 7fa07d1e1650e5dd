using System.Net;
using Leadbase.Accounts;
using Leadbase.Accounts.SignIn;
using Leadbase.Server;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>Who gets in, for how long, and what a browser is told to keep from others.</summary>
[Collection(InBrowser.Name)]
public sealed class SignInInBrowserTests(Chromium chromium)
{
    private const string Email = "admin@example.com";
    private const string Password = "correct horse battery";

    [BrowserFact]
    public async Task A_link_signs_in_once()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var link = await visit.Server.Server.NewConsoleLinkAsync();
        await visit.Page.GotoAsync(link);
        await visit.Page.WaitForURLAsync($"{visit.Console}/{Sandbox.MunchkinId}");

        await visit.Profile.ClearCookiesAsync();
        await visit.Page.GotoAsync(link);

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("used already");
        await visit.Page.GotoAsync($"{visit.Console}/{Sandbox.MunchkinId}/admin/users");
        Assert.Contains("/console/sign-in?to=", visit.Page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_password_signs_in_and_leads_to_the_page_that_was_asked_for()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await AddAdministratorAsync(visit.Server);
        await visit.Page.GotoAsync($"{visit.Console}/{Sandbox.MunchkinId}/admin/launchpoint");

        await SignInAsync(visit, "wrong password!");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("There is no account with this email and password.");
        await SignInAsync(visit, Password);

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("LaunchPoint");
        var cookie = (await visit.Profile.CookiesAsync()).Single(c => c.Name == "leadbase-console");
        Assert.Equal((true, SameSiteAttribute.Strict, "/console", -1f), (cookie.HttpOnly, cookie.SameSite, cookie.Path, cookie.Expires));
        visit.AssertQuiet();
    }

    [BrowserFact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await AddAdministratorAsync(visit.Server);
        await visit.Page.GotoAsync($"{visit.Console}/sign-in");
        for (var i = 0; i < ConsoleAccounts.MaxFailures; i++) await SignInAsync(visit, "wrong password!");

        await SignInAsync(visit, Password);
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many attempts");

        visit.Server.Clock.Advance(TimeSpan.FromSeconds(ConsoleAccounts.LockSeconds + 1));
        await SignInAsync(visit, Password);
        await visit.Page.WaitForURLAsync($"{visit.Console}/{Sandbox.MunchkinId}");
    }

    [BrowserFact]
    public async Task Signing_out_ends_the_session_everywhere_it_is_used()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        var cookie = (await visit.Profile.CookiesAsync()).Single(c => c.Name == "leadbase-console");

        await visit.ClickAsync("Sign out");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in to Leadbase");
        await visit.Profile.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = visit.Console }]);
        await visit.Page.GotoAsync($"{visit.Console}/{Sandbox.MunchkinId}");
        Assert.Contains("/sign-in", visit.Page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task An_open_page_ends_with_its_session()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.Server.Server.Catalogue.Accounts.Sessions.EndAllAsync(Sandbox.AdministratorEmail);

        await visit.FollowAsync("LaunchPoint");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in to Leadbase");
    }

    [BrowserFact]
    public async Task A_page_that_is_only_looked_at_ends_with_it_too()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await Administration.LockUserAsync(visit.Server.Instance, Sandbox.AdministratorEmail, "Gone");

        // The page begins to look once its connection is there, which nothing on it tells.
        var heading = visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        for (var i = 0; i < 40 && await heading.TextContentAsync() != "There is no such page"; i++)
        {
            visit.Server.Clock.Advance(TimeSpan.FromSeconds(30));
            await visit.Page.WaitForTimeoutAsync(500);
        }

        await Expect(heading).ToHaveTextAsync("There is no such page");
        await Expect(visit.Page.Locator("body")).Not.ToContainTextAsync("Endpoint");
    }

    [BrowserFact]
    public async Task A_person_is_invited_with_a_link_that_is_shown_once_and_replaced_by_another()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        await visit.OpenAsync("admin/users");
        await visit.ClickAsync("Invite New User");
        await visit.FillAsync("Email", Email);
        await visit.ClickAsync("Next");
        await visit.CheckAsync(Administration.StandardRole);
        await visit.ClickAsync("Next");
        await visit.FillAsync("Message", "Come in");
        await visit.ClickAsync("Send");
        var first = await visit.CopyAsync("Invitation link");
        Assert.Equal($"Come in\n\n{first}", await visit.CopyAsync("Message"));
        await visit.ClickAsync("Done");
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Pending invitations" })).ToContainTextAsync(Email);
        Assert.DoesNotContain(first, await visit.Page.ContentAsync(), StringComparison.Ordinal);

        await visit.ClickAsync($"New link for {Email}");
        await visit.ClickAsync("Make a new link");
        var second = await visit.CopyAsync("Invitation link");
        visit.AssertQuiet();

        await visit.Page.GotoAsync(first);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This invitation does not work any more");
        await visit.Page.GotoAsync(second);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Welcome to {Sandbox.MunchkinId}");
    }

    [BrowserFact]
    public async Task An_invitation_goes_out_by_mail_where_there_is_a_mail_server()
    {
        await using var sink = new Http.Assets.Emails.MailSink();
        await using var visit = await Visit.SignedInAsync(chromium, options => options.Smtp = sink.Address);
        await visit.OpenAsync("admin/users");
        await visit.ClickAsync("Invite New User");
        await visit.FillAsync("Email", Email);
        await visit.ClickAsync("Next");
        await visit.CheckAsync(Administration.StandardRole);
        await visit.ClickAsync("Next");
        await visit.FillAsync("Message", "Come in");
        await visit.ClickAsync("Send");

        await Expect(visit.Dialog).ToContainTextAsync("A mail with this link is on its way");
        var link = await visit.CopyAsync("Invitation link");
        var mail = (await sink.NextAsync()).Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal);
        Assert.Contains($"To: {Email}", mail, StringComparison.Ordinal);
        Assert.Contains("Come in", mail, StringComparison.Ordinal);
        Assert.Contains(link, mail, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_person_accepts_an_invitation_and_sees_the_one_instance()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var catalogue = visit.Server.Server.Catalogue;
        var other = await catalogue.CreateAsync("222-DEF-333", new InstanceSettings());
        await Administration.CreateDefaultsAsync(other);
        var role = (await AccountDirectory.OfAsync(other)).Roles.Single(r => r.Name == Administration.StandardRole);
        var (_, token) = await Administration.InviteUserAsync(other, new NewUser(Email, Email, "A", "B", ApiOnly: false, [(role.Id, 1)]), "Welcome");

        await visit.Page.GotoAsync($"{visit.Console}/invitation/{token}");
        await visit.Page.GetByLabel("Password").FillAsync(Password);
        await visit.ClickAsync("Accept");

        await visit.Page.WaitForURLAsync($"{visit.Console}/222-DEF-333");
        await visit.Page.GotoAsync($"{visit.Console}/{Sandbox.MunchkinId}/admin/users");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("There is no such page");
        Assert.DoesNotContain(Sandbox.UserEmail, await visit.Page.ContentAsync(), StringComparison.Ordinal);

        // No administrator: may look, and not change.
        await visit.Page.GotoAsync($"{visit.Console}/222-DEF-333/admin/roles");
        await visit.ReadyAsync();
        await visit.ClickAsync("New Role");
        await visit.FillAsync("Role Name", "Mine");
        await visit.ClickAsync("Create");
        await Expect(visit.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Only an administrator may change this.");
        visit.AssertQuiet();
    }

    private static async Task AddAdministratorAsync(TestServer server)
    {
        await Administration.CreateUserAsync(server.Instance, Email, "An", "Administrator", apiOnly: false, [(Administration.AdminRole, Workspace.AllZonesName)]);
        await server.Server.Catalogue.Accounts.SetPasswordAsync(Email, Password, Administrator.Server);
    }

    private static async Task SignInAsync(Visit visit, string password)
    {
        await visit.Page.GetByLabel("Email").FillAsync(Email);
        await visit.Page.GetByLabel("Password").FillAsync(password);
        await visit.ClickAsync("Sign in");
    }
}
