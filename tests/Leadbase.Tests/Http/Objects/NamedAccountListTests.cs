namespace Leadbase.Tests.Http.Objects;

/// <summary>Named account lists and their members, as "Named Account Lists" describes them.</summary>
public sealed class NamedAccountListTests
{
    private const string Lists = "/rest/v1/namedAccountLists.json";
    private const string Id = "marketoGUID";

    [Theory, OnEveryDatabase]
    public async Task A_list_is_created_found_by_either_key_and_shown_as_documented(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var created = await server.Api.PostAsync(Lists, """{"input":[{"name":"Saas List"},{"name":"My Account List"},{"name":"Saas List"}]}""");
        Assert.Equal(["created", "created", "skipped 1036"], created.Outcomes);
        var guid = GuidOf(created);

        var byId = await server.Api.GetAsync($"{Lists}?filterType=idField&filterValues={guid}");
        var byName = await server.Api.GetAsync($"{Lists}?filterType=dedupeFields&filterValues=Saas List,nothing");

        var list = Assert.Single(byId.Result);
        Assert.Equal($$"""{"seq":0,"marketoGUID":"{{guid}}","name":"Saas List","createdAt":"2026-03-02T18:00:00Z","updatedAt":"2026-03-02T18:00:00Z","type":"default","updateable":true}""", list.GetRawText());
        Assert.Equal(guid, Assert.Single(byName.Result).GetProperty(Id).GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task The_action_is_createOnly_unless_it_is_updateOnly(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await CreateAsync(server, "A");

        Assert.Equal(["skipped 1017", "created"], (await server.Api.PostAsync(Lists, """{"input":[{"name":"A"},{"name":"B"}]}""")).Outcomes);
        Assert.Equal(["updated", "skipped 1013"], (await server.Api.PostAsync(Lists, """{"action":"updateOnly","input":[{"name":"A"},{"name":"C"}]}""")).Outcomes);
        Assert.Equal("1003", (await server.Api.PostAsync(Lists, """{"action":"createOrUpdate","input":[{"name":"C"}]}""")).Code);
        Assert.Equal("1003", (await server.Api.PostAsync(Lists, """{"dedupeBy":"idField","input":[{"name":"C"}]}""")).Code);
        Assert.Equal(["skipped 1011", "skipped 1002", "created"], (await server.Api.PostAsync(Lists, """{"input":[{"name":"D","type":"external"},{},{"name":"C"}]}""")).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task A_list_is_renamed_by_its_id_unless_another_one_has_the_name(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (a, b) = (await CreateAsync(server, "A"), await CreateAsync(server, "B"));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Task<Reply> RenameAsync(string records) => server.Api.PostAsync(Lists, $$"""{"action":"updateOnly","dedupeBy":"idField","input":[{{records}}]}""");

        var refused = await RenameAsync($$"""{"marketoGUID":"{{a}}","name":"B"},{"marketoGUID":"{{b}}","name":"New"},{"marketoGUID":"nobody","name":"X"}""");
        var twice = await RenameAsync($$"""{"marketoGUID":"{{a}}","name":"Same"},{"marketoGUID":"{{b}}","name":"Same"}""");
        var none = await RenameAsync($$"""{"marketoGUID":"{{a}}","name":null}""");

        Assert.Equal(["skipped 1017", "updated", "skipped 1013"], refused.Outcomes);
        Assert.Equal(["updated", "skipped 1017"], twice.Outcomes);
        Assert.Equal(["skipped 1002"], none.Outcomes);
        var read = await server.Api.GetAsync($"{Lists}?filterType=idField&filterValues={a},{b}");
        Assert.Equal(["Same", "New"], read.Result.Select(r => r.GetProperty("name").GetString()));
        Assert.All(read.Result, r => Assert.Equal("2026-03-02T18:01:00Z", r.GetProperty("updatedAt").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Parallel_renames_and_creations_of_one_name_leave_one_list_of_it(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Limits = "off");
        var guids = new List<string>();
        for (var i = 0; i < 6; i++) guids.Add(await CreateAsync(server, $"L{i}"));

        var replies = await Task.WhenAll(guids.Select(guid => server.Api.PostAsync(Lists, $$"""{"action":"updateOnly","dedupeBy":"idField","input":[{"marketoGUID":"{{guid}}","name":"One"}]}"""))
            .Concat(guids.Select(_ => server.Api.PostAsync(Lists, """{"input":[{"name":"One"}]}"""))));

        Assert.Single(replies, r => r.Outcomes is ["updated"] or ["created"]);
        Assert.Equal(11, replies.Count(r => r.Outcomes is ["skipped 1017"]));
        Assert.Single((await server.Api.GetAsync($"{Lists}?filterType=name&filterValues=One")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task Members_are_added_shown_in_pages_and_removed(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (list, other) = (await CreateAsync(server, "A"), await CreateAsync(server, "B"));
        var accounts = await AccountsAsync(server, 5);

        Assert.Equal(["added", "added", "added", "added"], (await ChangeAsync(server, list, "", [.. accounts[..3], accounts[0]])).Outcomes);
        var more = await server.Api.PostAsync(Path(list, ""), $$"""{"input":[{"marketoGUID":"{{accounts[2]}}"},{"marketoGUID":"nobody"},{},{"nothing":1},{"marketoGUID":"{{accounts[3]}}"}]}""");
        Assert.Equal(["added", "skipped 1013", "skipped 1002", "skipped 1006", "added"], more.Outcomes);
        Assert.Equal([accounts[2], null, null, null, accounts[3]], more.Result.Select(r => r.TryGetProperty(Id, out var id) ? id.GetString() : null));

        var first = await server.Api.GetAsync(Path(list, "") + "?batchSize=3&fields=city,name");
        var second = await server.Api.GetAsync(Path(list, "") + $"?batchSize=3&nextPageToken={first.NextPageToken}");
        Assert.Equal($$"""{"seq":0,"marketoGUID":"{{accounts[0]}}","city":"Here","name":"N0"}""", first.Result[0].GetRawText());
        Assert.Equal(accounts[..3], first.Result.Select(r => r.GetProperty(Id).GetString()!));
        Assert.Equal([Id, "name", "createdAt", "updatedAt"], Assert.Single(second.Result).EnumerateObject().Skip(1).Select(p => p.Name));
        Assert.Null(second.NextPageToken);

        // A token is of one list.
        Assert.Equal("1003", (await server.Api.GetAsync(Path(other, "") + $"?nextPageToken={first.NextPageToken}")).Code);
        Assert.Equal(["removed", "skipped 1013", "skipped 1013"], (await ChangeAsync(server, list, "/remove", [accounts[1], accounts[4], "nobody"])).Outcomes);
        Assert.Equal([accounts[0], accounts[2], accounts[3]], await MembersAsync(server, list));
        Assert.Empty(await MembersAsync(server, other));
    }

    [Theory, OnEveryDatabase]
    public async Task A_list_that_does_not_exist_is_1013_and_three_hundred_accounts_are_the_most(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var list = await CreateAsync(server, "A");
        var accounts = await AccountsAsync(server, 300);

        Assert.Equal("1013", (await server.Api.GetAsync(Path("nothing", ""))).Code);
        Assert.Equal("1013", (await ChangeAsync(server, "nothing", "", accounts)).Code);
        Assert.Equal("1013", (await ChangeAsync(server, "nothing", "/remove", accounts)).Code);
        Assert.Equal("1003", (await ChangeAsync(server, list, "", [.. accounts, "one more"])).Code);
        Assert.Equal("1003", (await ChangeAsync(server, list, "/remove", [.. accounts, "one more"])).Code);
        Assert.All((await ChangeAsync(server, list, "", accounts)).Outcomes, o => Assert.Equal("added", o));
        var page = await server.Api.GetAsync(Path(list, ""));
        Assert.Equal(300, page.Result.Length);
        Assert.Null(page.NextPageToken);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_deleted_is_in_no_list_and_has_no_members(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (a, b) = (await CreateAsync(server, "A"), await CreateAsync(server, "B"));
        var accounts = await AccountsAsync(server, 3);
        foreach (var list in (string[])[a, b]) await ChangeAsync(server, list, "", accounts);

        await server.Api.PostAsync("/rest/v1/namedaccounts/delete.json", """{"input":[{"name":"N1"}]}""");
        var deleted = await server.Api.PostAsync("/rest/v1/namedAccountLists/delete.json", """{"input":[{"name":"A"},{"name":"nothing"}]}""");

        Assert.Equal(["deleted", "skipped 1013"], deleted.Outcomes);
        Assert.Equal([accounts[0], accounts[2]], await MembersAsync(server, b));
        await using var session = await server.Instance.Database.ReadAsync();
        Assert.Equal(2, await session.Sql($"select count(*) from {server.Instance.Database.Table("named_account_member")}").NumberAsync());
    }

    private static async Task<string> CreateAsync(TestServer server, string name) =>
        GuidOf(await server.Api.PostAsync(Lists, new { input = new[] { new { name } } }));

    private static string GuidOf(Reply reply) => reply.Result[0].GetProperty(Id).GetString()!;

    private static async Task<string[]> AccountsAsync(TestServer server, int count)
    {
        var input = Enumerable.Range(0, count).Select(i => new { name = $"N{i}", city = "Here" });
        var reply = await server.Api.PostAsync("/rest/v1/namedaccounts.json", new { input });
        return [.. reply.Result.Select(r => r.GetProperty(Id).GetString()!)];
    }

    private static string Path(string list, string action) => $"/rest/v1/namedAccountList/{list}/namedAccounts{action}.json";

    private static Task<Reply> ChangeAsync(TestServer server, string list, string action, IEnumerable<string> accounts) =>
        server.Api.PostAsync(Path(list, action), new { input = accounts.Select(marketoGUID => new { marketoGUID }) });

    private static async Task<IEnumerable<string>> MembersAsync(TestServer server, string list) =>
        (await server.Api.GetAsync(Path(list, ""))).Result.Select(r => r.GetProperty(Id).GetString()!);
}
