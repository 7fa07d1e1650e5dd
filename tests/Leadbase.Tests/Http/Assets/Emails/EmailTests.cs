using System.Text;
using System.Text.Json;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets.Emails;

/// <summary>Headers, settings and sections of emails ("Emails").</summary>
public sealed class EmailTests
{
    private const string Item = EmailSteps.Item;
    private const string Areas = """{"segmentations":[{"id":1001,"name":"Area","segments":[{"id":1,"name":"Southwest"},{"id":2,"name":"Default"}]}]}""";

    [Theory, OnEveryDatabase]
    public async Task An_email_begins_as_its_template_with_the_headers_it_is_given(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var template = await api.TemplateAsync(EmailSteps.Plain);

        var email = (await api.PostFormAsync(
            $"{Item}s.json", ("name", "First"), ("folder", """{"id":21,"type":"Folder"}"""), ("template", $"{template}"), ("subject", "Hey"), ("fromName", "Some Body"),
            ("fromEmail", "some@body.com"), ("replyEmail", "reply@body.com"), ("operational", "true"), ("isOpenTrackingDisabled", "true"), ("autoCopyToText", "true"))).One();

        Assert.Equal(["Text Hey", "Text Some Body", "Text some@body.com", "Text reply@body.com"], Headers(email));
        Assert.Equal(("draft", template, 2), (email.Text("status"), email.GetProperty("template").GetInt64(), email.GetProperty("version").GetInt32()));
        Assert.Equal("operational isOpenTrackingDisabled autoCopyToText", Flags(email));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (email.GetProperty("ccFields").ValueKind, email.GetProperty("preHeader").ValueKind));

        var plain = (await api.PostFormAsync($"{Item}s.json", ("name", "Second"), ("folder", "21"), ("template", $"{template}"))).One();
        Assert.Equal(["Text ", "Text Leadbase", "Text marketing@example.com", "Text marketing@example.com"], Headers(plain));
        Assert.Equal("", Flags(plain));
    }

    [Theory, OnEveryDatabase]
    public async Task An_email_needs_an_approved_template(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var draft = (await api.PostFormAsync($"{EmailSteps.Templates}s.json", ("name", "T"), ("folder", "22"), ("content", EmailSteps.Plain))).One().GetProperty("id").GetInt64();

        foreach (var (template, code) in ((string, string)[])[("", "701"), ("x", "1001"), ("999", "709"), ($"{draft}", "709")])
        {
            Assert.Equal(code, (await api.PostFormAsync($"{Item}s.json", ("name", "E"), ("folder", "21"), ("template", template))).Code);
        }
        Assert.True((await api.GetAsync($"{Item}s.json")).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task Settings_change_in_the_draft(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.EmailAsync(EmailSteps.Plain);
        await api.ChangeAsync(id, "approveDraft");

        var changed = (await api.PostFormAsync($"{Item}/{id}.json", ("preHeader", "Look!"), ("published", "true"), ("textOnly", "true"), ("webView", "true"), ("operational", "true"))).One();
        Assert.Equal(("Look!", "operational textOnly publishToMSI webView", "draft"), (changed.Text("preHeader"), Flags(changed), changed.Text("status")));
        Assert.Equal("", Flags((await api.GetAsync($"{Item}/{id}.json")).One()));
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}.json", ("preHeader", new string('x', 1025)))).Code);
        Assert.Equal("1001", (await api.PostFormAsync($"{Item}/{id}.json", ("webView", "maybe"))).Code);

        var copy = (await api.PostFormAsync($"{Item}/{id}/clone.json", ("name", "Copy"), ("folder", "21"), ("operational", "true"))).One();
        Assert.Equal("operational", Flags(copy));
    }

    [Theory, OnEveryDatabase]
    public async Task Headers_are_text_or_dynamic(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync(Areas);
        var api = server.Api;
        var id = await api.EmailAsync(EmailSteps.Plain);

        await api.ChangeAsync(
            id, "content", ("subject", """{"type":"DynamicContent","value":1001}"""), ("fromEmail", "{'type': 'Text', 'value': 'abe@testmail.com'}"),
            ("fromName", """{"type":"Text","value":"Abe"}"""), ("replyTO", """{"type":"Text","value":"replies@testmail.com"}"""), ("isOpenTrackingDisabled", "true"));
        var email = (await api.GetAsync($"{Item}/{id}.json")).One();
        Assert.Equal(["DynamicContent 1", "Text Abe", "Text abe@testmail.com", "Text replies@testmail.com"], Headers(email));
        Assert.Equal("isOpenTrackingDisabled", Flags(email));

        await api.ChangeAsync(id, "dynamicContent/1", ("segment", "Southwest"), ("value", "Howdy"));
        Assert.Equal(["Southwest Text Howdy", "Default Text Hello"], await VariationsAsync(api, id, "1"));
        foreach (var (value, code) in ((string, string)[])[("Hello", "1001"), ("""{"type":"Sound","value":"x"}""", "1001"), ("""{"type":"Text"}""", "1001"), ("""{"type":"DynamicContent","value":"7"}""", "709")])
        {
            Assert.Equal(code, (await api.PostFormAsync($"{Item}/{id}/content.json", ("subject", value))).Code);
        }
        await api.ChangeAsync(id, "content", ("subject", """{"type":"Text","value":"Plain"}"""));
        Assert.True((await api.GetAsync($"{Item}/{id}/dynamicContent/1.json")).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task Sections_hold_markup_and_text(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.EmailAsync(EmailSteps.Plain);

        Assert.Equal("""{"htmlId":"body","value":[{"type":"HTML","value":"Hello  <b>you</b>"},{"type":"Text","value":"Hello you"}],"contentType":"Text"}""", (await api.SectionAsync(id, "body")).GetRawText());
        await api.ChangeAsync(id, "content/body", ("type", "Text"), ("value", "<h1>Hello World!</h1>"), ("textValue", "Hello, world"));
        Assert.Equal(("<h1>Hello World!</h1>", "Hello, world"), await TextsAsync(api, id));
        Assert.Equal(EmailSteps.Plain.Replace("Hello  <b>you</b>", "<h1>Hello World!</h1>", StringComparison.Ordinal), await api.FullAsync(id));
        Assert.Equal("Hello, world", await api.FullAsync(id, "?type=text"));

        await api.ChangeAsync(id, "content/body", ("textValue", "Bye"));
        Assert.Equal(("<h1>Hello World!</h1>", "Bye"), await TextsAsync(api, id));
        Assert.True((await api.PostFormAsync($"{Item}/{id}.json", ("autoCopyToText", "true"))).Success);
        Assert.Equal(("<h1>Hello World!</h1>", "Hello World!"), await TextsAsync(api, id));
        await api.ChangeAsync(id, "content/body", ("type", "Text"), ("value", ""));
        Assert.Equal(("", ""), await TextsAsync(api, id));

        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/content/nothing.json", ("type", "Text"), ("value", "x"))).Code);
        Assert.Equal("701", (await api.PostFormAsync($"{Item}/{id}/content/body.json", ("type", "Text"))).Code);
        Assert.Equal("1001", (await api.PostFormAsync($"{Item}/{id}/content/body.json", ("type", "Sound"), ("value", "x"))).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/content/body.json", ("type", "Image"), ("value", "x"))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_section_may_differ_by_segment(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync(Areas);
        var api = server.Api;
        var id = await api.EmailAsync(EmailSteps.Plain);

        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/content/body.json", ("type", "DynamicContent"), ("value", "7"))).Code);
        await api.ChangeAsync(id, "content/body", ("type", "DynamicContent"), ("value", "1001"));
        Assert.Equal(("DynamicContent", "1"), ((await api.SectionAsync(id, "body")).Text("contentType"), (await api.SectionAsync(id, "body")).Text("value")));
        await api.ChangeAsync(id, "dynamicContent/1", ("segment", "southwest"), ("type", "HTML"), ("value", "<i>Howdy</i>"));
        string[] all = ["Southwest HTML <i>Howdy</i>", "Southwest Text Howdy", "Default HTML Hello  <b>you</b>", "Default Text Hello you"];
        Assert.Equal(all, await VariationsAsync(api, id, "1"));
        Assert.Equal(all, await VariationsAsync(api, id, "body"));

        await api.ChangeAsync(id, "content/body", ("type", "DynamicContent"), ("value", """{"type":"DynamicContent","segmentation":1001,"default":"<p>Anyone</p>"}"""));
        Assert.True((await api.GetAsync($"{Item}/{id}/dynamicContent/1.json")).FoundNothing());
        Assert.Equal(["Southwest HTML <p>Anyone</p>", "Southwest Text Anyone", "Default HTML <p>Anyone</p>", "Default Text Anyone"], await VariationsAsync(api, id, "2"));
        Assert.Contains("<p>Anyone</p>", await api.FullAsync(id), StringComparison.Ordinal);

        Assert.Equal("702", (await api.PostFormAsync($"{Item}/{id}/dynamicContent/1.json", ("segment", "Southwest"), ("value", "x"))).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/dynamicContent/2.json", ("segment", "Northeast"), ("value", "x"))).Code);
        Assert.Equal("701", (await api.PostFormAsync($"{Item}/{id}/dynamicContent/2.json", ("value", "x"))).Code);
        Assert.Equal("1001", (await api.PostFormAsync($"{Item}/{id}/dynamicContent/2.json", ("segment", "Southwest"), ("type", "Sound"), ("value", "x"))).Code);
        Assert.Equal("709", (await api.UploadAsync($"{Item}/{id}/fullContent.json", "<p>x</p>"u8.ToArray())).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Images_and_videos_have_addresses(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.EmailAsync();

        Assert.Equal(
            """{"htmlId":"picture","value":{"width":"100","style":"x"},"contentType":"Image","parentHtmlId":"two","isLocked":false}""", (await api.SectionAsync(id, "picture")).GetRawText());
        await api.ChangeAsync(id, "content/picture", ("type", "Image"), ("externalUrl", "https://x.com/a?b&\"c"), ("altText", "<A>"), ("height", "50"), ("linkUrl", "https://y.com"));
        Assert.Equal("""{"height":"50","width":"100","altText":"<A>","style":"x"}""", (await api.SectionAsync(id, "picture")).GetProperty("value").GetRawText());
        Assert.Contains("<a href=\"https://y.com\"><img alt=\"&lt;A&gt;\" height=\"50\" src=\"https://x.com/a?b&amp;&quot;c\" width=\"100\" style=\"x\"></a>", await api.FullAsync(id), StringComparison.Ordinal);
        Assert.Equal("701", (await api.PostFormAsync($"{Item}/{id}/content/picture.json", ("type", "Image"))).Code);
        Assert.Equal("1001", (await api.PostFormAsync($"{Item}/{id}/content/picture.json", ("type", "Image"), ("value", "x"), ("width", "wide"))).Code);

        await api.ChangeAsync(id, "content/film", ("type", "Video"), ("videoUrl", "https://www.youtube.com/watch?v=1"));
        Assert.Equal("https://www.youtube.com/watch?v=1", (await api.SectionAsync(id, "film")).GetProperty("value").Text("videoUrl"));
        Assert.Contains("<a href=\"https://www.youtube.com/watch?v=1\">", await api.FullAsync(id), StringComparison.Ordinal);
        foreach (var address in (string[])["javascript:alert(1)//youtube.com", "https://notyoutube.com/", "film"])
        {
            Assert.Equal("1001", (await api.PostFormAsync($"{Item}/{id}/content/film.json", ("type", "Video"), ("videoUrl", address))).Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task An_email_is_approved_when_it_could_be_sent(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.EmailAsync(EmailSteps.Plain);

        foreach (var (header, value) in ((string, string)[])[("subject", " "), ("fromName", ""), ("fromEmail", ""), ("replyTO", "nobody"), ("subject", "a\\r\\nBcc: x@y.z")])
        {
            var before = (await api.GetAsync($"{Item}/{id}.json?status=draft")).One().GetProperty(header == "replyTO" ? "replyEmail" : header).GetRawText();
            await api.ChangeAsync(id, "content", (header, $$"""{"type":"Text","value":"{{value}}"}"""));
            Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Code);
            await api.ChangeAsync(id, "content", (header, before));
        }
        await api.ChangeAsync(id, "approveDraft");
        Assert.Equal("approved", (await api.GetAsync($"{Item}/{id}.json")).One().Text("status"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_snippet_is_part_of_an_email_and_stays_while_it_is(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.EmailAsync();
        var snippet = await LifecycleSample.Of("snippet").NewAsync(api, "Piece");
        await api.PostFormAsync($"/rest/asset/v1/snippet/{snippet}/content.json", ("type", "HTML"), ("content", "<u>Piece</u>"));

        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/content/piece.json", ("type", "Snippet"), ("value", "99"))).Code);
        await api.ChangeAsync(id, "content/piece", ("type", "Snippet"), ("value", $"{snippet}"));
        Assert.Equal(("Snippet", $"{snippet}"), ((await api.SectionAsync(id, "piece")).Text("contentType"), (await api.SectionAsync(id, "piece")).Text("value")));
        Assert.Contains("<u>Piece</u>", await api.FullAsync(id), StringComparison.Ordinal);
        Assert.Contains("Piece", await api.FullAsync(id, "?type=Text"), StringComparison.Ordinal);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Code);
        await api.PostFormAsync($"/rest/asset/v1/snippet/{snippet}/approveDraft.json");
        await api.ChangeAsync(id, "approveDraft");
        Assert.Equal("709", (await api.PostFormAsync($"/rest/asset/v1/snippet/{snippet}/unapprove.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_document_is_replaced_only_away_from_its_template(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await server.ImportAsync("""{"emails":[{"id":1001,"name":"Free","html":"<p class='mktEditable' id='a'>Old</p>","subject":{"text":"S"}}]}""");
        const string Next = "<html>\r\n<p class='mktEditable' id='a'>New</p></html>";

        Assert.Equal("approved", (await api.GetAsync($"{Item}/1001.json")).One().Text("status"));
        await api.ChangeAsync(1001, "content/a", ("value", "Mine"));
        Assert.Equal(1001, (await api.UploadAsync($"{Item}/1001/fullContent.json", Encoding.UTF8.GetBytes(Next))).One().GetProperty("id").GetInt64());
        Assert.Equal(Next, await api.FullAsync(1001, "?status=draft"));
        Assert.Contains("Old", await api.FullAsync(1001), StringComparison.Ordinal);

        foreach (var hostile in (string[])["<script>x</script>", "<SCRIPT\nsrc=x>", "<p onclick='x()'>", "<a href=' java\tscript:x'>", "<svg/onload=x>"])
        {
            Assert.Equal("709", (await api.UploadAsync($"{Item}/1001/fullContent.json", Encoding.UTF8.GetBytes(hostile))).Code);
        }
        Assert.Equal("1001", (await api.UploadAsync($"{Item}/1001/fullContent.json", [0xFF])).Code);
        var linked = await api.EmailAsync(EmailSteps.Plain);
        Assert.Equal("709", (await api.UploadAsync($"{Item}/{linked}/fullContent.json", Encoding.UTF8.GetBytes(Next))).Code);
    }

    [Theory]
    [InlineData("""{"emailTemplates":[{"name":"T"}]}""", "emailTemplates[0]: html is missing")]
    [InlineData("""{"emailTemplates":[{"name":"T","html":"<p>"}]}""", "emailTemplates[0]: the template has no editable section")]
    [InlineData("""{"emails":[{"name":"E","html":null}]}""", "emails[0]: html is missing")]
    [InlineData("""{"emails":[{"name":"E","html":"<p>","subject":null}]}""", "emails[0]: a header")]
    [InlineData("""{"emails":[{"name":"E","html":"<p>","subject":{"variations":null}}]}""", "emails[0]: a header")]
    [InlineData("""{"emails":[{"name":"E","html":"<p>","sections":{"a":null}}]}""", "emails[0]: sections")]
    [InlineData("""{"emails":[{"name":"E","html":"<p>","ccFields":[null]}]}""", "emails[0]: a CC field")]
    [InlineData("""{"emails":[{"name":"E","html":"<p>","template":7}]}""", "emails[0]: there is no email template 7")]
    public async Task A_file_with_an_email_that_is_none_is_refused(string file, string why)
    {
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Sqlite);

        var refused = await Assert.ThrowsAsync<Leadbase.Accounts.AdministrationException>(() => server.ImportAsync(file));

        Assert.StartsWith(why, refused.Message, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Cc_fields_are_those_that_are_enabled(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        Assert.True((await server.Api.GetAsync($"{Item}/ccFields.json")).FoundNothing());
        await server.ImportAsync("""{"emailCcFields":[{"name":"email"},{"name":"site"}]}""");

        var fields = (await server.Api.GetAsync($"{Item}/ccFields.json")).Result;
        Assert.Equal(["lead email Email Address", "company site Site"], fields.Select(f => $"{f.Text("objectName")} {f.Text("apiName")} {f.Text("displayName")}"));
        Assert.All(fields, f => Assert.True(long.TryParse(f.Text("attributeId"), out _)));
    }

    private static string[] Headers(JsonElement email) =>
        [.. new[] { "subject", "fromName", "fromEmail", "replyEmail" }.Select(h => $"{email.GetProperty(h).Text("type")} {email.GetProperty(h).Text("value")}")];

    private static string Flags(JsonElement email) => string.Join(' ', email.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.True).Select(p => p.Name));

    private static async Task<(string?, string?)> TextsAsync(ApiClient api, long id)
    {
        var values = (await api.SectionAsync(id, "body")).GetProperty("value");
        return (values[0].Text("value"), values[1].Text("value"));
    }

    private static async Task<string[]> VariationsAsync(ApiClient api, long id, string content) =>
        [.. (await api.GetAsync($"{Item}/{id}/dynamicContent/{content}.json")).One().GetProperty("content").EnumerateArray().Select(c => $"{c.Text("segmentName")} {c.Text("type")} {c.Text("content")}")];
}
