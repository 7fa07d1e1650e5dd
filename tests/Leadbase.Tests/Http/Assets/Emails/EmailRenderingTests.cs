using Leadbase.Accounts;
using Leadbase.Accounts.Mail;
using Leadbase.Marketing.Outbox;
using Leadbase.Tests.Http.Gateway;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Http.Assets.Emails;

/// <summary>What a lead gets of an email ("Emails", Preview Email).</summary>
public sealed class EmailRenderingTests
{
    private const string Item = EmailSteps.Item;
    private const string Region = """{"filters":[{"name":"State","conditions":[{"attributeName":"State","operator":"is","values":["CA","NV"],"isPrimary":true}]}]}""";

    private static readonly string Areas =
        $$"""{"segmentations":[{"id":1001,"name":"Area","segments":[{"id":1,"name":"Southwest","rules":{{Region}}},{"id":2,"name":"Default"}]}]}""";

    [Theory, OnEveryDatabase]
    public async Task An_email_is_what_its_lead_gets(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync(Areas);
        var api = server.Api;
        await api.PostAsync("/rest/v1/companies.json", """{"input":[{"externalCompanyId":"ab","company":"A & B"}]}""");
        var west = await api.CreateAsync(new { email = "w@x.com", firstName = "Zoë <b>", state = "CA", externalCompanyId = "ab" });
        var east = await api.CreateAsync(new { email = "e@x.com", lastName = "{{my.secret}}", state = "NY" });
        var id = await api.EmailAsync("<body><p class=mktEditable id=body>x</p></body>");
        await api.ChangeAsync(id, "content/body", ("value", "Hi {{lead.First Name:default=friend}} {{lead.Last Name}} of {{company.Company Name:default=home}}, {{lead.email address}}{{trigger.Name}}"));

        Assert.Contains(">Hi Zoë &lt;b&gt;  of A &amp; B, w@x.com</p>", await api.FullAsync(id, $"?leadId={west}"), StringComparison.Ordinal);
        Assert.Contains(">Hi friend {{my.secret}} of home, e@x.com</p>", await api.FullAsync(id, $"?leadId={east}"), StringComparison.Ordinal);
        Assert.Equal("Hi Zoë <b>  of A & B, w@x.com", await api.FullAsync(id, $"?leadId={west}&type=Text"));
        Assert.Contains(">Hi {{lead.First Name:default=friend}} {{lead.Last Name}} of ", await api.FullAsync(id), StringComparison.Ordinal);

        await api.ChangeAsync(id, "content/body", ("type", "DynamicContent"), ("value", """{"segmentation":1001,"default":"<i>Anywhere</i>"}"""));
        await api.ChangeAsync(id, "dynamicContent/1", ("segment", "Southwest"), ("value", "<i>{{lead.State}}</i>"));
        Assert.Contains("<i>CA</i>", await api.FullAsync(id, $"?leadId={west}"), StringComparison.Ordinal);
        Assert.Contains("<i>Anywhere</i>", await api.FullAsync(id, $"?leadId={east}"), StringComparison.Ordinal);
        Assert.Contains("<i>Anywhere</i>", await api.FullAsync(id), StringComparison.Ordinal);
        Assert.Equal("CA", await api.FullAsync(id, $"?leadId={west}&type=Text"));
    }

    [Theory, OnEveryDatabase]
    public async Task Values_are_encoded_as_their_fields_say(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.AddFieldAsync("bio", "string");
        await api.AddFieldAsync("plain", "string");
        var changed = await api.PostAsync("/rest/v1/leads/schema/fields/bio.json", """{"input":[{"isHtmlEncodingInEmail":false}]}""");
        Assert.True(changed.Success, changed.Body);
        var lead = await api.CreateAsync(new { email = "w@x.com", bio = "<b>1</b>", plain = "<b>2</b>", leadScore = 7 });
        var id = await api.EmailAsync("<body><p class=mktEditable id=body>{{lead.Label of bio}} {{lead.plain}} {{lead.Lead Score}}</p></body>");

        Assert.Contains("<b>1</b> &lt;b&gt;2&lt;/b&gt; 7</p>", await api.FullAsync(id, $"?leadId={lead}"), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task The_system_the_program_and_the_preheader_have_their_part(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.AddProgramAsync("Spring <1>", id: 1100);
        var api = server.Api;
        var template = await api.TemplateAsync("<body><p class=mktEditable id=body>{{program.Name}} {{program.id}} {{system.date}} {{system.dateTime}} <a href='{{system.unsubscribeLink}}'>out</a></p></body>");
        var made = await api.PostFormAsync($"{Item}s.json", ("name", "E"), ("folder", """{"id":1100,"type":"Program"}"""), ("template", $"{template}"), ("subject", "S"));
        var id = made.One().GetProperty("id").GetInt64();
        Assert.True((await api.PostFormAsync($"{Item}/{id}.json", ("preHeader", "Look & see"))).Success);

        var html = await api.FullAsync(id);
        Assert.StartsWith("<body><div style=\"display:none;max-height:0;overflow:hidden\">Look &amp; see</div>", html, StringComparison.Ordinal);
        Assert.Contains(">Spring &lt;1&gt; 1100 2026-03-02 2026-03-02 12:00 PM <a href='#'>out</a></p>", html, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task My_tokens_come_from_the_folders_above_and_end_somewhere(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await server.ImportAsync("""
            {"folders":[{"id":1100,"name":"Outer"}]}
            """);
        await server.ImportAsync("""
            {"folders":[{"id":1101,"name":"Inner","folder":{"id":1100,"type":"Folder"}}]}
            """);
        await TokenAsync(1100, "Sender", "text", "A & B");
        await TokenAsync(1100, "Topic", "text", "outer");
        await TokenAsync(1101, "Topic", "rich text", "<i>{{lead.First Name:default=you}}</i>");
        var lead = await api.CreateAsync(new { email = "w@x.com", firstName = "{{my.Sender}}" });
        var template = await api.TemplateAsync("<body><p class=mktEditable id=body>{{my.Topic}} {{my.sender}} {{my.Nothing:default=none}}</p></body>");
        var made = await api.PostFormAsync($"{Item}s.json", ("name", "E"), ("folder", "1101"), ("template", $"{template}"), ("subject", "{{my.Sender}}"));
        var id = made.One().GetProperty("id").GetInt64();

        Assert.Contains("<i>{{my.Sender}}</i> A &amp; B none</p>", await api.FullAsync(id, $"?leadId={lead}"), StringComparison.Ordinal);
        Assert.Contains("<i>{{lead.First Name:default=you}}</i> A &amp; B none</p>", await api.FullAsync(id), StringComparison.Ordinal);

        await TokenAsync(1101, "Topic", "text", "again {{my.Topic}}");
        Assert.Equal("709", (await api.GetAsync($"{Item}/{id}/fullContent.json")).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/sendSample.json", ("emailAddress", "a@b.c"))).Code);

        async Task TokenAsync(long folder, string name, string type, string value) => Assert.True(
            (await api.PostFormAsync($"/rest/asset/v1/folder/{folder}/tokens.json", ("name", name), ("type", type), ("value", value), ("folderType", "Folder"))).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_is_shown_only_to_who_may_see_it(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var lead = await api.CreateAsync(new { email = "w@x.com" });
        var id = await api.EmailAsync(EmailSteps.Plain);
        using var assets = await CallerAsync(server, "assets", "Read-Only Assets");
        using var both = await CallerAsync(server, "both", "Read-Only Assets", "Read-Only Lead");
        var path = $"{Item}/{id}/fullContent.json";

        Assert.True((await assets.GetAsync(path)).Success);
        Assert.Equal("603", (await assets.GetAsync($"{path}?leadId={lead}")).Code);
        Assert.True((await both.GetAsync($"{path}?leadId={lead}")).Success);
        Assert.Equal("1004", (await both.GetAsync($"{path}?leadId=99999")).Code);
        Assert.Equal("1001", (await both.GetAsync($"{path}?leadId=me")).Code);
        Assert.Equal("1001", (await both.GetAsync($"{path}?type=PDF")).Code);
        Assert.True((await both.GetAsync($"{path}?status=approved")).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task A_sample_goes_to_the_outbox(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var lead = await api.CreateAsync(new { email = "w@x.com", firstName = "Zoë <b>" });
        var id = await api.EmailAsync("<body><p class=mktEditable id=body>Hi <b>{{lead.First Name:default=friend}}</b></p></body>");
        await api.ChangeAsync(id, "content", ("subject", """{"type":"Text","value":"For {{lead.First Name}}"}"""));

        Assert.Equal([id], (await api.PostFormAsync($"{Item}/{id}/sendSample.json", ("emailAddress", "abe@testmail.com"), ("leadId", $"{lead}"))).AssetIds());
        Assert.Equal([id], (await api.PostFormAsync($"{Item}/{id}/sendSample.json", ("emailAddress", "abe@testmail.com"), ("textOnly", "true"))).AssetIds());
        foreach (var (address, code) in ((string, string)[])[("", "701"), ("abe", "1001"), ("a@b.c, d@e.f", "1001"), ("a@b.c\r\nBcc: d@e.f", "1001"), ("{{lead.email}}@x.com", "1001")])
        {
            Assert.Equal(code, (await api.PostFormAsync($"{Item}/{id}/sendSample.json", ("emailAddress", address))).Code);
        }
        Assert.Equal("1004", (await api.PostFormAsync($"{Item}/{id}/sendSample.json", ("emailAddress", "a@b.c"), ("leadId", "99999"))).Code);

        await using var session = await server.Instance.Database.ReadAsync();
        var messages = await OutboxStore.ListAsync(session);
        Assert.Equal([null, lead], messages.Select(m => m.Lead));
        Assert.All(messages, m => Assert.Equal(("abe@testmail.com", id, server.Instance.Now, "Leadbase", "marketing@example.com"), (m.Recipient, m.Email, m.CreatedAt, m.FromName, m.FromEmail)));
        var whole = await OutboxStore.FindAsync(session, messages[1].Id);
        Assert.Equal(("For Zoë <b>", "Hi Zoë <b>"), (whole!.Subject, whole.Text));
        Assert.Contains("Hi <b>Zoë &lt;b&gt;</b></p>", whole.Html, StringComparison.Ordinal);
        Assert.Null((await OutboxStore.FindAsync(session, messages[0].Id))!.Html);
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_server_gets_what_is_in_the_outbox(DatabaseKind database)
    {
        await using var sink = new MailSink();
        await using var server = await TestServer.StartAsync(database, o => o.Smtp = sink.Address);
        var id = await server.Api.EmailAsync("<body><p class=mktEditable id=body>Hello <b>there</b></p></body>");

        await server.Api.ChangeAsync(id, "sendSample", ("emailAddress", "abe@testmail.com"));

        var mail = await sink.NextAsync();
        foreach (var part in (string[])["From: Leadbase <marketing@example.com>", "To: abe@testmail.com", "Subject: Hello", "Content-Type: multipart/alternative", "Hello there", "Hello <b>there</b>"])
        {
            Assert.Contains(part, mail, StringComparison.Ordinal);
        }
        await GatewayProbe.EventuallyAsync(
            async () =>
            {
                await using var session = await server.Instance.Database.ReadAsync();
                return (await OutboxStore.ListAsync(session)) is [{ Failure: null, SentAt: not null }];
            },
            "The message is not noted as sent.");
    }

    [Fact]
    public void An_address_that_is_no_mail_servers_is_not_repeated()
    {
        foreach (var address in (string[])["mail.example.com", "http://x:secret@y", "smtp://", "smtp:secret"])
        {
            Assert.DoesNotContain("secret", Assert.Throws<AdministrationException>(() => Mailer.Of(address)).Message, StringComparison.Ordinal);
        }
        Assert.Null(Mailer.Of(""));
    }

    [Theory, OnEveryDatabase]
    public async Task The_outbox_keeps_the_latest(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.EmailAsync(EmailSteps.Plain);
        await server.Api.ChangeAsync(id, "sendSample", ("emailAddress", "first@x.com"));
        await WriteTransaction.RunAsync(
            server.Instance,
            async session =>
            {
                var message = (await OutboxStore.ListAsync(session))[0];
                for (var i = 0; i < OutboxStore.MaxMessages; i++) await OutboxStore.AddAsync(session, message with { Recipient = $"{i}@x.com" });
                return true;
            },
            CancellationToken.None);

        await using var read = await server.Instance.Database.ReadAsync();
        var messages = await OutboxStore.ListAsync(read, limit: 1_000);
        Assert.Equal((OutboxStore.MaxMessages, "499@x.com", "0@x.com"), (messages.Count, messages[0].Recipient, messages[^1].Recipient));
        Assert.Equal(["0@x.com"], (await OutboxStore.ListAsync(read, before: messages[^2].Id)).Select(m => m.Recipient));
    }

    private static async Task<ApiClient> CallerAsync(TestServer server, string name, params string[] permissions)
    {
        await Administration.CreateRoleAsync(server.Instance, name, null, permissions);
        await Administration.CreateUserAsync(server.Instance, $"{name}@test.local", null, null, apiOnly: true, [(name, "Default")]);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, name, null, $"{name}@test.local");
        return server.Api.With(service.ClientId, secret);
    }
}
