using System.Text;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets.Emails;

/// <summary>What email templates have besides their life ("Email Templates").</summary>
public sealed class EmailTemplateTests
{
    private const string Item = EmailSteps.Templates;

    [Theory, OnEveryDatabase]
    public async Task A_document_is_kept_as_it_was_uploaded(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        const string Html = "<!DOCTYPE html>\r\n<HTML ><p class=mktEditable id=a>é😀\t&nbsp;&amp;amp;\u0001</p>\n<br/ >{{lead.First Name}}</HTML>\n\n";

        var made = (await api.UploadAsync($"{Item}s.json", Encoding.UTF8.GetBytes(Html), ("name", "Raw"), ("folder", """{"id":22,"type":"Folder"}"""), ("description", "As it is"))).One();
        var id = made.GetProperty("id").GetInt64();
        Assert.Equal(("Raw", "As it is", "draft"), (made.Text("name"), made.Text("description"), made.Text("status")));
        Assert.Equal(1, made.GetProperty("version").GetInt32());
        Assert.Equal((id, "draft", Html), await ContentAsync(api, id));

        const string Next = "<p class='mktoText' id='a'>2</p>";
        Assert.Equal(Next, (await api.UploadAsync($"{Item}/{id}/content.json", Encoding.UTF8.GetBytes(Next))).One().Text("content"));
        Assert.True((await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Success);
        Assert.Equal(2, (await api.GetAsync($"{Item}/{id}.json")).One().GetProperty("version").GetInt32());
        Assert.Equal("draft", (await api.UploadAsync($"{Item}/{id}/content.json", Encoding.UTF8.GetBytes(Html))).One().Text("status"));
        Assert.Equal((id, "approved", Next), await ContentAsync(api, id));
        Assert.Equal((id, "draft", Html), await ContentAsync(api, id, "?status=draft"));
    }

    [Theory, OnEveryDatabase]
    public async Task Documents_that_are_none_are_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;

        Assert.Equal("1001", (await api.UploadAsync($"{Item}s.json", [(byte)'<', 0xC3, 0x28, (byte)'>'], ("name", "Latin"), ("folder", "22"))).Code);
        Assert.Equal("1001", (await api.UploadAsync($"{Item}s.json", Encoding.Unicode.GetBytes("<p>é</p>"), ("name", "Wide"), ("folder", "22"))).Code);
        Assert.Equal("701", (await api.UploadAsync($"{Item}s.json", [], ("name", "Empty"), ("folder", "22"))).Code);
        Assert.Equal("701", (await api.PostFormAsync($"{Item}s.json", ("name", "None"), ("folder", "22"))).Code);
        Assert.Equal(413, (await api.UploadAsync($"{Item}s.json", new byte[1024 * 1024], ("name", "Huge"), ("folder", "22"))).Status);
        Assert.True((await api.GetAsync($"{Item}/byName.json?name=Latin")).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task Only_a_template_that_can_be_edited_is_approved(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = (await api.PostFormAsync($"{Item}s.json", ("name", "T"), ("folder", "22"), ("content", "<h1>Nothing to edit</h1>"))).One().GetProperty("id").GetInt64();

        string[] refused =
        [
            "<h1>Nothing to edit</h1>", "<p class=mktEditable>no id</p>", "<p class=MKTEDITABLE id=a>", "<p class=mktoText id='a b'>", "<p class=mktoText id=a><p class=mktoImg id=a>",
            "<div class=mktoModule id=m><p class=mktoText id=a></p></div>", "<!-- <p class=mktoText id=a> --><script>'<p class=mktoText id=a>'</script>",
            "<div class=mktoContainer id=c><p class=mktoText id=a></p></div><div class=mktoContainer id=d></div>",
        ];
        foreach (var html in refused)
        {
            Assert.True((await api.PostFormAsync($"{Item}/{id}/content.json", ("content", html))).Success);
            Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Code);
        }
        Assert.True((await api.PostFormAsync($"{Item}/{id}/content.json", ("content", EmailSteps.Modular))).Success);
        Assert.True((await api.PostFormAsync($"{Item}/{id}/approveDraft.json")).Success);
    }

    [Theory, OnEveryDatabase]
    public async Task A_template_tells_its_emails_and_stays_while_they_are_there(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var template = await api.TemplateAsync(EmailSteps.Plain);
        Assert.True((await api.GetAsync($"{Item}s/{template}/usedBy.json")).FoundNothing());
        Assert.True((await api.GetAsync($"{Item}s/999/usedBy.json")).FoundNothing());
        string[] names = ["One", "Two", "Three"];
        foreach (var name in names) Assert.True((await api.PostFormAsync("/rest/asset/v1/emails.json", ("name", name), ("folder", "21"), ("template", $"{template}"))).Success);

        var users = (await api.GetAsync($"{Item}s/{template}/usedBy.json")).Result;
        Assert.Equal(names, users.Select(u => u.Text("name")));
        Assert.All(users, u => Assert.Equal(("Email", "draft", "2026-03-02T18:00:00Z+0000"), (u.Text("type"), u.Text("status"), u.Text("updatedAt"))));
        Assert.Equal(["Two"], (await api.GetAsync($"{Item}s/{template}/usedBy.json?offset=1&maxReturn=1")).Result.Select(u => u.Text("name")));
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{template}/unapprove.json")).Code);
    }

    private static async Task<(long, string?, string?)> ContentAsync(ApiClient api, long id, string query = "")
    {
        var content = (await api.GetAsync($"{Item}/{id}/content{query}")).One();
        return (content.GetProperty("id").GetInt64(), content.Text("status"), content.Text("content"));
    }
}
