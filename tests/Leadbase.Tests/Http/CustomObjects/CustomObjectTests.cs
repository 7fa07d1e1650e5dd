using Leadbase.Tests.Http.Leads;
using static Leadbase.Tests.Http.CustomObjects.CustomObjectSteps;

namespace Leadbase.Tests.Http.CustomObjects;

/// <summary>Records of custom objects: the same engine as the standard ones' ("Custom Objects").</summary>
public sealed class CustomObjectTests
{
    [Theory, OnEveryDatabase]
    public async Task Records_are_created_updated_queried_and_deleted_by_either_key(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("car", Vin, Year, """{"name":"owner","displayName":"Owner","dataType":"email"}""", """{"name":"sold","displayName":"Sold","dataType":"datetime"}""");

        var created = await api.SyncRecordsAsync("car", """{"vin":"A","year":2001,"owner":"a@x.com","sold":"2020-01-02T03:04:05Z"}""", """{"vin":"B"}""", """{"vin":"C","year":"old"}""");
        var guid = created.Result[0].GetProperty("marketoGUID").GetString();
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        var updated = await api.SyncRecordsAsync("CAR", """{"vin":"A","year":2002}""");
        var byId = await api.PostAsync($"{Root}/car.json", $$"""{"action":"updateOnly","dedupeBy":"idField","input":[{"marketoGUID":"{{guid}}","owner":null}]}""");

        Assert.Equal(["created", "created", "skipped 1001"], created.Outcomes);
        Assert.Equal(["updated"], updated.Outcomes);
        Assert.Equal(guid, updated.Result[0].GetProperty("marketoGUID").GetString());
        Assert.Equal(["updated"], byId.Outcomes);
        var read = await api.GetAsync($"{Root}/car.json?filterType=vin&filterValues=A&fields=year,owner,sold");
        Assert.Equal($$"""{"seq":0,"marketoGUID":"{{guid}}","year":2002,"owner":null,"sold":"2020-01-02T03:04:05Z"}""", Assert.Single(read.Result).GetRawText());
        var plain = Assert.Single((await api.GetAsync($"{Root}/car.json?filterType=idField&filterValues={guid}")).Result);
        Assert.Equal(["seq", "marketoGUID", "vin", "createdAt", "updatedAt"], plain.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["2026-03-02T18:00:00Z", "2026-03-02T18:00:05Z"], new[] { "createdAt", "updatedAt" }.Select(n => plain.GetProperty(n).GetString()));
        var deleted = await api.PostAsync($"{Root}/car/delete.json", """{"deleteBy":"dedupeFields","input":[{"vin":"A"},{"vin":"Z"}]}""");
        Assert.Equal(["deleted", "skipped 1013"], deleted.Outcomes);
        Assert.Empty(await api.ValuesAsync("car", "vin", "A", "vin"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_link_must_name_something_that_exists(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.AddFieldAsync("siebelId", "string");
        var lead = await api.CreateAsync(new { email = "Ada@x.com", siebelId = "S1" });
        var company = (await api.PostAsync("/rest/v1/companies.json", """{"input":[{"externalCompanyId":"A"}]}""")).Ids()[0];
        await api.MakeTypeAsync("course", """{"name":"courseID","displayName":"Course ID","dataType":"string","isDedupeField":true}""");
        await api.SyncRecordsAsync("course", """{"courseID":"M1"}""");
        string Link(string name, string target, string field) => $$$"""{"name":"{{{name}}}","displayName":"{{{name}}}","dataType":"link","relatedTo":{"name":"{{{target}}}","field":"{{{field}}}"}}""";
        await api.MakeTypeAsync("enrollment", Vin, LeadLink, Link("mail", "lead", "Email Address"), Link("siebel", "lead", "siebelId"), Link("firm", "company", "id"), Link("courseID", "course", "courseID"));

        var reply = await api.SyncRecordsAsync(
            "enrollment",
            $$"""{"vin":"1","leadID":{{lead}},"mail":"ADA@X.COM","siebel":"S1","firm":{{company}},"courseID":"M1"}""",
            """{"vin":"2","leadID":99999}""",
            """{"vin":"3","mail":"nobody@x.com"}""",
            """{"vin":"4","siebel":"S2"}""",
            """{"vin":"5","firm":99999}""",
            """{"vin":"6","courseID":"M2"}""",
            """{"vin":"7","leadID":null}""");

        Assert.Equal(["created", "skipped 1004", "skipped 1004", "skipped 1004", "skipped 1003", "skipped 1003", "created"], reply.Outcomes);
        Assert.Equal("Lead not found", reply.Result[1].GetProperty("reasons")[0].GetProperty("message").GetString());
        Assert.Equal(["\"1\""], await api.ValuesAsync("enrollment", "leadID", $"{lead}", "vin"));
        Assert.Equal(["\"1\""], await api.ValuesAsync("enrollment", "courseID", "M1", "vin"));
        Assert.Equal(["\"1\""], await api.ValuesAsync("enrollment", "mail", "ada@x.com", "vin"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_outlives_the_lead_that_it_links_to(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var lead = await api.CreateAsync(new { email = "a@x.com" });
        await api.MakeTypeAsync("car", Vin, LeadLink, Year);
        await api.SyncRecordsAsync("car", $$"""{"vin":"A","leadID":{{lead}}}""");

        await api.PostAsync("/rest/v1/leads/delete.json", $$"""{"input":[{"id":{{lead}}}]}""");

        Assert.Equal([$"{lead}"], await api.ValuesAsync("car", "vin", "A", "leadID"));
        Assert.Equal(["updated"], (await api.SyncRecordsAsync("car", """{"vin":"A","year":2000}""")).Outcomes);
        Assert.Equal(["skipped 1004"], (await api.SyncRecordsAsync("car", $$"""{"vin":"A","leadID":{{lead}}}""")).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task A_compound_key_is_queried_as_a_whole_and_names_go_their_own_ways(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync(
            "house",
            """{"name":"mlsNum","displayName":"MLS","dataType":"string","isDedupeField":true}""",
            """{"name":"houseOwnerId","displayName":"Owner","dataType":"integer","isDedupeField":true}""",
            """{"name":"Bedrooms","displayName":"Bedrooms","dataType":"integer"}""");

        var created = await api.SyncRecordsAsync("house", """{"mlsNum":"1","houseOwnerId":1,"Bedrooms":3}""", """{"mlsNum":"1","houseOwnerId":2,"Bedrooms":4}""", """{"mlsNum":"2"}""", """{"mlsNum":"1","houseOwnerId":1}""");
        var read = await api.PostAsync($"{Root}/house.json?_method=GET", """
            {"filterType":"dedupeFields","fields":["marketoGuid","Bedrooms"],"input":[{"mlsNum":"1","houseOwnerId":"2"},{"mlsNum":"2","houseOwnerId":"1"}]}
            """);
        var alone = await api.GetAsync($"{Root}/house.json?filterType=houseOwnerId&filterValues=1");

        Assert.Equal(["created", "created", "skipped 1002", "skipped 1036"], created.Outcomes);
        Assert.Equal(4, Assert.Single(read.Result).GetProperty("Bedrooms").GetInt32());
        Assert.Equal("1011", alone.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_body_may_say_null_and_its_values_may_have_commas(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("car", Vin, Year);
        await api.SyncRecordsAsync("car", """{"vin":"A,B"}""", """{"vin":"A"}""", """{"vin":"C"}""");

        var read = await api.PostAsync($"{Root}/car.json?_method=GET", """
            {"filterType":"vin","filterValues":["A,B","C",null,""],"fields":null,"batchSize":null,"nextPageToken":null}
            """);
        var text = await api.PostAsync($"{Root}/car.json?_method=GET", """{"filterType":"vin","filterValues":"A,C","fields":"year,vin"}""");

        Assert.Equal(["A,B", "C"], read.Result.Select(r => r.GetProperty("vin").GetString()));
        Assert.Equal(["A", "C"], text.Result.Select(r => r.GetProperty("vin").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Pages_bring_every_record_once_in_order(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        var lead = await api.CreateAsync(new { email = "a@x.com" });
        await api.MakeTypeAsync("car", Vin, LeadLink);
        await api.SyncRecordsAsync("car", [.. Enumerable.Range(0, 25).Select(i => $$"""{"vin":"V{{i:00}}","leadID":{{lead}}}""")]);
        var (vins, token) = (new List<string>(), "");
        do
        {
            var page = await api.GetAsync($"{Root}/car.json?filterType=leadID&filterValues={lead}&batchSize=10{token}");
            vins.AddRange(page.Result.Select(r => r.GetProperty("vin").GetString()!));
            token = page.NextPageToken is { } next ? $"&nextPageToken={next}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"V{i:00}"), vins);
    }

    [Theory, OnEveryDatabase]
    public async Task Parallel_upserts_of_one_key_create_one_record(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("car", Vin, Year);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => api.SyncRecordsAsync("car", $$"""{"vin":"A","year":{{i}}}""")));

        Assert.Single(replies, r => r.Outcomes is ["created"]);
        Assert.Single(await api.ValuesAsync("car", "vin", "A", "vin"));
    }

    [Theory, OnEveryDatabase]
    public async Task Lists_and_descriptions_tell_keys_and_relationships(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("Car", Vin, LeadLink, Year);
        await api.MakeTypeAsync("House", Vin);
        await api.DraftTypeAsync("Boat", Vin);

        var all = await api.GetAsync($"{Root}.json");
        var some = await api.GetAsync($"{Root}.json?names=house,Boat");
        var car = Assert.Single((await api.GetAsync($"{Root}/car/describe.json")).Result);

        Assert.Equal(["Car", "House"], all.Result.Select(r => r.GetProperty("name").GetString()));
        Assert.Equal(["House"], some.Result.Select(r => r.GetProperty("name").GetString()));
        Assert.Equal("""[{"field":"leadID","type":"parent","relatedTo":{"name":"Lead","field":"id"}}]""", all.Result[0].GetProperty("relationships").GetRawText());
        Assert.Equal("""[{"field":"leadID","type":"parent","object":{"name":"Lead","field":"id"}}]""", car.GetProperty("relationships").GetRawText());
        Assert.Equal(("vin", "[vin],[marketoGUID],[leadID]"), (car.GetProperty("dedupeFields").Joined(), car.GetProperty("searchableFields").Joined()));
        Assert.Equal(
            ["marketoGUID string False", "createdAt datetime False", "updatedAt datetime False", "vin string False", "leadID integer True", "year integer True"],
            car.GetProperty("fields").EnumerateArray().Select(f => $"{f.GetProperty("name").GetString()} {f.GetProperty("dataType").GetString()} {f.GetProperty("updateable").GetBoolean()}"));
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_never_approved_or_is_gone_is_no_object(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.DraftTypeAsync("boat", Vin);
        await api.MakeTypeAsync("car", Vin);
        await api.SyncRecordsAsync("car", """{"vin":"A"}""");
        await SucceedAsync(api.PostAsync($"{Schema}/car/delete.json", null));

        foreach (var name in new[] { "boat", "car", "lead", "company", "nothing" })
        {
            Assert.Equal("1013", (await api.GetAsync($"{Root}/{name}/describe.json")).Code);
            Assert.Equal("1013", (await api.GetAsync($"{Root}/{name}.json?filterType=vin&filterValues=A")).Code);
            Assert.Equal("1013", (await api.SyncRecordsAsync(name, """{"vin":"A"}""")).Code);
            Assert.Equal("1013", (await api.PostAsync($"{Root}/{name}/delete.json", """{"input":[{"vin":"A"}]}""")).Code);
        }
        // A type that takes the name again has none of the old records, and none of the old fields.
        await api.MakeTypeAsync("car", """{"name":"vin","displayName":"VIN","dataType":"integer","isDedupeField":true}""");
        Assert.Equal(["created"], (await api.SyncRecordsAsync("car", """{"vin":7}""")).Outcomes);
        Assert.Equal(["7"], await api.ValuesAsync("car", "vin", "7", "vin"));
    }

    [Theory, OnEveryDatabase]
    public async Task Permissions_of_records_and_of_types_are_two_things(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("car", Vin);
        using var reader = await server.ServiceAsync("Reader", ["Read-Only Custom Object"], "Default");
        using var maker = await server.ServiceAsync("Maker", ["Read-Write Custom Object Type"], "Default");

        Assert.True((await reader.GetAsync($"{Root}/car/describe.json")).Success);
        Assert.Equal("603", (await reader.SyncRecordsAsync("car", """{"vin":"A"}""")).Code);
        Assert.Equal("603", (await reader.GetAsync($"{Schema}.json")).Code);
        Assert.True((await maker.GetAsync($"{Schema}/car/describe.json")).Success);
        Assert.Equal("603", (await maker.GetAsync($"{Root}/car/describe.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Approved_types_and_their_records_survive_a_restart_and_reach_other_processes(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("car", Vin);
        await server.Api.SyncRecordsAsync("car", """{"vin":"A"}""");

        await using var again = await server.RestartAsync();

        Assert.Equal(["\"A\""], await again.Api.ValuesAsync("car", "vin", "A", "vin"));
        Assert.Equal(["created"], (await again.Api.SyncRecordsAsync("car", """{"vin":"B"}""")).Outcomes);
    }
}
