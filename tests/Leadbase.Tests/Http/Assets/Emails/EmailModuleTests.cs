using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets.Emails;

/// <summary>Modules and variables of emails ("Emails", Modules; Variables).</summary>
public sealed class EmailModuleTests
{
    private const string Item = EmailSteps.Item;

    [Theory, OnEveryDatabase]
    public async Task Modules_are_listed_with_what_is_in_them(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.EmailAsync();

        var content = (await server.Api.GetAsync($"{Item}/{id}/content.json")).Result;

        Assert.Equal(
            ["above Text", "one Module", "text Text", "two Module", "picture Image", "film Video", "piece Snippet"], content.Select(c => $"{c.Text("htmlId")} {c.Text("contentType")}"));
        Assert.Equal("""{"htmlId":"two","contentType":"Module","index":1,"parentHtmlId":"box","isLocked":false}""", content[3].GetRawText());
        Assert.Equal("one", content[2].Text("parentHtmlId"));
        Assert.False(content[0].TryGetProperty("parentHtmlId", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task Modules_are_added_duplicated_renamed_rearranged_and_deleted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.EmailAsync();
        Assert.Equal("one,two", await api.ModulesAsync(id));

        await api.ChangeAsync(id, "content/spare/add", ("index", "10"));
        await api.ChangeAsync(id, "content/spare/add", ("index", "0"), ("name", "first"));
        Assert.Equal("first,one,two,spare", await api.ModulesAsync(id));
        Assert.Equal("first", (await api.SectionAsync(id, "more2")).Text("parentHtmlId"));

        await api.ChangeAsync(id, "content/one/duplicate");
        await api.ChangeAsync(id, "content/two/duplicate", ("name", "copy"));
        Assert.Equal("first,one,one2,two,copy,spare", await api.ModulesAsync(id));
        Assert.Equal("copy", (await api.SectionAsync(id, "picture2")).Text("parentHtmlId"));

        await api.ChangeAsync(id, "content/spare/rename", ("name", "MarketoVideo"));
        await api.ChangeAsync(id, "content/two/delete");
        Assert.Equal("first,one,one2,copy,MarketoVideo", await api.ModulesAsync(id));

        const string Positions = """[{"index":4,"moduleId":"first"},{"index":0, moduleId:"MarketoVideo"},{"index":1,"moduleId":"one2"},{"index":3,"moduleId":"one"},{"index":2,"moduleId":"copy"}]""";
        await api.ChangeAsync(id, "content/rearrange", ("positions", Positions));
        Assert.Equal("MarketoVideo,one2,copy,one,first", await api.ModulesAsync(id));
    }

    [Theory, OnEveryDatabase]
    public async Task A_duplicate_takes_along_what_its_original_has(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync("""{"segmentations":[{"id":1001,"name":"Area","segments":[{"id":1,"name":"A"},{"id":2,"name":"Default"}]}]}""");
        var api = server.Api;
        var id = await api.EmailAsync();
        await api.ChangeAsync(id, "content/text", ("type", "DynamicContent"), ("value", "1001"));
        await api.ChangeAsync(id, "dynamicContent/text", ("segment", "Default"), ("value", "For all"));
        await api.ChangeAsync(id, "variable/label", ("value", "Now"), ("moduleId", "one"));

        await api.ChangeAsync(id, "content/one/duplicate");
        await api.ChangeAsync(id, "dynamicContent/2", ("segment", "Default"), ("value", "Changed"));
        await api.ChangeAsync(id, "variable/label", ("value", "Later"), ("moduleId", "one2"));
        Assert.Equal(["one Now", "one2 Later"], await LocalsAsync(api, id));
        Assert.Equal(("1", "2"), ((await api.SectionAsync(id, "text")).Text("value"), (await api.SectionAsync(id, "text2")).Text("value")));
        Assert.Contains("For all", (await api.GetAsync($"{Item}/{id}/dynamicContent/1.json")).Body, StringComparison.Ordinal);

        await api.ChangeAsync(id, "content/one/rename", ("name", "uno"));
        Assert.Equal(["uno Now", "one2 Later"], await LocalsAsync(api, id));
        await api.ChangeAsync(id, "content/uno/delete");
        await api.ChangeAsync(id, "content/one/add", ("index", "0"));
        Assert.Equal(["one Go", "one2 Later"], await LocalsAsync(api, id));
        Assert.Equal("Text", (await api.SectionAsync(id, "text")).Text("contentType"));
    }

    [Theory, OnEveryDatabase]
    public async Task Modules_that_are_not_there_and_names_that_are_none_are_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.EmailAsync();

        (string Step, (string, string)[] Fields, string Code)[] refused =
        [
            ("content/spare/add", [], "701"), ("content/spare/add", [("index", "x")], "1001"), ("content/spare/add", [("index", "-1")], "1001"),
            ("content/nothing/add", [("index", "0")], "709"), ("content/spare/add", [("index", "0"), ("name", "one")], "709"), ("content/spare/add", [("index", "0"), ("name", "a b")], "709"),
            ("content/spare/duplicate", [], "709"), ("content/above/duplicate", [], "709"), ("content/nothing/delete", [], "709"),
            ("content/one/rename", [], "701"), ("content/one/rename", [("name", "two")], "709"), ("content/one/rename", [("name", "\"><script>")], "709"),
            ("content/rearrange", [], "701"), ("content/rearrange", [("positions", "x")], "1001"), ("content/rearrange", [("positions", """[{"index":0}]""")], "1001"),
            ("content/rearrange", [("positions", """[{"index":0,"moduleId":"\ud800"}]""")], "1001"), ("content/rearrange", [("positions", """[{index":0,"moduleId":"\ud800"}]""")], "1001"),
            ("content/rearrange", [("positions", """[{"index":0,"moduleId":"one"}]""")], "709"),
            ("content/rearrange", [("positions", """[{"index":0,"moduleId":"one"},{"index":0,"moduleId":"two"}]""")], "709"),
            ("content/rearrange", [("positions", """[{"index":0,"moduleId":"one"},{"index":1,"moduleId":"one"}]""")], "709"),
        ];
        foreach (var (step, fields, code) in refused)
        {
            var reply = await api.PostFormAsync($"{Item}/{id}/{step}.json", fields);
            Assert.True(reply.Code == code, $"{step} {string.Join('&', fields)}: {reply.Body}");
        }
        Assert.Equal("one,two", await api.ModulesAsync(id));

        var plain = await api.EmailAsync(EmailSteps.Plain);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{plain}/content/one/add.json", ("index", "0"))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task An_email_does_not_grow_without_end(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var large = EmailSteps.Modular.Replace("First", new string('x', 300_000), StringComparison.Ordinal);
        var id = await api.EmailAsync(large);

        for (var i = 0; i < 5; i++) Assert.True((await api.PostFormAsync($"{Item}/{id}/content/one/duplicate.json")).Success);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}/content/one/duplicate.json")).Code);
        Assert.Equal("one,one6,one5,one4,one3,one2,two", await api.ModulesAsync(id));
    }

    [Theory, OnEveryDatabase]
    public async Task Variables_are_of_the_email_or_of_a_module(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var id = await api.EmailAsync();

        Assert.Equal(
            """[{"name":"back","value":"#ffffff","moduleScope":false},{"name":"label","value":"Go","moduleScope":true,"moduleId":"one"},{"name":"size","value":"12","moduleScope":false}]""",
            (await api.GetAsync($"{Item}/{id}/variables.json")).Root.GetProperty("result").GetRawText());
        Assert.Equal("""{"name":"back","value":"#00ff00","moduleScope":false}""", (await api.ChangeAsync(id, "variable/back", ("value", "#00ff00"))).One().GetRawText());
        Assert.Equal(
            """{"name":"label","value":"Click & \"this\"","moduleScope":true,"moduleId":"one"}""",
            (await api.ChangeAsync(id, "variable/label", ("value", "Click & \"this\""), ("moduleId", "one"))).One().GetRawText());
        await api.ChangeAsync(id, "variable/size", ("value", "18"));

        var html = await api.FullAsync(id);
        Assert.Contains("<body style=\"background:#00ff00\">", html, StringComparison.Ordinal);
        Assert.Contains("</span> Click &amp; &quot;this&quot;</td>", html, StringComparison.Ordinal);
        Assert.Contains("font-size:18px", html, StringComparison.Ordinal);

        (string Name, (string, string)[] Fields, string Code)[] refused =
        [
            ("back", [], "701"), ("nothing", [("value", "x")], "709"), ("back", [("value", "red")], "1001"), ("size", [("value", "19")], "1001"),
            ("label", [("value", "x")], "701"), ("label", [("value", "x"), ("moduleId", "two")], "709"), ("label", [("value", "x"), ("moduleId", "nothing")], "709"),
        ];
        foreach (var (name, fields, code) in refused) Assert.Equal(code, (await api.PostFormAsync($"{Item}/{id}/variable/{name}.json", fields)).Code);

        var plain = await api.EmailAsync(EmailSteps.Plain);
        Assert.Empty((await api.GetAsync($"{Item}/{plain}/variables.json")).Result);
        Assert.True((await api.GetAsync($"{Item}/999/variables.json")).FoundNothing());
    }

    private static async Task<string[]> LocalsAsync(ApiClient api, long id) =>
        [.. (await api.GetAsync($"{Item}/{id}/variables.json")).Result.Where(v => v.Text("name") == "label").Select(v => $"{v.Text("moduleId")} {v.Text("value")}")];
}
