using Leadbase.Accounts;
using Leadbase.Marketing.Outbox;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Leadbase.Tests.Browser;

/// <summary>What was sent is seen, and nothing of it is taken for a part of the page.</summary>
[Collection(InBrowser.Name)]
public sealed class OutboxInBrowserTests(Chromium chromium)
{
    [BrowserFact]
    public async Task A_message_is_shown_as_it_is_written()
    {
        await using var visit = await Visit.SignedInAsync(chromium);
        var hostile = new OutboxMessage
        {
            CreatedAt = visit.Server.Instance.Now,
            Email = 1,
            Recipient = "abe@testmail.com",
            FromName = "<i>A</i>",
            FromEmail = "a@b.c",
            ReplyEmail = "a@b.c",
            Subject = "<img src=x onerror=alert(1)>",
            Text = "<b>text</b>",
            Html = "<script>document.title='no'</script>",
        };
        await WriteTransaction.RunAsync(visit.Server.Instance, session => OutboxStore.AddAsync(session, hostile), CancellationToken.None);

        await visit.OpenAsync("outbox");
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "abe@testmail.com" })).ToContainTextAsync(hostile.Subject);
        await visit.ClickAsync($"Show {hostile.Subject}");

        var message = visit.Page.GetByRole(AriaRole.Region, new() { Name = hostile.Subject });
        await Expect(message).ToContainTextAsync(hostile.Text);
        await Expect(message).ToContainTextAsync(hostile.Html);
        await Expect(visit.Page).ToHaveTitleAsync("Outbox - Leadbase");
        visit.AssertQuiet();
    }
}
