using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Marketing;

/// <summary><c>leadbase import assets</c>: all of a file or nothing, and a file can be imported again.</summary>
public sealed class ImportAssetsTests
{
    [Theory, OnEveryDatabase]
    public async Task A_file_makes_assets_with_the_ids_it_chooses_and_can_be_imported_again(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var first = await server.ImportAsync(MarketingSteps.Assets);
        Assert.Equal(("programs", 3, 0), (first[2].Section, first[2].Created, first[2].Updated));
        var again = await server.ImportAsync(MarketingSteps.Assets.Replace("A list", "The list", StringComparison.Ordinal));
        Assert.All(again, s => Assert.Equal(0, s.Created));
        Assert.Equal("The list", (await server.Api.GetAsync("/rest/v1/lists/1001.json")).Result[0].GetProperty("description").GetString());

        await server.ImportAsync("""{"staticLists":[{"name":"Without id"}]}""");
        (await server.Api.GetAsync("/rest/v1/lists.json")).HasIds(1001, 1002, 1003);
    }

    [Theory, OnEveryDatabase]
    public async Task Names_in_any_alphabet_are_found_again(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        const string File = """
            {"channels":[{"name":"Öffentlich","statuses":[{"name":"Member","step":10,"success":false}]}],
             "programs":[{"name":"ÄRGER Übung","channel":"Öffentlich"}],
             "staticLists":[{"name":"ÉTÉ"}],
             "smartCampaigns":[{"name":"Я","program":"ÄRGER Übung","type":"batch"}]}
            """;

        await server.ImportAsync(File);
        Assert.All(await server.ImportAsync(File), s => Assert.Equal((0, 1), (s.Created, s.Updated)));

        Assert.Single((await server.Api.GetAsync($"/rest/v1/lists.json?name={Uri.EscapeDataString("ÉTÉ")}")).Result);
        var campaign = Assert.Single((await server.Api.GetAsync($"/rest/v1/campaigns.json?programName={Uri.EscapeDataString("Ärger Übung")}")).Result);
        var pushed = await server.Api.PostAsync("/rest/v1/leads/push.json", """{"programName":"Ärger Übung","input":[{"email":"a@x.com"}]}""");
        Assert.True(pushed.Success, pushed.Body);
        var taken = await server.Api.PostAsync(
            $"/rest/v1/campaigns/{campaign.GetProperty("id").GetInt64()}/schedule.json", """{"input":{"cloneToProgramName":"ÄRGER Übung"}}""");
        Assert.Equal("1003", taken.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_tag_has_any_value_where_its_type_lists_none(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        await server.ImportAsync("""
            {"channels":[{"name":"Advertising","statuses":[{"name":"Member","step":10,"success":true}]}],
             "tagTypes":[{"name":"Free","applicableProgramTypes":["program"]}],
             "programs":[{"id":1001,"name":"Spring","channel":"Advertising","tags":[{"tagType":"Free","tagValue":"any"}]}]}
            """);

        Assert.Single((await server.Api.GetAsync("/rest/asset/v1/program/byTag.json?tagType=Free&tagValue=any")).Result);
    }

    [Fact]
    public async Task A_large_file_takes_no_more_locks_than_there_is_room_for()
    {
        if (OnEveryDatabaseAttribute.SkipReason is { } reason) Assert.Skip(reason);
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Postgres);

        var locks = await WriteTransaction.RunAsync(
            server.Instance,
            async session =>
            {
                for (var i = 0; i < 1_000; i++) await AssetStore.LockNameAsync(session, AssetType.Program, $"Program {i}");
                return await session.Sql("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()").NumberAsync();
            },
            CancellationToken.None);

        Assert.InRange(locks!.Value, 100, 130);
    }

    [Theory, OnEveryDatabase]
    public async Task A_workspace_is_made_once(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        const string File = """{"workspaces":[{"id":40,"name":"EMEA"}],"staticLists":[{"id":1,"name":"There","workspace":"emea"}]}""";
        await server.ImportAsync(File);
        await server.ImportAsync(File);

        Assert.Equal(40, Assert.Single((await AccountDirectory.OfAsync(server.Instance)).Workspaces, w => w.Name == "EMEA").Id);
        await using var session = await server.Instance.Database.ReadAsync();
        Assert.Equal(40, (await AssetStore.FindAsync(session, AssetType.StaticList, 1))!.Workspace);
    }

    private static readonly (string File, string Says)[] Wrong =
    [
        ("[]", "must be a JSON object"),
        ("{", "is not JSON (line 1)"),
        ("""{"lists":[]}""", "'lists' is no section"),
        ("""{"staticLists":{}}""", "must be an array of objects"),
        ("""{"staticLists":[{"id":3,"name":"Kept?"},{"id":4}]}""", "staticLists[1]: a name of at most 255"),
        ("""{"staticLists":[{"name":"a\u0000b"}]}""", "has the character U+0000"),
        ("""{"staticLists":[{"name":"a","description":"\ud800"}]}""", "half of a surrogate pair"),
        ("""{"staticLists":[],"staticLists":[]}""", "twice"),
        ("""{"staticLists":[{"name":"a","name":"b"}]}""", "twice"),
        ("""{"staticLists":[{"id":9223372036854775807,"name":"N"}]}""", "an id is from 1 to"),
        ("""{"staticLists":[{"id":"x","name":"N"}]}""", "the member id is not of the right type"),
        ("""{"staticLists":[{"id":9,"name":"known","program":"With a list"}]}""", "is the one of StaticList 1001"),
        ("""{"staticLists":[{"name":"N","colour":"red"}]}""", "the member colour is unknown"),
        ("""{"staticLists":[{"name":"N","program":"None"}]}""", "there is no program 'None'"),
        ("""{"staticLists":[{"name":"N","folder":{"id":77}}]}""", "there is no Folder 77"),
        ("""{"staticLists":[{"name":"N","workspace":"None"}]}""", "there is no workspace 'None'"),
        ("""{"programs":[{"name":"N","channel":"None"}]}""", "there is no channel 'None'"),
        ("""{"programs":[{"name":"N","type":"event","channel":"Advertising"}]}""", "is for programs of type program"),
        ("""{"programs":[{"name":"N","channel":"Advertising","tags":[{"tagType":"T","tagValue":"V"}]}]}""", "there is no tag type 'T'"),
        ("""{"channels":[{"name":"N"}]}""", "needs at least one status"),
        ("""{"smartCampaigns":[{"name":"N","type":"sometimes"}]}""", "type must be one of"),
        ("""{"smartCampaigns":[{"name":"N","type":"batch","isActive":true}]}""", "neither active nor requestable"),
        ("""{"forms":[{"name":"N","fields":[{"id":"shoeSize"}]}]}""", "there is no field 'shoeSize'"),
        ("""{"segmentations":[{"name":"N"}]}""", "needs at least one segment"),
        ("""{"emailCcFields":[{"name":"shoeSize"}]}""", "there is no lead field 'shoeSize'"),
    ];

    [Theory, OnEveryDatabase]
    public async Task What_is_wrong_is_told_with_its_place_and_nothing_is_kept(DatabaseKind database)
    {
        await using var server = await MarketingSteps.StartAsync(database);
        var before = await CountAsync(server);

        foreach (var (file, says) in Wrong)
        {
            var error = await Assert.ThrowsAsync<AdministrationException>(() => server.ImportAsync(file));
            Assert.True(error.Message.Contains(says, StringComparison.Ordinal), $"{file}: {error.Message}");
        }

        Assert.Equal(before, await CountAsync(server));
    }

    [Theory, OnEveryDatabase]
    public async Task The_demo_data_has_one_of_every_kind(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var session = await server.Instance.Database.ReadAsync();

        string[] types =
        [
            AssetType.Folder, AssetType.Channel, AssetType.TagType, AssetType.Program, AssetType.StaticList, AssetType.SmartList, AssetType.SmartCampaign,
            AssetType.Form, AssetType.Segmentation, AssetType.Domain, AssetType.EmailCcField,
        ];
        foreach (var type in types) Assert.True(await AssetStore.CountAsync(session, type) > 0, type);
        Assert.Equal(10, (await server.Api.GetAsync("/rest/v1/lists/1001/leads.json")).Result.Length);
    }

    private static async Task<long> CountAsync(TestServer server)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        return (await session.Sql($"select count(*) from {server.Instance.Database.Table("asset")}").NumberAsync())!.Value;
    }
}
