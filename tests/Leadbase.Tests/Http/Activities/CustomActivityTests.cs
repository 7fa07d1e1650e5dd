using System.Text.Json;
using System.Text.Json.Nodes;
using Leadbase.Tests.Http.Leads;
using static Leadbase.Tests.Http.Activities.CustomActivitySteps;

namespace Leadbase.Tests.Http.Activities;

/// <summary>Add Custom Activities, and how such activities are read.</summary>
public sealed class CustomActivityTests
{
    [Theory, OnEveryDatabase]
    public async Task An_added_activity_is_read_like_any_other(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var id = await server.Api.MakeTypeAsync("attend", ("place", "string"), ("seats", "integer"), ("paid", "boolean"));

        var added = await server.Api.AddAsync(Record(id, ("SEATS", 5), ("Label of place", "Rome")), Record(id, ("paid", true)));

        var activities = await server.Api.ActivitiesAsync(id);
        var (first, second) = (added[0].GetProperty("id").GetInt64(), added[1].GetProperty("id").GetInt64());
        Assert.Equal($$"""{"id":{{first}},"marketoGUID":"{{first}}","status":"added"}""", added[0].GetRawText());
        Assert.Equal(
            $$"""{"id":{{first}},"marketoGUID":"{{first}}","leadId":1,"activityDate":"2026-03-02T18:00:00Z","activityTypeId":{{id}},"primaryAttributeValue":"Subject","attributes":[{"apiName":"place","name":"Label of place","value":"Rome"},{"apiName":"seats","name":"Label of seats","value":5}]}""",
            activities[0].GetRawText());
        Assert.Equal([first, second], activities.Select(a => a.GetProperty("id").GetInt64()));
        Assert.Equal(["paid/Label of paid=true"], activities[1].Attributes());

        await using var restarted = await server.RestartAsync();
        Assert.Equal(activities.Select(a => a.GetRawText()), (await restarted.Api.ActivitiesAsync(id)).Select(a => a.GetRawText()));
    }

    [Theory, OnEveryDatabase]
    public async Task Values_of_a_type_are_taken_and_read_back(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        string[] types = ["string", "boolean", "integer", "float", "link", "email", "currency", "date", "datetime", "phone", "text"];
        var id = await server.Api.MakeTypeAsync("all", [.. types.Select(t => ("a_" + t, t))]);
        (string Type, object? Value, string? Read)[] values =
        [
            ("string", "Żółć 日本 \u0001\"", "\"Żółć 日本 \\u0001\\\"\""), ("string", 5, "\"5\""), ("string", new string('x', 2_000), $"\"{new string('x', 2_000)}\""), ("boolean", "yes", "true"), ("boolean", false, "false"),
            ("integer", "12", "12"), ("integer", -3, "-3"), ("float", 1.5, "1.5"), ("float", "2", "2"), ("currency", 9.99, "9.99"), ("link", "example.com/a?b=c", "\"example.com/a?b=c\""),
            ("email", "a@x.com", "\"a@x.com\""), ("date", "2026-03-02", "\"2026-03-02\""), ("datetime", "2026-03-02T12:00:00", "\"2026-03-02T18:00:00Z\""), ("datetime", "2026-03-02T12:00:00Z", "\"2026-03-02T12:00:00Z\""),
            ("phone", "+1 555", "\"+1 555\""), ("text", "a\nb", "\"a\\nb\""), ("string", null, null), ("string", "", null), ("integer", "", null),
        ];

        await server.Api.AddAsync([.. values.Select(v => Record(id, ("a_" + v.Type, v.Value)))]);

        var read = (await server.Api.ActivitiesAsync(id)).Select(a => a.GetProperty("attributes").EnumerateArray().Select(x => x.GetProperty("value").GetRawText()).SingleOrDefault());
        Assert.Equal(values.Select(v => v.Read), read);
    }

    [Theory, OnEveryDatabase]
    public async Task A_record_that_is_not_right_is_skipped_with_its_error_and_the_others_are_added(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var id = await server.Api.MakeTypeAsync("attend", ("seats", "integer"), ("mail", "email"));
        await server.Api.DoAsync(Types + ".json", Type("draft"));
        var right = JsonSerializer.SerializeToNode(Record(id, ("seats", 1)))!.AsObject();
        (string Member, string? Value, string Code)[] wrong =
        [
            ("leadId", null, "1002"), ("leadId", "null", "1002"), ("leadId", "\"x\"", "1001"), ("leadId", "1.5", "1001"), ("leadId", "[]", "1001"), ("leadId", "99", "1004"), ("leadId", "-1", "1004"), ("leadId", "99999999999999999999", "1001"),
            ("activityDate", null, "1002"), ("activityDate", "\"\"", "1002"), ("activityDate", "5", "1001"), ("activityDate", "\"2026-02-30T00:00:00Z\"", "1001"),
            ("activityTypeId", null, "1002"), ("activityTypeId", "\"x\"", "1001"), ("activityTypeId", "12", "1013"), ("activityTypeId", "100002", "1013"), ("activityTypeId", "7777", "1013"),
            ("primaryAttributeValue", null, "1002"), ("primaryAttributeValue", "\"\"", "1002"), ("primaryAttributeValue", "{}", "1001"), ("primaryAttributeValue", "\"a\\u0000\"", "1001"),
            ("attributes", null, "1002"), ("attributes", "null", "1002"), ("attributes", "{}", "1001"), ("attributes", "[5]", "1001"), ("attributes", "[{}]", "1002"), ("attributes", """[{"value":5}]""", "1002"),
            ("attributes", """[{"apiName":"seats"}]""", "1002"), ("attributes", """[{"apiName":5,"value":5}]""", "1001"), ("attributes", """[{"apiName":"none","value":5}]""", "1006"),
            ("attributes", """[{"apiName":"about","value":"x"}]""", "1006"), ("attributes", """[{"apiName":"seats","value":"many"}]""", "1001"), ("attributes", """[{"apiName":"seats","value":[1]}]""", "1001"),
            ("attributes", """[{"apiName":"mail","value":"nobody"}]""", "1001"),
        ];
        var input = new JsonArray();
        foreach (var (member, value, _) in wrong)
        {
            var record = right.DeepClone().AsObject();
            record.Remove(member);
            if (value is not null) record[member] = JsonNode.Parse(value);
            input.Add(record);
            input.Add(right.DeepClone());
        }

        var reply = await server.Api.PostAsync(AddPath, new JsonObject { ["input"] = input }.ToJsonString());

        Assert.Equal(wrong.SelectMany(w => new[] { "skipped " + w.Code, "added" }), reply.Outcomes);
        Assert.Equal("""{"status":"skipped","errors":[{"code":"1004","message":"Lead not found"}]}""", reply.Result[10].GetRawText());
        var ids = reply.Result.Where(r => r.TryGetProperty("id", out _)).Select(r => r.GetProperty("id").GetInt64()).ToList();
        Assert.Equal(wrong.Length, ids.Count);
        Assert.Equal(ids, (await server.Api.ActivitiesAsync(id)).Select(a => a.GetProperty("id").GetInt64()));
    }

    [Theory, OnEveryDatabase]
    public async Task Attributes_have_65536_bytes_at_most(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var id = await server.Api.MakeTypeAsync("attend", ("place", "text"));
        var frame = """[{"apiName":"place","value":""}]""".Length;
        string Body(string value) => $$"""{"input":[{"leadId":1,"activityDate":"2026-03-02T12:00:00Z","activityTypeId":{{id}},"primaryAttributeValue":"S","attributes":[{"apiName":"place","value":"{{value}}"}]}]}""";

        Assert.Equal(["added"], (await server.Api.PostAsync(AddPath, Body(new string('x', 65_536 - frame)))).Outcomes);
        var reply = await server.Api.PostAsync(AddPath, Body(new string('x', 65_537 - frame)));
        Assert.Equal(["skipped 1049"], reply.Outcomes);
        Assert.Equal("Failed to Create Activity", reply.Result[0].GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal(["skipped 1049"], (await server.Api.PostAsync(AddPath, Body(new string('é', 33_000)))).Outcomes);
        Assert.Equal(["skipped 1049"], (await server.Api.PostAsync(AddPath, new { input = new[] { Record(id) with { primaryAttributeValue = new string('x', 65_537) } } })).Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task A_call_has_300_records_at_most(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var id = await server.Api.MakeTypeAsync("attend");

        Assert.Equal("1003", (await server.Api.PostAsync(AddPath, new { input = Enumerable.Repeat(Record(id), 301) })).Code);
        Assert.Equal("1002", (await server.Api.PostAsync(AddPath, "{}")).Code);
        Assert.Equal("1002", (await server.Api.PostAsync(AddPath, """{"input":[]}""")).Code);
        Assert.Equal("1001", (await server.Api.PostAsync(AddPath, """{"input":[5]}""")).Code);
        Assert.Equal("1001", (await server.Api.PostAsync(AddPath, """{"input":{}}""")).Code);
        Assert.Empty(await server.Api.ActivitiesAsync(id));
        Assert.Equal(300, (await server.Api.AddAsync([.. Enumerable.Repeat(Record(id), 300)])).Length);
        Assert.Equal(300, (await server.Api.ActivitiesAsync(id)).Length);
    }

    [Theory, OnEveryDatabase]
    public async Task Activities_keep_the_attributes_they_were_written_with(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var id = await server.Api.MakeTypeAsync("attend", ("place", "string"), ("seats", "string"), ("paid", "string"));
        await server.Api.AddAsync(Record(id, ("place", "1"), ("seats", "1"), ("paid", "1")));
        await server.Api.EditAsync("attend", "update", new object[] { new { apiName = "place", name = "Where" }, new { apiName = "seats", dataType = "integer" } });
        await server.Api.EditAsync("attend", "delete", new[] { new { apiName = "paid" } });
        await server.Api.EditAsync("attend", "create", new[] { new { apiName = "more", name = "More", dataType = "string" } });
        // A draft is not in force.
        Assert.Equal(["skipped 1006"], (await server.Api.PostAsync(AddPath, new { input = new[] { Record(id, ("more", "2")) } })).Outcomes);
        await server.Api.AddAsync(Record(id, ("paid", "2")));
        await server.Api.ApproveAsync("attend");
        Assert.Equal(["skipped 1006", "skipped 1001"], (await server.Api.PostAsync(AddPath, new { input = new[] { Record(id, ("paid", "3")), Record(id, ("seats", "x")) } })).Outcomes);
        await server.Api.AddAsync(Record(id, ("place", "3"), ("seats", "3"), ("more", "3")));
        await server.Api.EditAsync("attend", "create", new[] { new { apiName = "paid", name = "Label of paid", dataType = "string" } });
        await server.Api.ApproveAsync("attend");
        await server.Api.AddAsync(Record(id, ("paid", "4"), ("more", "4")));

        var activities = (await server.Api.ActivitiesAsync(id)).Select(a => a.Attributes().Order(StringComparer.Ordinal)).ToList();

        Assert.Equal(["paid/Label of paid=\"1\"", "place/Label of place=\"1\"", "seats/Label of seats=\"1\""], activities[0]);
        Assert.Equal(["paid/Label of paid=\"2\""], activities[1]);
        Assert.Equal(["more/More=\"3\"", "place/Where=\"3\"", "seats/Label of seats=3"], activities[2]);
        Assert.Equal(["more/More=\"4\"", "paid/Label of paid=\"4\""], activities[3]);
    }

    [Theory, OnEveryDatabase]
    public async Task Activities_of_a_deleted_type_stay_readable_and_no_new_ones_come(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var id = await server.Api.MakeTypeAsync("attend", ("place", "string"));
        await server.Api.AddAsync(Record(id, ("place", "Rome")));

        await server.Api.DoAsync(Types + "/attend/delete.json", null);
        var again = await server.Api.MakeTypeAsync("attend", ("city", "string"));

        Assert.NotEqual(id, again);
        Assert.Equal(["skipped 1013"], (await server.Api.PostAsync(AddPath, new { input = new[] { Record(id) } })).Outcomes);
        Assert.Equal(["place/Label of place=\"Rome\""], Assert.Single(await server.Api.ActivitiesAsync(id)).Attributes());
        Assert.Empty(await server.Api.ActivitiesAsync(again));
    }

    [Theory, OnEveryDatabase]
    public async Task Leads_in_partitions_out_of_reach_have_no_activities_from_the_caller(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        using var europe = await server.ServiceAsync("Europe", ["Read-Write Activity", LeadSteps.ReadWrite], "Europe");
        var lead = await europe.CreateAsync(new { email = "e@x.com" }, "Europe");
        var id = await server.Api.MakeTypeAsync("attend");

        Assert.Equal(["skipped 1008", "added"], (await europe.PostAsync(AddPath, new { input = new[] { Record(id), Record(id) with { leadId = lead } } })).Outcomes);
        Assert.Equal(["added", "skipped 1008"], (await server.Api.PostAsync(AddPath, new { input = new[] { Record(id), Record(id) with { leadId = lead } } })).Outcomes);
        Assert.Equal(lead, Assert.Single(await europe.ActivitiesAsync(id)).GetProperty("leadId").GetInt64());
    }

    [Theory, OnEveryDatabase]
    public async Task Batches_at_once_and_approvals_between_them_lose_nothing(DatabaseKind database)
    {
        await using var server = await StartAsync(database);
        var id = await server.Api.MakeTypeAsync("attend", ("a0", "string"));

        var adding = Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var i = 0; i < 5; i++) await server.Api.AddAsync([.. Enumerable.Repeat(Record(id, ("a0", $"{worker}.{i}")), 5)]);
        }));
        for (var i = 1; i < 6; i++)
        {
            await server.Api.EditAsync("attend", "create", new[] { new { apiName = $"a{i}", name = $"A{i}", dataType = "string" } });
            await server.Api.ApproveAsync("attend");
        }
        await adding;

        var activities = await server.Api.ActivitiesAsync(id);
        Assert.Equal(200, activities.Length);
        Assert.All(activities, a => Assert.StartsWith("a0/Label of a0=", Assert.Single(a.Attributes()), StringComparison.Ordinal));
        Assert.Equal("1022", (await server.Api.PostAsync(Types + "/attend.json", new { name = "B" })).Code);
    }

    private static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await LeadSteps.StartAsync(database);
        Assert.Equal(1, await server.Api.CreateAsync(new { email = "a@x.com" }));
        return server;
    }
}
