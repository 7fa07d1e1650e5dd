using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing;
using Leadbase.Marketing.Documents;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>What programs have besides their life ("Programs", "Tags").</summary>
public sealed class ProgramTests
{
    private const string Item = "/rest/asset/v1/program";
    private const string Collection = "/rest/asset/v1/programs.json";

    private const string Import = """
        {"channels":[
           {"id":1,"name":"Advertising","statuses":[{"name":"Member","step":10,"success":true}]},
           {"id":2,"name":"Meeting","applicableProgramType":"event","statuses":[{"name":"Member","step":10,"success":true}]},
           {"id":3,"name":"Online","applicableProgramType":"webinar","statuses":[{"name":"Member","step":10,"success":true}]},
           {"id":4,"name":"Nurture","applicableProgramType":"nurture","statuses":[{"name":"Member","step":10,"success":true}]},
           {"id":5,"name":"Email Send","applicableProgramType":"email_batch","statuses":[{"name":"Member","step":10,"success":true}]}],
         "tagTypes":[
           {"id":1,"name":"Region","applicableProgramTypes":["program","event"],"allowableValues":["AMER","EMEA"]},
           {"id":2,"name":"Host","applicableProgramTypes":["event"],"required":true,"allowableValues":["Ann","Bob"]}]}
        """;

    [Theory, OnEveryDatabase]
    public async Task Every_type_has_a_channel_a_status_and_a_place(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var api = server.Api;

        (string Type, string Channel, string Status, string Code)[] types =
            [("Default", "Advertising", "", "PG"), ("event with webinar", "Online", "", "ME"), ("Engagement", "Nurture", "on", "NP"), ("Email", "Email Send", "unlocked", "EBP")];
        foreach (var (type, channel, status, code) in types)
        {
            var made = (await CreateAsync(api, type, type, channel)).One();
            Assert.Equal((type, channel, status), (made.Text("type")!.Equals(type, StringComparison.OrdinalIgnoreCase) ? type : "", made.Text("channel"), made.Text("status")));
            Assert.Contains($"#{code}{made.GetProperty("id")}A1", made.Text("url"), StringComparison.Ordinal);
        }
        Assert.Equal("709", (await CreateAsync(api, "Wrong", "Default", "Nurture")).Code);
        foreach (var channel in (string[])["None", "a\0"]) Assert.Equal("709", (await CreateAsync(api, "Wrong", "Default", channel)).Code);
        Assert.Equal("1001", (await CreateAsync(api, "Wrong", "Party", "Advertising")).Code);
        Assert.Equal("701", (await CreateAsync(api, "Wrong", "", "Advertising")).Code);
        Assert.Equal("701", (await CreateAsync(api, "Wrong", "Default", "")).Code);
        Assert.Equal("711", (await CreateAsync(api, "Wrong", "Default", "Advertising", LifecycleSample.FolderJson(5))).Code);

        var (inDefault, inNurture) = (LifecycleSample.FolderJson(1001, "Program"), LifecycleSample.FolderJson(1003, "Program"));
        Assert.Equal("711", (await CreateAsync(api, "Inner", "Default", "Advertising", inDefault)).Code);
        Assert.True((await CreateAsync(api, "Inner mail", "Email", "Email Send", inDefault)).Success);
        Assert.True((await CreateAsync(api, "Inner", "Default", "Advertising", inNurture)).Success);
        Assert.Equal("711", (await CreateAsync(api, "Inner 2", "Engagement", "Nurture", inNurture)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Tags_are_allowed_and_required_as_their_types_say(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var api = server.Api;

        Assert.Equal("709", (await CreateAsync(api, "Party", "Event", "Meeting")).Code);
        var party = (await CreateAsync(api, "Party", "Event", "Meeting", null, ("tags", """[{"tagType":"Host","tagValue":"Ann"}]"""))).One();
        var id = party.GetProperty("id").GetInt64();
        Assert.Equal(["Host Ann"], Tags(party));
        Assert.Equal(["Host Ann", "Region EMEA"], Tags((await api.PostFormAsync($"{Item}/{id}.json", ("tags", "[{'tagType':'Region','tagValue':'EMEA'}]"))).One()));
        foreach (var (tags, code) in ((string, string)[])[("""[{"tagType":"Region","tagValue":"APAC"}]""", "709"), ("""[{"tagType":"None","tagValue":"x"}]""", "709"), ("""[{"tagType":"a\u0000","tagValue":"x"}]""", "709"), ("""[{"tagType":"\ud800","tagValue":"x"}]""", "1001"), ("""[{"tagType":"Region"}]""", "701"), ("[1]", "1001"), ("{", "1001")])
        {
            Assert.Equal(code, (await api.PostFormAsync($"{Item}/{id}.json", ("tags", tags))).Code);
        }
        Assert.Equal("709", (await CreateAsync(api, "Plain", "Default", "Advertising", null, ("tags", """[{"tagType":"Host","tagValue":"Ann"}]"""))).Code);

        Assert.Equal([id], (await api.GetAsync($"{Item}/byTag.json?tagType=Region&tagValue=EMEA")).AssetIds());
        Assert.True((await api.GetAsync($"{Item}/byTag.json?tagType=Region&tagValue=AMER")).FoundNothing());
        Assert.Equal("701", (await api.GetAsync($"{Item}/byTag.json?tagType=Region")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task One_tag_is_changed_and_deleted_by_its_path(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync("""
            {"channels":[{"name":"Advertising","statuses":[{"name":"Member","step":10,"success":true}]}],
             "tagTypes":[{"name":"Host","applicableProgramTypes":["program"],"required":true,"allowableValues":["Ann","Bob"]},{"name":"Sales Region","applicableProgramTypes":["program"]}],
             "programs":[{"id":1001,"name":"Spring","channel":"Advertising","tags":[{"tagType":"Host","tagValue":"Ann"}]}]}
            """);
        const string Tag = Item + "/1001/tag/";

        Assert.Equal((long[])[1001], (await server.Api.PostFormAsync(Tag + "Host.json?tagValue=Bob")).AssetIds());
        Assert.Equal((long[])[1001], (await server.Api.PostFormAsync(Tag + "sales%20region.json", ("tagValue", "EMEA"))).AssetIds());
        Assert.Equal(["Host Bob", "Sales Region EMEA"], Tags((await server.Api.GetAsync($"{Item}/1001.json")).One()));
        Assert.Equal((long[])[1001], (await server.Api.GetAsync($"{Item}/byTag.json?tagType=Sales%20Region&tagValue=EMEA")).AssetIds());

        foreach (var (step, code) in ((string, string)[])[("Host.json", "701"), ("Host.json?tagValue=Eve", "709"), ("None.json?tagValue=x", "709"), ("Host/delete.json", "709"), ("None/delete.json", "702")])
        {
            Assert.Equal((step, code), (step, (await server.Api.PostFormAsync(Tag + step)).Code));
        }
        foreach (var step in (string[])["Host.json?tagValue=Bob", "Host/delete.json"])
        {
            Assert.Equal("702", (await server.Api.PostFormAsync($"{Item}/99/tag/{step}")).Code);
            Assert.Equal("1001", (await server.Api.PostFormAsync($"{Item}/x/tag/{step}")).Code);
        }
        Assert.Equal((long[])[1001], (await server.Api.PostFormAsync(Tag + "Sales%20Region/delete.json")).AssetIds());
        Assert.Equal(["Host Bob"], Tags((await server.Api.GetAsync($"{Item}/1001.json")).One()));
    }

    [Theory, OnEveryDatabase]
    public async Task Costs_are_added_replaced_and_cleared_and_told_where_they_are_asked_for(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var (api, id) = (server.Api, (await CreateAsync(server.Api, "Spring", "Default", "Advertising", null, ("costs", """[{"startDate":"2015-01-01","cost":2000}]"""), ("tags", """[{"tagType":"Region","tagValue":"EMEA"}]"""))).AssetIds()[0]);

        Assert.Equal(["2015-01-01 2000 ", "2016-01-01 200 Ads"], Costs((await api.PostFormAsync($"{Item}/{id}.json", ("costs", """[{"startDate":"2016-01-01","cost":200,"note":"Ads"}]"""))).One()));
        var byName = $"{Item}/byName.json?name=Spring";
        Assert.Empty(Costs((await api.GetAsync(byName + "&includeTags=true")).One()));
        Assert.Equal(["Region EMEA"], Tags((await api.GetAsync(byName + "&includeTags=true")).One()));
        Assert.Equal(2, Costs((await api.GetAsync(byName + "&includeCosts=true")).One()).Length);
        Assert.Empty(Tags((await api.GetAsync(byName)).One()));
        Assert.False((await api.GetAsync(Collection)).One().TryGetProperty("tags", out _));

        Assert.Equal(["2017-01-01 5 "], Costs((await api.PostFormAsync($"{Item}/{id}.json", ("costsDestructiveUpdate", "true"), ("costs", """[{"startDate":"2017-01-01","cost":5}]"""))).One()));
        Assert.Empty(Costs((await api.PostFormAsync($"{Item}/{id}.json", ("costsDestructiveUpdate", "true"))).One()));
        foreach (var (costs, code) in ((string, string)[])[("""[{"cost":1}]""", "701"), ("""[{"startDate":"1.1.15","cost":1}]""", "704"), ("""[{"startDate":"2015-01-01","cost":1.5}]""", "1001"), ("""[{"startDate":"2015-01-01"}]""", "701"), ("[[]]", "1001"), ("""[{"startDate":"\ud800","cost":1}]""", "1001")])
        {
            Assert.Equal(code, (await api.PostFormAsync($"{Item}/{id}.json", ("costs", costs))).Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Programs_are_browsed_by_status_and_filter(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var api = server.Api;
        var folder = await LifecycleSample.Of("folder").NewAsync(api, "Spring");
        var first = (await CreateAsync(api, "First", "Default", "Advertising")).AssetIds()[0];
        var second = (await CreateAsync(api, "Second", "Engagement", "Nurture", LifecycleSample.FolderJson(folder))).AssetIds()[0];
        var third = (await CreateAsync(api, "Third", "Email", "Email Send")).AssetIds()[0];

        Assert.Equal([second], await FindAsync("status=on"));
        Assert.Equal([third], await FindAsync("status=unlocked"));
        Assert.Empty(await FindAsync("status=locked"));
        Assert.Equal([first, third], await FindAsync($"filterType=id&filterValues={first},{third}"));
        Assert.Equal([second], await FindAsync($"filterType=folderId&filterValues={folder}"));
        Assert.Equal([first, second, third], await FindAsync("filterType=workspace&filterValues=Default"));
        Assert.Empty(await FindAsync("filterType=workspace&filterValues=Elsewhere"));
        foreach (var (query, code) in ((string, string)[])[("status=new", "1001"), ("filterType=id", "701"), ("filterType=id&filterValues=x", "1001"), ("filterType=color&filterValues=x", "1001")])
        {
            Assert.Equal(code, (await api.GetAsync($"{Collection}?{query}")).Code);
        }

        async Task<long[]> FindAsync(string query) => (await api.GetAsync($"{Collection}?{query}")).AssetIds();
    }

    [Theory, OnEveryDatabase]
    public async Task An_email_program_is_approved_with_dates_an_email_and_a_smart_list(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var (api, id) = (server.Api, (await CreateAsync(server.Api, "Mail", "Email", "Email Send")).AssetIds()[0]);

        Assert.Equal("709", (await StepAsync("approve")).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}.json", ("startDate", "2026-03-04T00:00:00Z"), ("endDate", "2026-03-03T00:00:00Z"))).Code);
        Assert.Equal("704", (await api.PostFormAsync($"{Item}/{id}.json", ("startDate", "soon"))).Code);
        Assert.Equal("2026-03-02T18:30:00Z+0000", (await api.PostFormAsync($"{Item}/{id}.json", ("startDate", "2026-03-02T18:30:00.000Z"), ("endDate", "2026-03-04T00:00:00Z"))).One().Text("startDate"));
        Assert.Equal("709", (await StepAsync("approve")).Code);
        await server.ImportAsync($$"""{"programs":[{"id":{{id}},"name":"Mail","type":"email_batch","channel":"Email Send","status":"unlocked","startDate":1772476200,"endDate":1772582400,"folder":{"id":4},"rules":{"filterMatchType":"All","filters":[]} } ]}""");
        Assert.Equal("709", (await StepAsync("approve")).Code);
        var email = (await LifecycleSample.Of("email").CreateAsync(api, "Hello", LifecycleSample.FolderJson(id, "Program"))).AssetIds()[0];
        Assert.Equal("709", (await StepAsync("approve")).Code);
        Assert.True((await api.PostFormAsync($"/rest/asset/v1/email/{email}/approveDraft.json")).Success);

        Assert.Equal([id], (await StepAsync("approve")).AssetIds());
        Assert.Equal("locked", (await api.GetAsync($"{Item}/{id}.json")).One().Text("status"));
        Assert.Equal("709", (await StepAsync("approve")).Code);
        Assert.Equal("709", (await StepAsync("delete")).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{id}.json", ("startDate", "2026-03-03T01:00:00Z"))).Code);
        Assert.Equal([id], (await StepAsync("unapprove")).AssetIds());
        Assert.Equal("709", (await StepAsync("unapprove")).Code);
        await StepAsync("approve");
        server.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("709", (await StepAsync("unapprove")).Code);

        Task<Reply> StepAsync(string step) => api.PostFormAsync($"{Item}/{id}/{step}.json");
    }

    [Theory, OnEveryDatabase]
    public async Task A_clone_has_copies_of_all_that_is_in_the_program_and_they_use_each_other(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var (api, program) = (server.Api, (await CreateAsync(server.Api, "Spring", "Default", "Advertising", null, ("tags", """[{"tagType":"Region","tagValue":"EMEA"}]"""))).AssetIds()[0]);
        var inProgram = LifecycleSample.FolderJson(program, "Program");
        var folder = (await api.PostFormAsync("/rest/asset/v1/folders.json", ("name", "Inner"), ("parent", inProgram))).AssetIds()[0];
        var snippet = (await LifecycleSample.Of("snippet").CreateAsync(api, "Greeting", LifecycleSample.FolderJson(folder))).AssetIds()[0];
        await api.PostFormAsync($"/rest/asset/v1/snippet/{snippet}/approveDraft.json");
        var email = (await LifecycleSample.Of("email").CreateAsync(api, "Hello", inProgram)).AssetIds()[0];
        Assert.True((await api.PostFormAsync($"/rest/asset/v1/email/{email}/content/a.json", ("type", "Snippet"), ("value", $"{snippet}"))).Success
            || (await api.PostFormAsync($"/rest/asset/v1/email/{email}/content/body.json", ("type", "Snippet"), ("value", $"{snippet}"))).Success);
        await CreateAsync(api, "Mail", "Email", "Email Send", inProgram);
        await api.PostFormAsync($"/rest/asset/v1/folder/{program}/tokens.json", ("name", "Color"), ("type", "text"), ("value", "red"), ("folderType", "Program"));

        var copy = (await api.PostFormAsync($"{Item}/{program}/clone.json", ("name", "Summer"), ("folder", LifecycleSample.FolderJson(4)))).One();
        var copyId = copy.GetProperty("id").GetInt64();
        Assert.Equal(["Region EMEA"], Tags(copy));
        Assert.Equal(await ContentAsync(api, program), await ContentAsync(api, copyId));
        Assert.Equal("red", (await api.GetAsync($"/rest/asset/v1/folder/{copyId}/tokens.json?folderType=Program")).One().GetProperty("tokens")[0].Text("value"));
        Assert.Single((await api.GetAsync($"{Item}/byName.json?name=Mail%20-%20Summer")).AssetIds());

        await using var session = await server.Instance.Database.ReadAsync();
        var copies = await AssetTree.BelowAsync(session, new(copyId, AssetType.Program));
        var (copiedSnippet, copiedEmail) = (copies.Find(a => a.Type == AssetType.Snippet)!, copies.Find(a => a.Type == AssetType.Email)!);
        Assert.NotNull(copiedSnippet.Approved);
        Assert.Equal([new(AssetType.Email, copiedEmail.Id)], await AssetReferences.UsersAsync(session, new(AssetType.Snippet, copiedSnippet.Id), 0, 10));
        Assert.Equal([new(AssetType.Email, email)], await AssetReferences.UsersAsync(session, new(AssetType.Snippet, snippet), 0, 10));
    }

    [Theory, OnEveryDatabase]
    public async Task A_program_is_cloned_into_a_folder_of_marketing_activities_alone_and_whole_or_not(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var (api, program) = (server.Api, (await CreateAsync(server.Api, "Spring", "Default", "Advertising")).AssetIds()[0]);
        var nurture = (await CreateAsync(api, "Nurture", "Engagement", "Nurture")).AssetIds()[0];
        await CreateAsync(api, "Mail", "Email", "Email Send", LifecycleSample.FolderJson(program, "Program"));
        await CreateAsync(api, "Mail - Summer", "Email", "Email Send");

        Assert.Equal("711", (await CloneAsync("Autumn", LifecycleSample.FolderJson(nurture, "Program"))).Code);
        Assert.Equal("711", (await CloneAsync("Autumn", "5")).Code);
        Assert.Equal("709", (await CloneAsync("Spring", "4")).Code);
        Assert.Equal("709", (await CloneAsync("Summer", "4")).Code);
        Assert.True((await api.GetAsync($"{Item}/byName.json?name=Summer")).FoundNothing());
        Assert.True((await CloneAsync("Autumn", "4")).Success);

        Task<Reply> CloneAsync(string name, string folder) => api.PostFormAsync($"{Item}/{program}/clone.json", ("name", name), ("folder", folder));
    }

    [Theory, OnEveryDatabase]
    public async Task A_program_is_deleted_with_its_content_unless_something_outside_uses_it(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var (api, program) = (server.Api, (await CreateAsync(server.Api, "Spring", "Default", "Advertising")).AssetIds()[0]);
        var inProgram = LifecycleSample.FolderJson(program, "Program");
        var snippet = (await LifecycleSample.Of("snippet").CreateAsync(api, "Greeting", inProgram)).AssetIds()[0];
        var inside = (await LifecycleSample.Of("email").CreateAsync(api, "Inside", inProgram)).AssetIds()[0];
        var outside = await LifecycleSample.Of("email").NewAsync(api, "Outside");
        await UseAsync(server, inside, snippet);
        await UseAsync(server, outside, snippet);

        Assert.Equal("709", (await api.PostFormAsync($"{Item}/{program}/delete.json")).Code);
        Assert.True((await api.PostFormAsync($"/rest/asset/v1/email/{outside}/delete.json")).Success);
        Assert.Equal([program], (await api.PostFormAsync($"{Item}/{program}/delete.json")).AssetIds());
        Assert.True((await api.GetAsync($"/rest/asset/v1/snippet/{snippet}.json")).FoundNothing());
        Assert.True((await api.GetAsync($"/rest/asset/v1/email/{inside}.json")).FoundNothing());
        Assert.True((await api.GetAsync($"{Item}/{program}.json")).FoundNothing());
    }

    /// <summary>Makes a campaign listen, whatever it is.</summary>
    internal static async Task ActivateAsync(TestServer server, long campaign)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        var asset = (await AssetStore.FindAsync(session, AssetType.SmartCampaign, campaign))!;
        await AssetKinds.StoreAsync(session, asset.WithDocument(asset.ReadApproved<CampaignDocument>()! with { Type = CampaignDocument.Trigger, IsActive = true }, asset.UpdatedAt), isNew: false);
        await session.CommitAsync();
    }

    private static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync(Import);
        return server;
    }

    private static Task<Reply> CreateAsync(ApiClient api, string name, string type, string channel, string? folder = null, params (string, string)[] more) =>
        api.PostFormAsync(Collection, [("name", name), ("folder", folder ?? LifecycleSample.FolderJson(4)), ("type", type), ("channel", channel), .. more]);

    // Notes that an email uses a snippet.
    private static async Task UseAsync(TestServer server, long email, long snippet)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        await AssetReferences.SetAsync(session, new(AssetType.Email, email), [new(AssetType.Snippet, snippet)]);
        await session.CommitAsync();
    }

    private static string[] Tags(System.Text.Json.JsonElement program) => Items(program, "tags", t => $"{t.Text("tagType")} {t.Text("tagValue")}");

    private static string[] Costs(System.Text.Json.JsonElement program) =>
        Items(program, "costs", c => $"{c.Text("startDate")} {c.GetProperty("cost")} {(c.TryGetProperty("note", out var note) ? note.GetString() : "")}");

    private static string[] Items(System.Text.Json.JsonElement program, string member, Func<System.Text.Json.JsonElement, string> text) =>
        program.GetProperty(member) is { ValueKind: System.Text.Json.JsonValueKind.Array } array ? [.. array.EnumerateArray().Select(text)] : [];

    private static async Task<string[]> ContentAsync(ApiClient api, long program) =>
        [.. (await api.GetAsync($"/rest/asset/v1/folder/{program}/content.json?type=Program")).Result.Select(c => c.Text("type")!).Order()];
}
