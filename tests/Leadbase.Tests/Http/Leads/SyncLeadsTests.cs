namespace Leadbase.Tests.Http.Leads;

/// <summary>Sync Leads: actions, keys and outcomes.</summary>
public sealed class SyncLeadsTests
{
    private const string Path = "/rest/v1/leads.json";

    [Theory, OnEveryDatabase]
    public async Task Create_or_update_is_the_default_and_does_either(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "old@x.com" });

        var reply = await server.Api.SyncAsync([new { email = "new@x.com" }, new { email = "OLD@x.com", firstName = "Old" }]);

        Assert.Equal(["created", "updated"], reply.Outcomes);
        Assert.Equal(id, reply.Ids()[1]);
        Assert.Equal("\"Old\"", await server.Api.ValueAsync(id, "firstName"));
    }

    [Theory, OnEveryDatabase]
    public async Task Create_only_skips_what_exists_and_what_the_batch_has_created(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "old@x.com" });

        var reply = await server.Api.SyncAsync([new { email = "OLD@x.com" }, new { email = "new@x.com" }, new { email = "New@x.com" }], "createOnly");

        Assert.Equal(["skipped 1005", "created", "skipped 1005"], reply.Outcomes);
        Assert.Equal("Lead already exists", reply.Result[0].GetProperty("reasons")[0].GetProperty("message").GetString());
        Assert.Equal(2, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Update_only_skips_what_does_not_exist(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "old@x.com" });

        var reply = await server.Api.SyncAsync([new { email = "new@x.com" }, new { email = "old@x.com", title = "T" }], "updateOnly");

        Assert.Equal(["skipped 1004", "updated"], reply.Outcomes);
        Assert.Equal(1, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_duplicate_can_be_created_and_then_the_email_means_several_leads(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        Assert.Equal(["created", "created"], (await server.Api.SyncAsync([new { email = "a@x.com" }, new { email = "a@x.com" }], "createDuplicate")).Outcomes);
        foreach (var action in (string[])["createOrUpdate", "updateOnly", "createOnly"])
        {
            var reply = await server.Api.SyncAsync([new { email = "a@x.com", title = "T" }, new { email = action + "@y.com" }], action);
            Assert.Equal("skipped 1007", reply.Outcomes[0]);
            Assert.NotEqual("skipped 1007", reply.Outcomes[1]);
        }
        Assert.Equal([null, null], (await server.Api.FindAsync("email", "a@x.com", "&fields=title")).Result.Select(r => r.GetProperty("title").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Id_is_a_key_of_update_only(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });

        Assert.Equal(["updated", "skipped 1004"], (await server.Api.SyncAsync([new { id, title = "1" }, new { id = 99999, title = "1" }], "updateOnly", "id")).Outcomes);
        Assert.Equal(["updated"], (await server.Api.SyncAsync([new { id = $"{id}", email = "b@x.com", title = "2" }], "updateOnly")).Outcomes);
        Assert.Equal($$"""{"id":{{id}},"email":"b@x.com","title":"2"}""", (await server.Api.ReadAsync(id, "email,title")).GetRawText());
        foreach (var action in (string?[])[null, "createOrUpdate", "createOnly", "createDuplicate"])
        {
            Assert.Equal(["skipped 1003"], (await server.Api.SyncAsync([new { id, email = "a@x.com" }], action)).Outcomes);
            Assert.Equal("1003", (await server.Api.SyncAsync([new { id }], action, "id")).Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Custom_fields_can_be_keys(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        await server.Api.AddFieldAsync("seats", "integer");
        await server.Api.AddFieldAsync("secondEmail", "email");

        Assert.Equal(["created", "updated", "created"], (await server.Api.SyncAsync([new { code = "A" }, new { code = "A", title = "T" }, new { code = "B" }], lookupField: "CODE")).Outcomes);
        Assert.Equal(["created", "updated"], (await server.Api.SyncAsync([new { seats = (object)5 }, new { seats = (object)"5.0" }], lookupField: "seats")).Outcomes);
        Assert.Equal(["created", "updated"], (await server.Api.SyncAsync([new { secondEmail = "A@x.com" }, new { secondEmail = "a@X.com" }], lookupField: "secondEmail")).Outcomes);
        Assert.Equal(["skipped 1002", "skipped 1002"], (await server.Api.SyncAsync([new { email = "a@x.com" }, new { code = "" }], lookupField: "code")).Outcomes);
        Assert.Equal(4, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_key_that_does_not_exist_or_cannot_be_one_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        object[] input = [new { email = "a@x.com" }];

        Assert.Equal("1006", (await server.Api.SyncAsync(input, lookupField: "nothing")).Code);
        Assert.Equal("1011", (await server.Api.SyncAsync(input, lookupField: "firstName")).Code);
        Assert.Equal("1011", (await server.Api.SyncAsync(input, lookupField: "company")).Code);
        Assert.Equal("1001", (await server.Api.PostAsync(Path, """{"lookupField":5,"input":[{"email":"a@x.com"}]}""")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task An_action_is_one_of_four(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        foreach (var action in (string[])["upsert", "0", "createOnly,updateOnly", " createOnly", "1createOnly"])
        {
            Assert.Equal("1003", (await server.Api.SyncAsync([new { email = "a@x.com" }], action)).Code);
        }
        Assert.Equal("1001", (await server.Api.PostAsync(Path, """{"action":true,"input":[{"email":"a@x.com"}]}""")).Code);
        Assert.Equal(0, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Null_and_the_empty_text_clear_a_field(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "a@x.com", title = "T", leadScore = 5, city = "C" });

        Assert.Equal(["updated"], (await server.Api.PostAsync(Path, """{"input":[{"email":"a@x.com","title":"","leadScore":"","city":null}]}""")).Outcomes);

        Assert.Equal($$"""{"id":{{id}},"title":null,"leadScore":null,"city":null}""", (await server.Api.ReadAsync(id, "title,leadScore,city")).GetRawText());
        Assert.Equal(["skipped 1002", "skipped 1002"], (await server.Api.PostAsync(Path, """{"input":[{"email":""},{"email":null,"title":"x"}]}""")).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_that_a_record_names_twice_skips_it(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var reply = await server.Api.PostAsync(Path, """{"input":[{"email":"a@x.com","title":"1","title":"1"},{"email":"b@x.com","Email":"c@x.com"},{"email":"d@x.com"}]}""");

        Assert.Equal(["skipped 1003", "skipped 1003", "created"], reply.Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task One_email_twice_in_a_batch_is_one_lead_with_the_last_values(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var reply = await server.Api.SyncAsync([new { email = "a@x.com", title = "1", city = "C" }, new { email = "A@X.com", title = "2", city = "C" }]);

        Assert.Equal(["created", "updated"], reply.Outcomes);
        Assert.Equal(reply.Ids()[0], reply.Ids()[1]);
        Assert.Equal($$"""{"id":{{reply.Ids()[0]}},"email":"A@X.com","title":"2","city":"C"}""", (await server.Api.ReadAsync(reply.Ids()[0], "email,title,city")).GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_that_is_wrong_leaves_the_others_in_input_order(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.CreateAsync(new { email = "old@x.com" });

        var reply = await server.Api.PostAsync(Path, """
            {"input":[{"email":"old@x.com","title":"T"},{"email":"a@x.com","nothing":1},{"email":"no email"},{"firstName":"no key"},
                      {"email":"b@x.com","updatedAt":"2020-01-01T00:00:00Z"},{"email":"c@x.com","leadScore":"x"},{"email":"d@x.com","company":"C"},{"email":"new@x.com"}]}
            """);

        Assert.Equal(["updated", "skipped 1006", "skipped 1001", "skipped 1002", "skipped 1011", "skipped 1001", "skipped 1021", "created"], reply.Outcomes);
        Assert.Equal(id, reply.Result[0].GetProperty("id").GetInt64());
        Assert.False(reply.Result[1].TryGetProperty("id", out _));
        Assert.Equal("Field 'nothing' not found", reply.Result[1].GetProperty("reasons")[0].GetProperty("message").GetString());
        Assert.Equal("Invalid value 'x'. Required of type 'score'", reply.Result[5].GetProperty("reasons")[0].GetProperty("message").GetString());
        Assert.Equal(2, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_is_linked_to_its_company_by_the_external_id(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        var reply = await server.Api.SyncAsync([new { email = "new@x.com", externalCompanyId = "demo-2" }, new { email = "b@x.com", externalCompanyId = "unknown" }, new { email = "c@x.com", externalSalesPersonId = "unknown" }]);
        var id = reply.Result[0].GetProperty("id").GetInt64();

        Assert.Equal(["created", "skipped 1003", "skipped 718"], reply.Outcomes);
        Assert.Equal($$"""{"id":{{id}},"company":"Globex","externalCompanyId":"demo-2"}""", (await server.Api.ReadAsync(id, "company,externalCompanyId")).GetRawText());
        Assert.Equal(["updated"], (await server.Api.SyncAsync([new { email = "new@x.com", externalCompanyId = "demo-1" }])).Outcomes);
        Assert.Equal("\"Acme Corporation\"", await server.Api.ValueAsync(id, "company"));
        Assert.Equal(["updated"], (await server.Api.SyncAsync([new { email = "new@x.com", externalCompanyId = "" }])).Outcomes);
        Assert.Equal("null", await server.Api.ValueAsync(id, "company"));
    }

    [Theory, OnEveryDatabase]
    public async Task Asynchronous_processing_is_accepted_and_done_at_once(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        Assert.Equal(["created"], (await server.Api.PostAsync(Path, """{"asyncProcessing":true,"input":[{"email":"a@x.com"}]}""")).Outcomes);
        Assert.Equal(1, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Three_hundred_records_are_taken_and_one_more_or_none_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        object[] input = [.. Enumerable.Range(0, 301).Select(i => (object)new { email = $"{i}@x.com" })];

        Assert.Equal("1003", (await server.Api.SyncAsync(input)).Code);
        Assert.Equal("1002", (await server.Api.SyncAsync([])).Code);
        Assert.Equal("1002", (await server.Api.PostAsync(Path, "{}")).Code);
        Assert.Equal("1001", (await server.Api.PostAsync(Path, """{"input":[1]}""")).Code);
        Assert.Equal("1001", (await server.Api.PostAsync(Path, """{"input":{}}""")).Code);
        Assert.Equal(0, await server.CountAsync());
        var reply = await server.Api.SyncAsync(input[..300]);
        Assert.All(reply.Outcomes, o => Assert.Equal("created", o));
        Assert.Equal(reply.Ids().Order(), reply.Ids());
        Assert.Equal(300, await server.CountAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task An_update_that_changes_nothing_is_updated_and_leaves_no_trace(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var id = await server.Api.CreateAsync(new { email = "a@x.com", title = "T", leadScore = 5, code = "c", dateOfBirth = "2000-01-01", unsubscribed = false });
        var before = await server.LogAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(5));

        var reply = await server.Api.SyncAsync([new { email = "a@x.com", title = "T", leadScore = "5", code = "c", dateOfBirth = "2000-01-01", unsubscribed = "no", city = "" }]);

        Assert.Equal(["updated"], reply.Outcomes);
        Assert.Equal("\"2026-03-02T18:00:00Z\"", await server.Api.ValueAsync(id, "updatedAt"));
        Assert.Equal(before.Count, (await server.LogAsync()).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task The_visible_time_of_update_moves_with_standard_fields_only(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var id = await server.Api.CreateAsync(new { email = "a@x.com" });
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        await server.Api.SyncAsync([new { email = "a@x.com", code = "c" }]);

        Assert.Equal("\"2026-03-02T18:00:00Z\"", await server.Api.ValueAsync(id, "updatedAt"));
        await server.Api.SyncAsync([new { email = "a@x.com", title = "T" }]);
        Assert.Equal("\"2026-03-02T18:05:00Z\"", await server.Api.ValueAsync(id, "updatedAt"));
        Assert.Equal("\"2026-03-02T18:00:00Z\"", await server.Api.ValueAsync(id, "createdAt"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_that_leaves_a_field_away_keeps_its_value(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(2, i => new { email = $"{i}@x.com", title = "T", city = "C" });

        await server.Api.SyncAsync([new { email = "0@x.com", title = "new" }, new { email = "1@x.com", city = "new" }]);

        Assert.Equal(["new", "T"], (await server.Api.FindAsync("id", string.Join(',', ids), "&fields=title")).Result.Select(r => r.GetProperty("title").GetString()));
        Assert.Equal(["C", "new"], (await server.Api.FindAsync("id", string.Join(',', ids), "&fields=city")).Result.Select(r => r.GetProperty("city").GetString()));
    }
}
