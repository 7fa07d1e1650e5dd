using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Assets.Emails;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Contract;

/// <summary>What the exchanges of the pages about folders, files, tokens, channels, tags and programs need.</summary>
internal static class PlaceExampleSeeds
{
    private const string Folder = "/rest/asset/v1/folder";
    private const string File = "/rest/asset/v1/file";
    private const string Program = "/rest/asset/v1/program";

    /// <summary>The folders of the examples, a file's type aside: the pages put everything into marketing folders.</summary>
    private const string Folders = """
        {"folders":[{"id":416,"name":"Deverly"},{"id":14,"name":"Root","description":"T"},{"id":436,"name":"Files","folderType":"Image","folder":{"id":27,"type":"Folder"}},{"id":1035,"name":"Programs"},{"id":5562,"name":"Clones"}]}
        """;

    private const string Kinds = """
        {"channels":[{"id":1,"name":"Email Blast","applicableProgramType":"program","statuses":[{"name":"Member","step":10,"success":true}]},
                     {"id":6,"name":"Online Advertising","applicableProgramType":"program","statuses":[{"name":"Member","step":10,"success":true}]},
                     {"id":7,"name":"Email Send","applicableProgramType":"email_batch","statuses":[{"name":"Sent","step":10,"success":true}]}],
         "tagTypes":[{"id":1,"name":"Presenter","required":true,"applicableProgramTypes":["program"],"allowableValues":["David","Dennis"]},
                     {"id":2,"name":"AAA1 Required Tag Type","required":true,"applicableProgramTypes":["program"],"allowableValues":["AAA1 RT1","AAA1 RT2"]}],
         "programs":[{"id":1107,"name":"TestProgramName","description":"T","type":"program","channel":"Email Blast","folder":{"id":1035,"type":"Folder"},"tags":[{"tagType":"Presenter","tagValue":"Dennis"}]},
                     {"id":1108,"name":"Mailing","description":"T","type":"email_batch","channel":"Email Send","folder":{"id":1035,"type":"Folder"},
                      "startDate":1900000000,"endDate":1900100000,"rules":{"filterMatchType":"All","filters":[]} }]}
        """;

    /// <summary>Seeds by <see cref="DocumentedExample.Key"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> All =
        new Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>>(StringComparer.Ordinal)
        {
            [$"folders.md GET {Folder}/{{id}}.json?type=Folder"] = async s => [.. await FoldersAsync(s), ("{id}", "436")],
            [$"folders.md GET {Folder}/byName.json?name=Test%2010%20-%20deverly"] = FolderAsync,
            [$"folders.md GET {Folder}s.json?root={{\"id\":14,\"type\":\"Folder\"}}"] = async s =>
            {
                await FoldersAsync(s);
                await s.Api.PostFormAsync($"{Folder}s.json", ("name", "Inner"), ("parent", "14"), ("description", "T"));
                return [];
            },
            [$"folders.md POST {Folder}s.json"] = FoldersAsync,
            [$"folders.md POST {Folder}/{{id}}.json"] = FolderAsync,
            [$"folders.md POST {Folder}/{{id}}/delete.json"] = async s => [.. await FolderAsync(s), ("delete.json", "delete.json?type=Folder")],
            [$"files.md GET {File}/{{id}}.json"] = FileAsync,
            [$"files.md GET {File}/byName.json?name=foo.png"] = s => FileAsync(s, "T"),
            [$"files.md GET {File}s.json?folder={{\"id\":436, \"type\": \"Folder\"}}&maxReturn=3"] = FileAsync,
            [$"files.md POST {File}s.json"] = async s =>
                [.. await FoldersAsync(s), ("files.json", "files.json?name=marketo.html&folder=436&description=T"), (ExampleReplayTests.File, "<html></html>")],
            [$"files.md POST {File}/{{id}}/content.json"] = async s => [.. await FileAsync(s), (ExampleReplayTests.File, "<html></html>")],
            [$"tokens.md GET {Folder}/{{id}}/tokens.json?folderType=Folder"] = async s => await TokenAsync(s, "416", "Folder", "April Fools"),
            [$"tokens.md POST {Folder}/{{id}}/tokens.json"] = FolderAsync,
            [$"tokens.md POST {Folder}/{{id}}/tokens/delete.json"] = async s => await TokenAsync(s, "1107", "Program", "AprilFool - deverly"),
            ["channels.md GET /rest/asset/v1/channels.json?offset=10"] = async s => [.. await ProgramAsync(s), ("offset=10", "offset=0")],
            ["channels.md GET /rest/asset/v1/channel/byName.json?name=Online Advertising"] = ProgramAsync,
            ["tags.md GET /rest/asset/v1/tagTypes.json"] = ProgramAsync,
            ["tags.md GET /rest/asset/v1/tagType/byName.json?name=AAA1 Required Tag Type"] = ProgramAsync,
            [$"tags.md POST {Program}/{{id}}/tag/{{tagType}}.json?tagValue=David"] = ProgramAsync,
            [$"tags.md POST {Program}/{{id}}/tag/{{tagType}}/delete.json"] = async s =>
            {
                var texts = await ProgramAsync(s);
                await s.ImportAsync("""{"tagTypes":[{"id":3,"name":"Free","applicableProgramTypes":["program"]}]}""");
                Assert.True((await s.Api.PostFormAsync($"{Program}/1107/tag/Free.json", ("tagValue", "any"))).Success);
                return [("{tagType}", "Free"), .. texts];
            },
            [$"programs.md GET {Program}/{{id}}.json"] = ProgramAsync,
            [$"programs.md GET {Program}/byName.json?name=TestProgramName&includeTags=true"] = ProgramAsync,
            [$"programs.md GET {Program}s.json"] = ProgramAsync,
            [$"programs.md GET {Program}s.json?earliestUpdatedAt=2017-01-01T00:00:00-05:00&latestUpdatedAt=2017-01-30T00:00:00-05:00"] = async s =>
                [.. await ProgramAsync(s), ("2017-01-30", "2027-01-30")],
            [$"programs.md POST {Program}/{{id}}.json"] = ProgramAsync,
            [$"programs.md POST {Program}/{{id}}/approve.json"] = MailingAsync,
            [$"programs.md POST {Program}/{{id}}/unapprove.json"] = async s =>
            {
                var texts = await MailingAsync(s);
                Assert.True((await s.Api.PostFormAsync($"{Program}/1108/approve.json")).Success);
                return texts;
            },
            [$"programs.md POST {Program}/{{id}}/delete.json"] = ProgramAsync,
            [$"assets.md GET {Folder}/{{id}}.json?type=Folder"] = async s => [.. await FoldersAsync(s), ("{id}", "436")],
            [$"assets.md GET {File}/byName.json?name=My File"] = async s => [.. await FileAsync(s), ("My File", "foo.png")],
            [$"assets.md POST {Folder}/{{id}}/tokens.json"] = FolderAsync,
            [$"assets.md POST {Folder}/{{id}}.json"] = FolderAsync,
            [$"assets.md POST {Program}/{{id}}/delete.json"] = ProgramAsync,
            [$"assets.md GET {EmailSteps.Templates}s.json?offset=10&maxReturn=50"] = async s =>
                [.. await EmailExampleSeeds.All[$"email-templates.md GET {EmailSteps.Templates}s.json"](s), ("offset=10", "offset=0")],
            [$"assets.md POST {EmailSteps.Templates}/{{id}}/approveDraft.json"] = EmailExampleSeeds.All[$"email-templates.md POST {EmailSteps.Templates}/{{id}}/approveDraft.json"],
            [$"assets.md POST {EmailSteps.Templates}/{{id}}/discardDraft.json"] = EmailExampleSeeds.All[$"email-templates.md POST {EmailSteps.Templates}/{{id}}/discardDraft.json"],
            [$"assets.md POST {EmailSteps.Item}/{{id}}/unapprove.json"] = EmailExampleSeeds.All[$"emails.md POST {EmailSteps.Item}/{{id}}/unapprove.json"],
        };

    private static async Task<(string Text, string Value)[]> FoldersAsync(TestServer server)
    {
        await server.ImportAsync(Folders);
        return [];
    }

    /// <summary>The folder that the page creates.</summary>
    private static async Task<(string Text, string Value)[]> FolderAsync(TestServer server)
    {
        await FoldersAsync(server);
        var made = await server.Api.PostFormAsync($"{Folder}s.json", ("name", "Test 10 - deverly"), ("parent", "416"), ("description", "This is a test"));
        return [("{id}", made.One().GetProperty("id").GetRawText())];
    }

    private static Task<(string Text, string Value)[]> FileAsync(TestServer server) => FileAsync(server, null);

    private static async Task<(string Text, string Value)[]> FileAsync(TestServer server, string? description)
    {
        await FoldersAsync(server);
        using var upload = new MultipartFormDataContent
        {
            { new ByteArrayContent([1, 2, 3]), "file", "foo.png" }, { new StringContent("foo.png"), "name" }, { new StringContent("436"), "folder" },
        };
        if (description is not null) upload.Add(new StringContent(description), "description");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{File}s.json") { Content = upload };
        return [("{id}", (await server.Api.SendAsync(request)).One().GetProperty("id").GetRawText())];
    }

    private static async Task<(string Text, string Value)[]> ProgramAsync(TestServer server)
    {
        await FoldersAsync(server);
        await server.ImportAsync(Kinds);
        return [("{id}", "1107"), ("{tagType}", "Presenter")];
    }

    /// <summary>An email program that can be approved.</summary>
    private static async Task<(string Text, string Value)[]> MailingAsync(TestServer server)
    {
        await ProgramAsync(server);
        var email = (await LifecycleSample.Of("email").CreateAsync(server.Api, "Hello", LifecycleSample.FolderJson(1108, "Program"))).AssetIds()[0];
        await server.Api.ChangeAsync(email, "approveDraft");
        return [("{id}", "1108")];
    }

    private static async Task<(string Text, string Value)[]> TokenAsync(TestServer server, string folder, string type, string name)
    {
        await ProgramAsync(server);
        var made = await server.Api.PostFormAsync($"{Folder}/{folder}/tokens.json", ("name", name), ("type", "date"), ("value", "2015-04-01"), ("folderType", type));
        Assert.True(made.Success, made.Body);
        return [("{id}", folder)];
    }
}
