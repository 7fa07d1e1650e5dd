using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets.Contents;

/// <summary>Emails take their template's content, and take in fragments; what is in use stays.</summary>
public sealed class ContentUseTests
{
    private static readonly ContentSample Emails = ContentSample.Of("email");
    private static readonly ContentSample Templates = ContentSample.Of("emailtemplate");
    private static readonly ContentSample Fragments = ContentSample.Of("fragment");

    [Theory, OnEveryDatabase]
    public async Task An_email_takes_its_template_s_content(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var template = await Templates.NewAsync(api, "Base", ContentSample.Html("<p>Base</p>"));
        Assert.Equal("709", (await Emails.CreateAsync(api, "Email", $$"""{"templateId":"{{template}}"}""")).Code);
        Assert.Equal("709", (await Emails.CreateAsync(api, "Email", """{"templateId":"99999"}""")).Code);
        await Templates.StepAsync(api, template, "approve");

        var email = (await Emails.CreateAsync(api, "Email", $$$"""{"data":{"html":{"body":"<p>Own</p>"}},"templateId":"{{{template}}}"}""")).One();
        Assert.Equal((template, "<p>Base</p>"), (email.Text("templateId"), email.Html()));
        var id = email.Text("id")!;
        Assert.Equal("<p>Own</p>", (await Emails.EditAsync(api, id, "<p>Own</p>")).One().Html());
        Assert.Equal([id], (await Emails.FilterAsync(api, $"&templateId={template}")).ContentIds());
        Assert.True((await Emails.FilterAsync(api, "&templateId=7")).FoundNothing());

        Assert.Equal("709", (await Templates.StepAsync(api, template, "unapprove")).Code);
        var used = await Templates.UsedByAsync(api, template, "all");
        Assert.Equal((1, 20, 0), used.PageDetails());
        var user = used.One();
        Assert.Equal((id, "Email", "email", "email"), (user.Text("id"), user.Text("name"), user.Text("contentType"), user.Text("channel")));
        Assert.Equal("21", user.GetProperty("appData").Text("folderId"));
        Assert.True((await Templates.UsedByAsync(api, template, "fragment")).FoundNothing());
        Assert.Equal("1001", (await Templates.UsedByAsync(api, template, "song")).Code);
        Assert.True((await Templates.UsedByAsync(api, "99999")).FoundNothing());
        var counts = (await Templates.BulkAsync(api, "usedby", [template, "99999"])).One();
        Assert.Equal((1, true), (counts.GetProperty("count").GetInt32(), counts.GetProperty("used").GetBoolean()));
        Assert.True((await Emails.BulkAsync(api, "usedby", ["99999"])).FoundNothing());

        Assert.True((await Emails.DeleteAsync(api, id)).Success);
        Assert.True((await Templates.StepAsync(api, template, "unapprove")).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task A_fragment_that_is_taken_in_stays_and_must_be_approved_first(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var fragment = await Fragments.NewAsync(api, "Hero", ContentSample.Html("<h1>"));
        var mark = $"<div>{{{{fragment id=\"{fragment}\" name='Hero'}}}}</div>";
        var id = await Emails.NewAsync(api, "Email", ContentSample.Html(mark));

        Assert.Equal("709", (await Emails.EditAsync(api, id, "{{fragment id='99999'}}")).Code);
        Assert.Equal("709", (await Fragments.EditAsync(api, await Fragments.NewAsync(api, "Nested"), mark)).Code);
        Assert.Equal("709", (await Emails.StepAsync(api, id, "approve")).Code);
        Assert.Equal("709", (await Fragments.DeleteAsync(api, fragment)).Code);
        await Fragments.StepAsync(api, fragment, "approve");
        Assert.True((await Emails.StepAsync(api, id, "approve")).Success);

        // The approved version uses it still, whatever the draft does.
        await Emails.EditAsync(api, id, "<p>Without</p>");
        Assert.Equal("709", (await Fragments.StepAsync(api, fragment, "unapprove")).Code);
        await Emails.StepAsync(api, id, "approve");
        Assert.True((await Fragments.StepAsync(api, fragment, "unapprove")).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_used_is_deleted_only_where_the_call_says_so(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var fragment = await Fragments.NewAsync(api, "Hero");
        var id = await Emails.NewAsync(api, "Email", ContentSample.Html($"{{{{fragment id='{fragment}'}}}}"));

        Assert.Equal("709", (await Fragments.BulkAsync(api, "delete", [fragment])).Code);
        Assert.True((await Fragments.BulkAsync(api, "delete", [fragment], ignoreUsedBy: true)).Success);
        Assert.True((await Fragments.GetAsync(api, fragment)).FoundNothing());
        Assert.Equal("709", (await Emails.StepAsync(api, id, "approve")).Code);
        Assert.True((await Emails.EditAsync(api, id, "<p>Without</p>")).Success);
        Assert.True((await Emails.StepAsync(api, id, "approve")).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task Parts_are_checked_and_changed_member_by_member(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        Assert.Equal("701", (await Emails.CreateAsync(api, "Email", """{"headers":{}}""")).Code);
        Assert.Equal("701", (await Fragments.CreateAsync(api, "Hero", """{"settings":{"fragmentType":"email"}}""")).Code);
        Assert.Equal("701", (await Fragments.CreateAsync(api, "Hero", """{"settings":{"fragmentType":"email","supportedChannels":[]}}""")).Code);
        Assert.Equal("1001", (await Emails.CreateAsync(api, "Email", """{"headers":{"subject":"x","ccEmails":"a@b.c"}}""")).Code);
        Assert.Equal("1001", (await Emails.CreateAsync(api, "Email", """{"settings":{"isTextOnly":"true"}}""")).Code);

        var id = await Emails.NewAsync(api, "Email", """{"headers":{"subject":"Hello","fromName":"Ada","ccEmails":["a@b.c"],"unknown":1},"settings":{"isOperational":true}}""");
        var changed = (await Emails.UpdateAsync(api, id, """{"headers":{"fromName":null,"preheader":"Soon"},"settings":{"isTextOnly":false}}""")).One();
        Assert.Equal("""{"subject":"Hello","ccEmails":["a@b.c"],"preheader":"Soon"}""", changed.GetProperty("headers").GetRawText());
        Assert.Equal("""{"isOperational":true,"isTextOnly":false}""", changed.GetProperty("settings").GetRawText());
        Assert.Equal("701", (await Emails.UpdateAsync(api, id, """{"headers":{"subject":null}}""")).Code);
    }
}
