using System.Text.Json;
using Leadbase.Tests.Http.Leads;
using static Leadbase.Tests.Http.Activities.CustomActivitySteps;

namespace Leadbase.Tests.Http.Activities;

/// <summary>Custom activity types: drafts, approval, attributes, limits.</summary>
public sealed class CustomActivityTypeTests
{
    private const string Attend = Types + "/attend";

    [Theory, OnEveryDatabase]
    public async Task A_type_begins_as_a_draft_and_is_there_for_all_once_approved(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var created = await server.Api.DoAsync(Types + ".json", Type("attend"));
        Assert.Equal(
            """{"id":100001,"apiName":"attend","name":"Do attend","triggerName":"Does attend","filterName":"Did attend","createdAt":"2026-03-02T18:00:00Z","updatedAt":"2026-03-02T18:00:00Z","status":"draft","primaryAttribute":{"apiName":"about","name":"About","dataType":"string"}}""",
            created.GetRawText());
        Assert.Equal("1013", (await server.Api.GetAsync(Attend + "/describe.json")).Code);
        Assert.Equal(created.GetRawText(), Assert.Single((await server.Api.GetAsync(Attend + "/describe.json?draft=true")).Result).GetRawText());
        Assert.Equal(["draft"], (await server.Api.GetAsync(Browse)).Result.Select(t => t.Status()));
        Assert.DoesNotContain("100001", (await server.Api.GetAsync("/rest/v1/activities/types.json")).Body, StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var approved = await server.Api.ApproveAsync("attend");

        Assert.Equal(("approved", "2026-03-02T18:01:00Z"), (approved.Status(), approved.GetProperty("updatedAt").GetString()));
        Assert.Equal(approved.GetRawText(), Assert.Single((await server.Api.GetAsync(Types + "/ATTEND/describe.json")).Result).GetRawText());
        Assert.Equal("1013", (await server.Api.GetAsync(Attend + "/describe.json?draft=true")).Code);
        Assert.Equal(
            """{"id":100001,"apiName":"attend","name":"Do attend","primaryAttribute":{"apiName":"about","name":"About","dataType":"string"},"attributes":[]}""",
            (await server.Api.GetAsync("/rest/v1/activities/types.json")).Result[^1].GetRawText());
        Assert.Equal("1003", (await server.Api.PostAsync(Attend + "/approve.json", null)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Changes_are_of_the_draft_until_it_is_approved_or_discarded(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("attend", ("date", "datetime"));

        var changed = await server.Api.DoAsync(Attend + ".json", new { name = "Visit", description = "D", triggerName = "Visits", filterName = "Visited", primaryAttribute = new { apiName = "about", name = "What", dataType = "link" } });
        Assert.Equal("approved with draft", changed.Status());
        Assert.Equal(("Visit", "D", "Visits", "Visited", "link"), (
            changed.GetProperty("name").GetString(), changed.GetProperty("description").GetString(), changed.GetProperty("triggerName").GetString(),
            changed.GetProperty("filterName").GetString(), changed.GetProperty("primaryAttribute").GetProperty("dataType").GetString()));
        Assert.Equal("[about] date", changed.AttributeNames());
        Assert.Equal(("Do attend", "approved with draft"), await DescribeAsync(server, ""));
        Assert.Equal(("Visit", "approved with draft"), await DescribeAsync(server, "?draft=true"));
        Assert.Equal("Do attend", (await server.Api.GetAsync(Browse)).Result[0].GetProperty("name").GetString());

        Assert.Equal("approved", (await server.Api.DoAsync(Attend + "/discardDraft.json", null)).Status());
        Assert.Equal("1003", (await server.Api.PostAsync(Attend + "/discardDraft.json", null)).Code);
        Assert.Equal("1003", (await server.Api.PostAsync(Attend + "/approve.json", null)).Code);
        Assert.Equal(("Do attend", "approved"), await DescribeAsync(server, ""));

        await server.Api.DoAsync(Attend + ".json", new { name = "Visit" });
        await server.Api.DoAsync(Attend + ".json", new { description = "D" });
        await server.Api.DoAsync(Attend + ".json", new { description = "" });
        Assert.False((await server.Api.ApproveAsync("attend")).TryGetProperty("description", out _));
        Assert.Equal(("Visit", "approved"), await DescribeAsync(server, ""));
        Assert.Equal("Visit", (await server.Api.GetAsync("/rest/v1/activities/types.json")).Result[^1].GetProperty("name").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_no_proper_type_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var whole = JsonSerializer.SerializeToNode(Type("attend"))!.AsObject();
        foreach (var (member, value, code) in new (string, string, string)[]
        {
            ("apiName", "null", "1002"), ("apiName", "\"\"", "1002"), ("apiName", "\"a b\"", "1003"), ("apiName", "\"a-b\"", "1003"), ("apiName", "\"12\"", "1003"),
            ("apiName", "\"é\"", "1003"), ("apiName", "\"a\\n\"", "1003"), ("apiName", $"\"{new string('a', 256)}\"", "1003"), ("apiName", "[]", "1001"),
            ("name", "null", "1002"), ("name", "\"12\"", "1003"), ("name", "\"A-B\"", "1003"), ("name", "5", "1001"), ("name", $"\"{new string('a', 256)}\"", "1003"),
            ("triggerName", "null", "1002"), ("triggerName", "\" \"", "1002"), ("triggerName", "\"a\\nb\"", "1003"), ("triggerName", "{}", "1001"),
            ("filterName", "null", "1002"), ("filterName", "true", "1001"), ("description", "5", "1001"), ("description", $"\"{new string('a', 2001)}\"", "1003"),
            ("primaryAttribute", "null", "1002"), ("primaryAttribute", "\"a\"", "1001"), ("primaryAttribute", "{}", "1002"), ("primaryAttribute", """{"apiName":"a"}""", "1002"),
            ("primaryAttribute", """{"apiName":"a","name":"A","dataType":"score"}""", "1003"), ("primaryAttribute", """{"apiName":"a b","name":"A"}""", "1003"),
            ("primaryAttribute", """{"apiName":"a","name":"A","isPrimary":"yes"}""", "1001"),
        })
        {
            var body = whole.DeepClone();
            body[member] = System.Text.Json.Nodes.JsonNode.Parse(value);
            var reply = await server.Api.PostAsync(Types + ".json", body.ToJsonString());
            Assert.True(reply.Code == code, $"{member} {value}: {reply.Body}");
        }
        Assert.Equal("1001", (await server.Api.PostAsync(Types + ".json", "[]")).Code);
        Assert.Equal("1002", (await server.Api.PostAsync(Types + ".json", null)).Code);
        Assert.Empty((await server.Api.GetAsync(Browse)).Result);
        await server.Api.DoAsync(Types + ".json", new { apiName = new string('a', 255), name = "Größe_1 x", triggerName = "Attends Webinar – Acme", filterName = "Attended Webinar – Acme", primaryAttribute = new { apiName = "a_1", name = "A – B?", dataType = "email" } });
    }

    [Theory, OnEveryDatabase]
    public async Task Api_names_triggers_and_filters_are_unique_in_drafts_too(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("attend");
        await server.Api.DoAsync(Attend + ".json", new { triggerName = "Visits" });
        object Body(string apiName, string trigger, string filter) => new { apiName, name = "N", triggerName = trigger, filterName = filter, primaryAttribute = new { apiName = "a", name = "A" } };

        Assert.Equal("1017", (await server.Api.PostAsync(Types + ".json", Body("ATTEND", "t", "f"))).Code);
        Assert.Equal("1017", (await server.Api.PostAsync(Types + ".json", Body("other", "does ATTEND", "f"))).Code);
        Assert.Equal("1017", (await server.Api.PostAsync(Types + ".json", Body("other", "visits", "f"))).Code);
        Assert.Equal("1017", (await server.Api.PostAsync(Types + ".json", Body("other", "t", "did attend"))).Code);
        await server.Api.DoAsync(Types + ".json", Body("other", "t", "f"));
        Assert.Equal("1017", (await server.Api.PostAsync(Types + "/other.json", new { filterName = "Did attend" })).Code);
        Assert.Equal("1003", (await server.Api.PostAsync(Types + "/other.json", new { apiName = "another" })).Code);
        Assert.Equal("draft", (await server.Api.DoAsync(Types + "/other.json", new { apiName = "Other", triggerName = "T" })).Status());
    }

    [Theory, OnEveryDatabase]
    public async Task There_are_ten_types_at_most_and_no_id_is_given_twice(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        for (var i = 0; i < 10; i++) await server.Api.DoAsync(Types + ".json", Type($"t{i}"));

        Assert.Equal("1027", (await server.Api.PostAsync(Types + ".json", Type("more"))).Code);
        await server.Api.ApproveAsync("t9");
        var deleted = await server.Api.DoAsync(Types + "/t9/delete.json", null);
        Assert.Equal((100_010, "deleted"), (deleted.GetProperty("id").GetInt64(), deleted.Status()));
        Assert.Equal("1013", (await server.Api.PostAsync(Types + "/t9/delete.json", null)).Code);
        Assert.DoesNotContain("100010", (await server.Api.GetAsync("/rest/v1/activities/types.json")).Body, StringComparison.Ordinal);
        Assert.Equal(100_011, (await server.Api.DoAsync(Types + ".json", Type("t9"))).GetProperty("id").GetInt64());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"t{i}"), (await server.Api.GetAsync(Browse)).Result.Select(t => t.GetProperty("apiName").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Attributes_are_added_changed_and_removed_all_or_none(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("attend");
        string[] types = ["string", "boolean", "integer", "float", "link", "email", "currency", "date", "datetime", "phone", "text"];
        await server.Api.EditAsync("attend", "create", types.Select(t => new { apiName = "a_" + t, name = "A", dataType = t }));

        await RefusedAsync("create", "1017", """{"apiName":"new","name":"A","dataType":"string"},{"apiName":"A_DATE","name":"A","dataType":"string"}""");
        await RefusedAsync("create", "1017", """{"apiName":"new","name":"A","dataType":"string"},{"apiName":"new","name":"A","dataType":"string"}""");
        await RefusedAsync("create", "1017", """{"apiName":"about","name":"A","dataType":"string"}""");
        await RefusedAsync("create", "1002", """{"apiName":"new","name":"A"}""");
        await RefusedAsync("create", "1002", """{"apiName":"new","dataType":"string"}""");
        await RefusedAsync("create", "1002", """{"name":"A","dataType":"string"}""");
        await RefusedAsync("create", "1003", """{"apiName":"new","name":"A","dataType":"String"}""");
        await RefusedAsync("create", "1003", """{"apiName":"new","name":"A","dataType":"string","isPrimary":true}""");
        await RefusedAsync("create", "1003", string.Join(',', Enumerable.Repeat("{}", 301)));
        await RefusedAsync("update", "1006", """{"apiName":"a_date","name":"B"},{"apiName":"none"}""");
        await RefusedAsync("delete", "1006", """{"apiName":"a_date"},{"apiName":"a_date"}""");
        await RefusedAsync("delete", "1003", """{"apiName":"about"}""");
        Assert.Equal("[about] " + string.Join(' ', types.Select(t => "a_" + t)), (await server.Api.GetAsync(Attend + "/describe.json?draft=true")).Result[0].AttributeNames());

        var changed = await server.Api.EditAsync("attend", "update", new object[] { new { apiName = "A_DATE", name = "B", description = "D", dataType = "text" }, new { apiName = "about", name = "What" } });
        Assert.Equal(
            """{"apiName":"a_date","name":"B","description":"D","dataType":"text"}""",
            changed.GetProperty("attributes").EnumerateArray().Single(a => a.GetProperty("apiName").GetString() == "a_date").GetRawText());
        Assert.Equal("What", changed.GetProperty("primaryAttribute").GetProperty("name").GetString());
        Assert.Equal("[about] a_date", (await server.Api.EditAsync("attend", "delete", types.Where(t => t != "date").Select(t => new { apiName = "a_" + t }))).AttributeNames());
        Assert.Equal("[about]", (await server.Api.GetAsync(Attend + "/describe.json")).Result[0].AttributeNames());
        Assert.Equal("[about] a_date", (await server.Api.ApproveAsync("attend")).AttributeNames());

        async Task RefusedAsync(string verb, string code, string attributes)
        {
            var reply = await server.Api.PostAsync($"{Attend}/attributes/{verb}.json", $$"""{"attributes":[{{attributes}}]}""");
            Assert.True(reply.Code == code, $"{attributes}: {reply.Body}");
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_type_has_twenty_secondary_attributes_at_most(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("attend", [.. Enumerable.Range(0, 20).Select(i => ($"a{i}", "string"))]);

        Assert.Equal("1028", (await server.Api.PostAsync(Attend + "/attributes/create.json", """{"attributes":[{"apiName":"more","name":"A","dataType":"string"}]}""")).Code);
        Assert.Equal("1028", (await server.Api.PostAsync(Attend + "/attributes/update.json", """{"attributes":[{"apiName":"about","isPrimary":false}]}""")).Code);
        Assert.Equal("approved", (await server.Api.GetAsync(Browse)).Result[0].Status());
    }

    [Theory, OnEveryDatabase]
    public async Task Another_attribute_becomes_the_primary_one_once_the_present_one_is_demoted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.MakeTypeAsync("attend", ("place", "integer"));

        Assert.Equal("1003", (await server.Api.PostAsync(Attend + "/attributes/update.json", """{"attributes":[{"apiName":"place","isPrimary":true}]}""")).Code);
        Assert.Equal("1003", (await server.Api.PostAsync(Attend + ".json", new { primaryAttribute = new { apiName = "place" } })).Code);
        Assert.Equal("[] place about", (await server.Api.EditAsync("attend", "update", new[] { new { apiName = "about", isPrimary = false } })).AttributeNames());
        Assert.Equal("1003", (await server.Api.PostAsync(Attend + "/approve.json", null)).Code);
        Assert.Equal("[place] about", (await server.Api.EditAsync("attend", "update", new[] { new { apiName = "place", isPrimary = true } })).AttributeNames());
        Assert.Equal("[about] place", (await server.Api.EditAsync("attend", "update", new[] { new { apiName = "place", isPrimary = false }, new { apiName = "about", isPrimary = true } })).AttributeNames());
        Assert.Equal("[] place about", (await server.Api.EditAsync("attend", "update", new[] { new { apiName = "about", isPrimary = false } })).AttributeNames());
        Assert.Equal("[new] place about", (await server.Api.EditAsync("attend", "create", new[] { new { apiName = "new", name = "N", dataType = "date", isPrimary = true } })).AttributeNames());
        await server.Api.EditAsync("attend", "update", new[] { new { apiName = "new", isPrimary = false } });
        Assert.Equal("[place] about new", (await server.Api.DoAsync(Attend + ".json", new { primaryAttribute = new { apiName = "place" } })).AttributeNames());
        Assert.Equal("integer", (await server.Api.ApproveAsync("attend")).GetProperty("primaryAttribute").GetProperty("dataType").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_type_in_use_keeps_its_names_and_its_primary_attribute(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateAsync(new { email = "a@x.com" });
        var id = await server.Api.MakeTypeAsync("attend", ("place", "string"));
        // What is skipped is no use.
        Assert.Equal(["skipped 1004"], (await server.Api.PostAsync(AddPath, new { input = new[] { Record(id) with { leadId = 99 } } })).Outcomes);
        await server.Api.DoAsync(Attend + ".json", new { triggerName = "Visits" });
        await server.Api.AddAsync(Record(id));

        Assert.Equal("1022", (await server.Api.PostAsync(Attend + "/approve.json", null)).Code);
        await server.Api.DoAsync(Attend + "/discardDraft.json", null);
        foreach (var body in new object[] { new { name = "B" }, new { description = "B" }, new { triggerName = "B" }, new { filterName = "B" }, new { primaryAttribute = new { apiName = "about", dataType = "text" } } })
        {
            Assert.Equal("1022", (await server.Api.PostAsync(Attend + ".json", body)).Code);
        }
        Assert.Equal("1022", (await server.Api.PostAsync(Attend + "/attributes/update.json", """{"attributes":[{"apiName":"about","isPrimary":false}]}""")).Code);
        await server.Api.DoAsync(Attend + ".json", new { name = "Do attend", triggerName = "Does attend" });
        await server.Api.EditAsync("attend", "create", new[] { new { apiName = "more", name = "M", dataType = "string" } });
        await server.Api.ApproveAsync("attend");
        Assert.Equal("1022", (await server.Api.PostAsync(Attend + ".json", new { name = "B" })).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Types_made_at_once_keep_the_rules(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var same = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.Api.PostAsync(Types + ".json", Type("same"))));
        var many = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => server.Api.PostAsync(Types + ".json", Type($"t{i}"))));

        Assert.Equal([null, "1017", "1017", "1017", "1017", "1017"], same.Select(r => r.Code).Order());
        Assert.Equal([.. Enumerable.Repeat<string?>(null, 9), "1027", "1027", "1027"], many.Select(r => r.Code).Order());
        Assert.Equal(Enumerable.Range(100_001, 10), (await server.Api.GetAsync(Browse)).Result.Select(t => t.GetProperty("id").GetInt32()));
    }

    [Theory, OnEveryDatabase]
    public async Task Metadata_needs_its_own_permissions(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        using var reader = await server.ServiceAsync("Reader", ["Read-Only Activity Metadata"], "Default");
        using var other = await server.ServiceAsync("Other", ["Read-Write Activity"], "Default");
        await server.Api.MakeTypeAsync("attend");

        Assert.Single((await reader.GetAsync(Browse)).Result);
        Assert.Single((await reader.GetAsync(Attend + "/describe.json")).Result);
        Assert.Equal("603", (await reader.PostAsync(Types + ".json", Type("b"))).Code);
        Assert.Equal("603", (await reader.PostAsync(Attend + "/delete.json", null)).Code);
        Assert.Equal("603", (await other.GetAsync(Browse)).Code);
        Assert.Equal("603", (await reader.PostAsync(AddPath, new { input = new[] { Record(100_001) } })).Code);
    }

    private static async Task<(string?, string)> DescribeAsync(TestServer server, string query)
    {
        var type = Assert.Single((await server.Api.GetAsync(Attend + "/describe.json" + query)).Result);
        return (type.GetProperty("name").GetString(), type.Status());
    }
}
