using Leadbase.Tests.Http.Leads;
using static Leadbase.Tests.Http.CustomObjects.CustomObjectSteps;

namespace Leadbase.Tests.Http.CustomObjects;

/// <summary>Custom object types: made as drafts, approved, changed, discarded and deleted ("Custom Object Types").</summary>
public sealed class CustomObjectTypeTests
{
    [Theory, OnEveryDatabase]
    public async Task A_type_is_made_as_a_draft_as_the_page_shows(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;

        await SucceedAsync(api.PostAsync($"{Schema}.json", """{"action":"createOnly","displayName":"Transaction","apiName":"transaction","description":"Commerce happens"}"""));
        await SucceedAsync(api.PostAsync($"{Schema}.json", """{"action":"updateOnly","apiName":"Transaction","description":"No really, commerce happens!","pluralName":"Transactions","showInLeadDetail":true}"""));
        await SucceedAsync(api.PostAsync($"{Schema}.json", """{"displayName":"Trade","apiName":"transaction"}"""));

        var type = Assert.Single((await api.GetAsync($"{Schema}/transaction/describe.json")).Result);
        Assert.Equal(
            """
            {"state":"draft","version":"draft","displayName":"Trade","pluralName":"Transactions","description":"No really, commerce happens!","apiName":"transaction","idField":null,"createdAt":null,"updatedAt":null,"dedupeFields":[],"searchableFields":[[]],"relationships":[],"fields":[{"name":"marketoGUID","displayName":"Marketo GUID","dataType":"string","length":36,"updateable":false,"crmManaged":false},{"name":"createdAt","displayName":"Created At","dataType":"datetime","updateable":false,"crmManaged":false},{"name":"updatedAt","displayName":"Updated At","dataType":"datetime","updateable":false,"crmManaged":false}]}
            """,
            type.GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task Names_and_labels_are_unique_and_of_letters(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.DraftTypeAsync("car");
        async Task<string?> TryAsync(string name, string label, string action = "createOnly") => (await api.PostAsync($"{Schema}.json", new { action, apiName = name, displayName = label })).Code;

        Assert.Equal("1017", await TryAsync("CAR", "Another"));
        Assert.Equal("1017", await TryAsync("another", "label of CAR"));
        Assert.Equal("1017", await TryAsync("lead", "My lead"));
        Assert.Equal("1003", await TryAsync("schema", "My schema"));
        Assert.Equal("1003", await TryAsync("a-b", "Dash"));
        Assert.Equal("1003", await TryAsync("dash", "a<b"));
        Assert.Equal("1013", await TryAsync("nothing", "Nothing", "updateOnly"));
        Assert.Equal("1002", (await api.PostAsync($"{Schema}.json", """{"apiName":"x"}""")).Code);
        Assert.Null((await api.PostAsync($"{Schema}.json", """{"action":"updateOnly","apiName":"car","displayName":"Label of car"}""")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task There_are_at_most_ten_types_also_when_they_are_made_at_once(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var replies = await Task.WhenAll(Enumerable.Range(0, 14).Select(i => server.Api.PostAsync($"{Schema}.json", new { apiName = $"t{i}", displayName = $"T{i}" })));

        Assert.Equal(10, replies.Count(r => r.Success));
        Assert.All(replies.Where(r => !r.Success), r => Assert.Equal("1003", r.Code));
        Assert.Equal(10, (await server.Api.GetAsync($"{Schema}.json")).Result.Length);
    }

    [Theory, OnEveryDatabase]
    public async Task Approval_needs_a_dedupe_field_and_a_draft(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.DraftTypeAsync("car", Year);

        var early = await api.PostAsync($"{Schema}/car/approve.json", null);
        await api.AddFieldsAsync("car", Vin);
        await api.ApproveAsync("car");
        var again = await api.PostAsync($"{Schema}/car/approve.json", null);

        Assert.Equal(["1003", "1003"], [early.Code, again.Code]);
        var type = Assert.Single((await api.GetAsync($"{Schema}/car/describe.json")).Result);
        Assert.Equal(["approved", "approved", "marketoGUID"], new[] { "state", "version", "idField" }.Select(n => type.GetProperty(n).GetString()));
        Assert.Equal("2026-03-02T18:00:00Z", type.GetProperty("createdAt").GetString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_draft_beside_what_is_approved_changes_nothing_until_it_is_approved(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("car", Vin, Year);
        await api.SyncRecordsAsync("car", """{"vin":"A","year":2000}""");
        await api.AddFieldsAsync("car", """{"name":"color","displayName":"Color","dataType":"string"}""");
        await SucceedAsync(api.PostAsync($"{Schema}/car/deleteField.json", """{"input":[{"name":"year"}]}"""));
        string[] approved = ["marketoGUID", "createdAt", "updatedAt", "vin", "year"], draft = ["marketoGUID", "createdAt", "updatedAt", "vin", "color"];

        Assert.Equal(approved, await api.FieldsAsync($"{Schema}/car/describe.json"));
        Assert.Equal(approved, await api.FieldsAsync($"{Schema}/car/describe.json?state=approvedWithDraft"));
        Assert.Equal(draft, await api.FieldsAsync($"{Schema}/car/describe.json?state=draft"));
        Assert.Equal(approved, await api.FieldsAsync($"{Root}/car/describe.json"));
        Assert.Equal("approvedWithDraft", (await api.GetAsync($"{Schema}.json?names=CAR")).Result[0].GetProperty("state").GetString());
        Assert.Equal(["skipped 1006"], (await api.SyncRecordsAsync("car", """{"vin":"A","color":"red"}""")).Outcomes);
        await api.ApproveAsync("car");
        Assert.Equal(draft, await api.FieldsAsync($"{Root}/car/describe.json"));
        Assert.Equal(["updated"], (await api.SyncRecordsAsync("car", """{"vin":"A","color":"red"}""")).Outcomes);
        Assert.Equal("1006", (await api.GetAsync($"{Root}/car.json?filterType=vin&filterValues=A&fields=year")).Code);
        Assert.Equal("1013", (await api.GetAsync($"{Schema}/car/describe.json?state=draft")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_field_that_comes_again_with_another_type_has_none_of_the_old_values(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("car", Vin, Year);
        await api.SyncRecordsAsync("car", """{"vin":"A","year":2000}""");
        foreach (var dataType in new[] { "string", "boolean", "integer" })
        {
            await SucceedAsync(api.PostAsync($"{Schema}/car/deleteField.json", """{"input":[{"name":"YEAR"}]}"""));
            await api.AddFieldsAsync("car", $$"""{"name":"Year","displayName":"Year","dataType":"{{dataType}}"}""");
            await api.ApproveAsync("car");

            Assert.Equal(["null"], await api.ValuesAsync("car", "vin", "A", "Year"));
            Assert.Equal(["updated"], (await api.SyncRecordsAsync("car", """{"vin":"A","Year":"1"}""")).Outcomes);
        }
        Assert.Equal(["1"], await api.ValuesAsync("car", "vin", "A", "Year"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_draft_is_discarded_and_a_type_without_approval_with_it(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("car", Vin);
        await api.AddFieldsAsync("car", Year);
        await api.DraftTypeAsync("boat", Vin);

        await SucceedAsync(api.PostAsync($"{Schema}/car/discardDraft.json", null));
        await SucceedAsync(api.PostAsync($"{Schema}/boat/discardDraft.json", null));

        Assert.Equal("1048", (await api.PostAsync($"{Schema}/car/discardDraft.json", null)).Code);
        Assert.Equal("1013", (await api.PostAsync($"{Schema}/boat/discardDraft.json", null)).Code);
        Assert.DoesNotContain("year", await api.FieldsAsync($"{Schema}/car/describe.json"));
        Assert.Equal(["car"], (await api.GetAsync($"{Schema}.json")).Result.Select(r => r.GetProperty("apiName").GetString()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_state_selects_types_and_versions(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("approvedOnly", Vin);
        await api.MakeTypeAsync("both", Vin);
        await api.AddFieldsAsync("both", Year);
        await api.DraftTypeAsync("draftOnly", Vin);
        async Task<string> ListAsync(string query) => string.Join(' ', (await api.GetAsync($"{Schema}.json{query}")).Result.Select(r => $"{r.GetProperty("apiName").GetString()}:{r.GetProperty("version").GetString()}"));

        Assert.Equal("approvedOnly:approved both:approved draftOnly:draft", await ListAsync(""));
        Assert.Equal("both:draft draftOnly:draft", await ListAsync("?state=draft"));
        Assert.Equal("approvedOnly:approved both:approved", await ListAsync("?state=approved"));
        Assert.Equal("both:approved", await ListAsync("?state=approvedWithDraft"));
        Assert.Equal("draftOnly:draft", await ListAsync("?names=draftOnly,nothing"));
        Assert.Equal("1003", (await api.GetAsync($"{Schema}.json?state=old")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_bridge_joins_leads_and_an_edge_which_then_cannot_be_deleted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        const string CourseLink = """{"name":"courseID","displayName":"Course ID","dataType":"link","relatedTo":{"name":"Course","field":"courseID"}}""";
        await api.DraftTypeAsync("course", """{"name":"courseID","displayName":"Course ID","dataType":"string","isDedupeField":true}""");
        await api.DraftTypeAsync("enrollment", LeadLink, """{"name":"enrollmentID","displayName":"Enrollment ID","dataType":"string","isDedupeField":true}""");
        var early = await api.TryAddFieldsAsync("enrollment", CourseLink);
        await api.ApproveAsync("course");
        await api.AddFieldsAsync("enrollment", CourseLink);
        var linkable = await api.GetAsync($"{Schema}/linkableObjects.json");
        await api.ApproveAsync("enrollment");

        Assert.Equal("1003", early.Code);
        Assert.Equal(["lead", "company", "course"], linkable.Result.Select(r => r.GetProperty("name").GetString()));
        Assert.Equal(["marketoGUID", "courseID"], linkable.Result[2].GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        // With links of its own it is no target any more.
        Assert.DoesNotContain("enrollment", (await api.GetAsync($"{Schema}/linkableObjects.json")).Result.Select(r => r.GetProperty("name").GetString()));
        var dependent = Assert.Single((await api.GetAsync($"{Schema}/course/dependentAssets.json")).Result);
        Assert.Equal(("Custom Object", "Label of enrollment", "courseID"), (dependent.GetProperty("assetType").GetString(), dependent.GetProperty("assetName").GetString(), dependent.GetProperty("usedFields").Joined()));
        Assert.Empty((await api.GetAsync($"{Schema}/enrollment/dependentAssets.json")).Result);
        Assert.Equal("1022", (await api.PostAsync($"{Schema}/course/delete.json", null)).Code);
        await SucceedAsync(api.PostAsync($"{Schema}/enrollment/delete.json", null));
        await SucceedAsync(api.PostAsync($"{Schema}/course/delete.json", null));
        Assert.Empty((await api.GetAsync($"{Schema}.json")).Result);
    }

    [Theory, OnEveryDatabase]
    public async Task Approvals_while_records_are_written_lose_none(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;
        await api.MakeTypeAsync("car", Vin);
        var writers = Enumerable.Range(0, 4).Select(async w =>
        {
            for (var i = 0; i < 10; i++) Assert.Equal(["created"], (await api.SyncRecordsAsync("car", $$"""{"vin":"{{w}}-{{i}}"}""")).Outcomes);
        });
        async Task ApproveAsync()
        {
            for (var i = 0; i < 5; i++)
            {
                await api.AddFieldsAsync("car", $$"""{"name":"f{{i}}","displayName":"F{{i}}","dataType":"string"}""");
                await api.ApproveAsync("car");
            }
        }

        await Task.WhenAll([.. writers, ApproveAsync()]);

        Assert.Equal(9, (await api.FieldsAsync($"{Root}/car/describe.json")).Length);
        Assert.Equal(40, (await api.ValuesAsync("car", "vin", string.Join(',', Enumerable.Range(0, 40).Select(i => $"{i / 10}-{i % 10}")), "vin")).Length);
    }
}
