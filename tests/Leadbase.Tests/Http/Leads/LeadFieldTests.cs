using System.Text.Json;

namespace Leadbase.Tests.Http.Leads;

/// <summary>Describe and the operations on the schema of leads.</summary>
public sealed class LeadFieldTests
{
    private const string Path = "/rest/v1/leads/schema/fields.json";

    [Theory, OnEveryDatabase]
    public async Task Describe_shows_standard_and_custom_fields_with_their_names(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var fields = (await server.Api.GetAsync("/rest/v1/leads/describe.json")).Result;

        Assert.Equal(
            """{"id":2,"displayName":"Company Name","dataType":"string","length":255,"rest":{"name":"company","readOnly":false},"soap":{"name":"Company","readOnly":false}}""",
            fields.Single(f => Name(f) == "company").GetRawText());
        Assert.Equal(
            """{"id":1000,"displayName":"Label of code","dataType":"string","length":255,"rest":{"name":"code","readOnly":false}}""",
            fields.Single(f => Name(f) == "code").GetRawText());
        Assert.Equal("integer", fields.Single(f => Name(f) == "id").GetProperty("dataType").GetString());
        Assert.False(fields.Single(f => Name(f) == "dateOfBirth").TryGetProperty("length", out _));
        static string? Name(JsonElement field) => field.GetProperty("rest").GetProperty("name").GetString();
    }

    [Theory, OnEveryDatabase]
    public async Task Describe2_says_what_can_be_updated(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var lead = Assert.Single((await server.Api.GetAsync("/rest/v1/leads/describe2.json")).Result);
        var updateable = lead.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("updateable").GetBoolean());

        Assert.Equal("API Lead", lead.GetProperty("name").GetString());
        Assert.True(updateable["email"]);
        Assert.False(updateable["id"]);
        Assert.False(updateable["createdAt"]);
        Assert.False(updateable["company"]);
    }

    [Theory, OnEveryDatabase]
    public async Task A_new_field_can_be_used_at_once_everywhere(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");

        Assert.Equal(["created"], (await server.Api.SyncAsync([new { code = "A", email = "a@x.com" }], lookupField: "code")).Outcomes);
        Assert.Equal("A", Assert.Single((await server.Api.FindAsync("code", "A", "&fields=code")).Result).GetProperty("code").GetString());
        Assert.Equal(
            """{"displayName":"Label of code","name":"code","description":null,"dataType":"string","length":255,"isHidden":false,"isHtmlEncodingInEmail":true,"isSensitive":false,"isCustom":true,"isApiCreated":true}""",
            Assert.Single((await server.Api.GetAsync("/rest/v1/leads/schema/fields/code.json")).Result).GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_of_every_documented_type_can_be_created_with_its_attributes(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        string[] types = ["boolean", "currency", "date", "datetime", "email", "float", "integer", "percent", "phone", "score", "string", "url"];
        var input = types.Select(t => new { name = "f_" + t, displayName = "F " + t, dataType = t, description = "D", isHidden = true, isHtmlEncodingInEmail = false, isSensitive = true });

        Assert.All((await server.Api.PostAsync(Path, new { input })).Outcomes, o => Assert.Equal("created", o));
        foreach (var type in types)
        {
            var field = Assert.Single((await server.Api.GetAsync($"/rest/v1/leads/schema/fields/f_{type}.json")).Result);
            Assert.Equal((type, "D", true, false, true), (
                field.GetProperty("dataType").GetString(), field.GetProperty("description").GetString(), field.GetProperty("isHidden").GetBoolean(),
                field.GetProperty("isHtmlEncodingInEmail").GetBoolean(), field.GetProperty("isSensitive").GetBoolean()));
        }
        Assert.DoesNotContain("f_string", (await server.Api.GetAsync("/rest/v1/leads/describe.json")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("f_string", (await server.Api.GetAsync("/rest/v1/leads/describe2.json")).Body, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task A_hundred_fields_can_be_created_in_a_call_and_no_more(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var input = Enumerable.Range(0, 101).Select(i => new { name = $"f{i}", displayName = $"Field {i}", dataType = "float" }).ToList();

        Assert.Equal("1003", (await server.Api.PostAsync(Path, new { input })).Code);
        Assert.Equal("1002", (await server.Api.PostAsync(Path, new { input = Array.Empty<object>() })).Code);
        var reply = await server.Api.PostAsync(Path, new { input = input[..100] });
        Assert.Equal(input[..100].Select(f => f.name), reply.Result.Select(r => r.GetProperty("name").GetString()));
        Assert.All(reply.Outcomes, o => Assert.Equal("created", o));
    }

    [Theory, OnEveryDatabase]
    public async Task Names_and_labels_are_unique_without_regard_to_case(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");

        var reply = await server.Api.PostAsync(Path, new
        {
            input = new[]
            {
                Field("CODE", "Other"), Field("other", "label OF code"), Field("Email", "Other"), Field("other", "email address"),
                Field("first", "First of two"), Field("FIRST", "Second"), Field("second", "first OF two"), Field("company", "Other"),
            },
        });

        Assert.Equal(["skipped 1017", "skipped 1017", "skipped 1017", "skipped 1017", "created", "skipped 1017", "skipped 1017", "skipped 1017"], reply.Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_no_proper_field_is_skipped_with_its_reason(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        var reply = await server.Api.PostAsync(Path, $$"""
            {"input":[{"displayName":"A","dataType":"string"},{"name":"a","dataType":"string"},{"name":"a","displayName":"A"},{"name":"","displayName":"A","dataType":"string"},
            {"name":"1a","displayName":"A","dataType":"string"},{"name":"a b","displayName":"A","dataType":"string"},{"name":"_a","displayName":"A","dataType":"string"},
            {"name":"ä","displayName":"A","dataType":"string"},{"name":"a\n","displayName":"A","dataType":"string"},{"name":"a","displayName":"A\n","dataType":"string"},
            {"name":"{{new string('a', 256)}}","displayName":"A","dataType":"string"},{"name":"a","displayName":"<A>","dataType":"string"},
            {"name":"a","displayName":"{{new string('A', 256)}}","dataType":"string"},{"name":"a","displayName":"A","dataType":"text"},{"name":"a","displayName":"A","dataType":"String"},
            {"name":"a","displayName":"A","dataType":"formula"},{"name":"a","displayName":"A","dataType":"string","length":10},{"name":"a","displayName":"A","dataType":"string","isCustom":true},
            {"name":"a","displayName":"A","dataType":"string","isHidden":"yes"},{"name":5,"displayName":"A","dataType":"string"},{"name":"a","displayName":"A","dataType":"string"}]}
            """);

        Assert.Equal(
        [
            "skipped 1002", "skipped 1002", "skipped 1002", "skipped 1002", "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1003",
            "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1003", "skipped 1001", "skipped 1001", "created",
        ], reply.Outcomes);
    }

    [Theory, OnEveryDatabase]
    public async Task Names_of_the_greatest_length_are_columns_of_their_own(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (one, two) = (new string('a', 254) + "1", new string('a', 254) + "2");
        await server.Api.AddFieldAsync(one[..240] + "x", "string");
        Assert.Equal(["created", "created"], (await server.Api.PostAsync(Path, new { input = new[] { Field(one, "One"), Field(two, "Two") } })).Outcomes);
        var id = await server.Api.CreateAsync(new Dictionary<string, string> { [one] = "1", [two] = "2" });

        var lead = await server.Api.ReadAsync(id, $"{one},{two}");
        Assert.Equal(("1", "2"), (lead.GetProperty(one).GetString(), lead.GetProperty(two).GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task Names_that_mean_something_in_sql_are_names_like_any_other(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        string[] names = ["select", "table", "order", "rowid", "oid", "ctid", "xmin", "tableoid", "t", "c", "json_each", "value"];
        var reply = await server.Api.PostAsync(Path, new { input = names.Select((n, i) => Field(n, "Label " + i)) });
        Assert.All(reply.Outcomes, o => Assert.Equal("created", o));

        var id = await server.Api.CreateAsync(names.ToDictionary(n => n, n => "v " + n));
        var lead = await server.Api.ReadAsync(id, string.Join(',', names));
        Assert.All(names, n => Assert.Equal("v " + n, lead.GetProperty(n).GetString()));
        Assert.Equal([id], (await server.Api.FindAsync("value", "v value")).Ids());
        Assert.Equal([id], (await server.Api.FindAsync("rowid", "v rowid")).Ids());
    }

    [Theory, OnEveryDatabase]
    public async Task The_cap_of_custom_fields_is_the_instance_s(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var settings = server.Instance.Settings;
        await server.Server.Catalogue.SetAsync(server.Instance, settings with { Limits = settings.Limits with { CustomFieldsPerObject = 2 } });

        var reply = await server.Api.PostAsync(Path, new { input = new[] { Field("a", "A"), Field("b", "B"), Field("c", "C"), Field("a", "A") } });

        Assert.Equal(["created", "created", "skipped 1028", "skipped 1017"], reply.Outcomes);
        Assert.Equal("Max field limit reached", reply.Result[2].GetProperty("reasons")[0].GetProperty("message").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task Fields_are_browsed_in_pages(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var all = await server.Api.GetAsync(Path);
        Assert.False(all.Root.GetProperty("moreResult").GetBoolean());
        var names = new List<string>();
        var (more, pages) = ("?batchSize=50", 0);
        for (Reply reply; ; more = "?batchSize=50&nextPageToken=" + reply.NextPageToken)
        {
            reply = await server.Api.GetAsync(Path + more);
            pages++;
            names.AddRange(reply.Result.Select(f => f.GetProperty("name").GetString()!));
            if (!reply.Root.GetProperty("moreResult").GetBoolean()) break;
            Assert.Equal(50, reply.Result.Length);
        }

        Assert.True(pages >= 3);
        Assert.Equal(all.Result.Select(f => f.GetProperty("name").GetString()!), names);
        Assert.Equal("code", names[^1]);
        Assert.Equal("1003", (await server.Api.GetAsync(Path + "?nextPageToken=x")).Code);
        Assert.Equal("1001", (await server.Api.GetAsync(Path + "?batchSize=x")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Permissions_decide_which_fields_are_seen_and_changed(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        using var standard = await server.ServiceAsync("Standard", ["Read-Write Schema Standard Field"], "Default");
        using var custom = await server.ServiceAsync("Custom", ["Read-Write Schema Custom Field"], "Default");
        using var none = await server.ServiceAsync("None", [LeadSteps.ReadWrite], "Default");
        var change = new { input = new[] { new { description = "D" } } };

        Assert.All((await standard.GetAsync(Path)).Result, f => Assert.False(f.GetProperty("isCustom").GetBoolean()));
        Assert.Equal("code", Assert.Single((await custom.GetAsync(Path)).Result).GetProperty("name").GetString());
        Assert.Equal("603", (await none.GetAsync(Path)).Code);
        Assert.Equal("1006", (await standard.GetAsync("/rest/v1/leads/schema/fields/code.json")).Code);
        Assert.Equal("1006", (await custom.GetAsync("/rest/v1/leads/schema/fields/email.json")).Code);
        Assert.Equal("603", (await standard.PostAsync(Path, new { input = new[] { Field("a", "A") } })).Code);
        Assert.Equal("603", (await custom.PostAsync("/rest/v1/leads/schema/fields/email.json", change)).Code);
        Assert.Equal(["updated"], (await standard.PostAsync("/rest/v1/leads/schema/fields/email.json", change)).Outcomes);
        Assert.Equal(["updated"], (await custom.PostAsync("/rest/v1/leads/schema/fields/code.json", change)).Outcomes);
    }

    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Updates => EveryDatabase.With([
        "standard displayName \"New\" 1003", "standard description \"D\" updated", "standard isHidden true 1003", "standard isHtmlEncodingInEmail false updated",
        "standard isSensitive true updated", "standard dataType \"string\" 1003", "standard isCustom true 1003", "standard length 10 1003", "standard name \"n\" 1003",
        "custom displayName \"New\" updated", "custom description \"D\" updated", "custom isHidden true updated", "custom isHtmlEncodingInEmail false updated",
        "custom isSensitive true updated", "custom dataType \"string\" 1003", "custom isCustom true 1003", "custom length 10 1003", "custom name \"n\" 1003",
        "custom isSensitive \"x\" 1001", "custom description 5 1001", "custom displayName \"Email@Address\" 1003", "custom displayName \"email ADDRESS\" 1017",
    ]);

    [Theory, MemberData(nameof(Updates))]
    public async Task An_attribute_changes_as_the_documented_table_says(DatabaseKind database, string row)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var kind = row[..row.IndexOf(' ', StringComparison.Ordinal)];
        var outcome = row[(row.LastIndexOf(' ') + 1)..];
        var parts = row[(kind.Length + 1)..^(outcome.Length + 1)].Split(' ', 2);
        var path = $"/rest/v1/leads/schema/fields/{(kind == "custom" ? "code" : "email")}.json";
        var before = (await server.Api.GetAsync(path)).Result[0].GetRawText();

        var reply = await server.Api.PostAsync(path, $$"""{"input":[{"{{parts[0]}}":{{parts[1]}}}]}""");

        var after = (await server.Api.GetAsync(path)).Result[0];
        Assert.Equal(outcome, reply.Code ?? Assert.Single(reply.Outcomes));
        if (outcome == "updated") Assert.Equal(parts[1], after.GetProperty(parts[0]).GetRawText());
        else Assert.Equal(before, after.GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_field_keeps_its_values_and_the_change_survives_a_restart(DatabaseKind database)
    {
        var server = await LeadSteps.StartAsync(database);
        await server.Api.AddFieldAsync("code", "string");
        var id = await server.Api.CreateAsync(new { code = "A" });
        await server.Api.PostAsync("/rest/v1/leads/schema/fields/code.json", """{"input":[{"displayName":"New label","isHidden":true}]}""");
        await server.Api.PostAsync("/rest/v1/leads/schema/fields/email.json", """{"input":[{"description":"D"}]}""");
        await using var again = await server.RestartAsync();

        Assert.Equal("\"A\"", await again.Api.ValueAsync(id, "code"));
        Assert.Equal("New label", (await again.Api.GetAsync("/rest/v1/leads/schema/fields/code.json")).Result[0].GetProperty("displayName").GetString());
        Assert.Equal("D", (await again.Api.GetAsync("/rest/v1/leads/schema/fields/email.json")).Result[0].GetProperty("description").GetString());
        Assert.DoesNotContain("\"code\"", (await again.Api.GetAsync("/rest/v1/leads/describe.json")).Body, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task An_update_is_of_one_record_and_of_a_field_that_exists(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);

        Assert.Equal("1006", (await server.Api.PostAsync("/rest/v1/leads/schema/fields/nothing.json", """{"input":[{"description":"D"}]}""")).Code);
        Assert.Equal("1006", (await server.Api.GetAsync("/rest/v1/leads/schema/fields/nothing.json")).Code);
        Assert.Equal("1003", (await server.Api.PostAsync("/rest/v1/leads/schema/fields/email.json", """{"input":[{"description":"D"},{"description":"E"}]}""")).Code);
        Assert.Equal("1002", (await server.Api.PostAsync("/rest/v1/leads/schema/fields/email.json", "{}")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_column_that_a_cut_off_creation_left_behind_is_in_nobody_s_way(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var data = server.Instance.Database;
        await using (var session = await data.WriteAsync())
        {
            await data.AddColumnAsync(session, "lead", new("Seats", Leadbase.Storage.StorageKind.Text));
            await session.CommitAsync();
        }
        await server.Api.AddFieldAsync("seats", "integer");
        var id = await server.Api.CreateAsync(new { seats = 5 });

        Assert.Equal("5", await server.Api.ValueAsync(id, "seats"));
        Assert.Equal([id], (await server.Api.FindAsync("seats", "5")).Ids());
    }

    private static object Field(string name, string displayName, string dataType = "string") => new { name, displayName, dataType };
}
