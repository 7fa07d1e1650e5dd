using Leadbase.Accounts;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>What assets are found by besides their rows: it follows them, and what is older than it is made up for.</summary>
public sealed class AssetMarkTests
{
    private const string Channel = """ "channels":[{"name":"Advertising","statuses":[{"name":"Member","step":10,"success":true}]}] """;

    [Theory, OnEveryDatabase]
    public async Task Assets_of_a_database_that_is_older_than_marks_are_found_after_a_start(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await ImportAsync(server, 11);
        await WriteTransaction.RunAsync(server.Instance, async session => await session.Sql($"delete from {session.Database.Table("asset_mark")}").ExecuteAsync(), CancellationToken.None);
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/programs.json?folder=11")).FoundNothing());

        await using var again = await server.RestartAsync();

        Assert.Equal((long[])[1001, 1002], await IdsAsync(again, "programs.json?folder=11"));
        Assert.Equal((long[])[1002], await IdsAsync(again, "program/byTag.json?tagType=region&tagValue=EMEA"));
        Assert.Equal((long[])[2001], await IdsAsync(again, "emails.json?status=approved&folder=11"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_in_a_folder_moves_with_it(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await ImportAsync(server, 11);

        Assert.Equal((long[])[1001, 1002], await IdsAsync(server, "programs.json?folder=11"));
        Assert.Equal((long[])[2001], await IdsAsync(server, "emails.json?folder=11"));
        await ImportAsync(server, 12);

        foreach (var type in (string[])["programs", "emails"]) Assert.True((await server.Api.GetAsync($"/rest/asset/v1/{type}.json?folder=11")).FoundNothing());
        Assert.Equal((long[])[1001, 1002], await IdsAsync(server, "programs.json?folder=12"));
        Assert.Equal((long[])[2001], await IdsAsync(server, "emails.json?folder=12"));
        Assert.Equal((long[])[2001], await IdsAsync(server, "emails.json?folder=1"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_mark_follows_what_it_tells(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await ImportAsync(server, 11);

        await server.Api.PostFormAsync("/rest/asset/v1/program/1002.json", ("tags", """[{"tagType":"Region","tagValue":"APAC"}]"""));
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/program/byTag.json?tagType=Region&tagValue=EMEA")).FoundNothing());
        Assert.Equal((long[])[1002], await IdsAsync(server, "program/byTag.json?tagType=Region&tagValue=APAC"));
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/program/byTag.json?tagType=Region&tagValue=a%00")).FoundNothing());

        var text = new string('t', 3_000);
        await server.Api.PostFormAsync("/rest/asset/v1/program/1002.json", ("tags", $$"""[{"tagType":"Region","tagValue":"{{text}}"}]"""));
        Assert.Equal((long[])[1002], (await server.Api.PostFormAsync("/rest/asset/v1/program/byTag.json", ("_method", "GET"), ("tagType", "Region"), ("tagValue", text))).AssetIds());

        Assert.Equal("0", (await server.Api.PostFormAsync("/rest/asset/v1/program/1002/delete.json")).Code ?? "0");
        Assert.Equal((long[])[1001], await IdsAsync(server, "programs.json?folder=11"));
    }

    [Fact]
    public async Task A_program_of_a_hundred_assets_is_cloned_in_one_transaction()
    {
        if (OnEveryDatabaseAttribute.SkipReason is { } reason) Assert.Skip(reason);
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Postgres);
        await ImportAsync(server, 11);
        for (var i = 0; i < 99; i++) Assert.True((await server.Api.PostFormAsync("/rest/asset/v1/snippets.json", ("name", $"Snippet {i}"), ("folder", """{"id":1001,"type":"Program"}"""))).Success);

        var copy = (await server.Api.PostFormAsync("/rest/asset/v1/program/1001/clone.json", ("name", "Copy"), ("folder", """{"id":11,"type":"Folder"}"""))).AssetIds().Single();

        await using var session = await server.Instance.Database.ReadAsync();
        var ofCopy = $"from {session.Database.Table("asset")} where (type = 'Program' and id = $1) or (folder_type = 'Program' and folder_id = $1)";
        Assert.Equal(101, await session.Sql($"select count(*) {ofCopy}").Bind(copy).NumberAsync());
        Assert.Equal(1, await session.Sql($"select count(distinct xmin::text) {ofCopy}").Bind(copy).NumberAsync());
    }

    /// <summary>A folder of two programs, one of them with an email, within one of two folders.</summary>
    private static async Task ImportAsync(TestServer server, long parent) => await server.ImportAsync($$$"""
        { {{{Channel}}},
         "tagTypes":[{"name":"Region","applicableProgramTypes":["program"]}],
         "folders":[{"id":11,"name":"First","folder":{"id":1,"type":"Folder"}},{"id":12,"name":"Second","folder":{"id":1,"type":"Folder"}},
                    {"id":13,"name":"Moved","folder":{"id":{{{parent}}},"type":"Folder"}}],
         "programs":[{"id":1001,"name":"Spring","channel":"Advertising","folder":{"id":13,"type":"Folder"}},
                     {"id":1002,"name":"Autumn","channel":"Advertising","folder":{"id":13,"type":"Folder"},"tags":[{"tagType":"Region","tagValue":"EMEA"}]}],
         "emails":[{"id":2001,"name":"News","html":"<p>x</p>","folder":{"id":1001,"type":"Program"},"subject":{"text":"News"},"fromName":{"text":"Ann"},"fromEmail":{"text":"a@x.test"},"replyEmail":{"text":"a@x.test"}}]}
        """);

    private static async Task<IEnumerable<long>> IdsAsync(TestServer server, string path) => (await server.Api.GetAsync("/rest/asset/v1/" + path)).AssetIds();
}
