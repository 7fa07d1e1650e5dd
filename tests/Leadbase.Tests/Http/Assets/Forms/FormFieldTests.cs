using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets.Forms;

/// <summary>The parts of forms ("Forms"): fields, sets, texts, where they are and when they are seen.</summary>
public sealed class FormFieldTests
{
    [Theory, OnEveryDatabase]
    public async Task A_field_is_added_changed_and_deleted(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());

        var field = (await api.ChangeFormAsync(id, "fields", ("fieldId", "NumberOfEmployees"), ("required", "true"), ("label", "How many"), ("minValue", "10"), ("fieldWidth", "100"))).One();
        Assert.Equal(("NumberOfEmployees", "number", "How many", 3), (field.Text("id"), field.Text("dataType"), field.Text("label"), field.GetProperty("rowNumber").GetInt32()));
        Assert.Equal(10, field.GetProperty("fieldMetaData").GetProperty("minValue").GetInt32());
        Assert.Equal("alwaysShow", field.GetProperty("visibilityRules").Text("ruleType"));
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/fields.json", ("fieldId", "numberOfEmployees"))).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/fields.json", ("fieldId", "id"))).Code);

        Assert.Equal("Family name", (await api.ChangeFormAsync(id, "field/LastName", ("label", "Family name"))).One().Text("label"));
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/Phone.json", ("label", "x"))).Code);
        Assert.Equal("1001", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/LastName.json", ("fieldType", "hologram"))).Code);

        await api.ChangeFormAsync(id, "field/FirstName/delete");
        Assert.Equal(["LastName 1:0", "Email 2:0", "NumberOfEmployees 3:0"], await api.PlacesAsync(id));
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/FirstName/delete.json")).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_select_field_has_values_and_one_default(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());

        Assert.Equal(["", "Mr.", "Ms.", "Mrs.", "Dr.", "Prof."], ValuesOf(await api.ChangeFormAsync(id, "fields", ("fieldId", "Salutation"))));
        Assert.Equal(["", "A", "B"], ValuesOf(await api.ChangeFormAsync(id, "field/Salutation", ("values", "[{'label':'Alpha','value':'A'},{'label':'Beta','value':'B'}]"))));
        Assert.Equal(["A", "B"], ValuesOf(await api.ChangeFormAsync(id, "field/Salutation", ("values", """[{"label":"Alpha","value":"A","isDefault":true},{"label":"Beta","value":"B"}]"""))));
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/Salutation.json", ("values", """[{"value":"A","isDefault":true},{"value":"B","isDefault":true}]"""))).Code);
        Assert.Equal("1001", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/Salutation.json", ("values", "[1]"))).Code);

        static string?[] ValuesOf(Reply reply) => [.. reply.One().GetProperty("fieldMetaData").GetProperty("values").EnumerateArray().Select(v => v.Text("value"))];
    }

    [Theory, OnEveryDatabase]
    public async Task Parts_are_arranged_all_at_once_in_places_of_their_own(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());
        var set = (await api.ChangeFormAsync(id, "fieldSet", ("label", "Who you are"))).One();
        Assert.Equal(("fieldset", "Who you are"), (set.Text("dataType"), set.Text("label")));
        var name = set.Text("id");

        var inside = "{\"columnNumber\":0,\"rowNumber\":1,\"fieldName\":\"" + name + "\",\"fieldList\":[{\"columnNumber\":0,\"rowNumber\":0,\"fieldName\":\"FirstName\"},{\"columnNumber\":1,\"rowNumber\":0,\"fieldName\":\"LastName\"}]}";
        await api.ChangeFormAsync(id, "reArrange", ("positions", $$"""[{"columnNumber":0,"rowNumber":0,"fieldName":"Email"},{{inside}}]"""));
        Assert.Equal(["Email 0:0", $"{name} 1:0", "FirstName 0:0", "LastName 0:1"], await api.PlacesAsync(id));

        await RefusedAsync("""[{"columnNumber":0,"rowNumber":0,"fieldName":"Email"}]""");
        await RefusedAsync($$"""[{"columnNumber":0,"rowNumber":1,"fieldName":"Email"},{{inside}}]""");
        await RefusedAsync($$"""[{"columnNumber":3,"rowNumber":0,"fieldName":"Email"},{{inside}}]""");
        await RefusedAsync($$"""[{"columnNumber":0,"rowNumber":10,"fieldName":"Email"},{{inside}}]""");
        await RefusedAsync($$"""[{"columnNumber":0,"rowNumber":0,"fieldName":"FirstName"},{{inside}}]""");
        await RefusedAsync($$"""[{"columnNumber":0,"rowNumber":0,"fieldName":"Phone"},{{inside}}]""");
        Assert.Equal("1001", (await api.PostFormAsync($"{FormSteps.Item}/{id}/reArrange.json", ("positions", """[{"columnNumber":-1,"rowNumber":0,"fieldName":"Email"}]"""))).Code);
        // Half of a surrogate pair is no text.
        Assert.Equal("1001", (await api.PostFormAsync($"{FormSteps.Item}/{id}/reArrange.json", ("positions", """[{"columnNumber":0,"rowNumber":0,"fieldName":"\ud800"}]"""))).Code);

        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/fieldSet/{name}/field/Email/delete.json")).Code);
        await api.ChangeFormAsync(id, $"fieldSet/{name}/field/LastName/delete");
        await api.ChangeFormAsync(id, $"field/{name}/delete");
        Assert.Equal(["Email 0:0"], await api.PlacesAsync(id));

        async Task RefusedAsync(string positions) => Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/reArrange.json", ("positions", positions))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_form_is_full_after_ten_rows_of_three(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());

        for (var i = 3; i < 30; i++) await api.ChangeFormAsync(id, "fieldSet", ("label", $"Set {i}"));
        Assert.Equal(30, (await api.PlacesAsync(id)).Distinct().Count());
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/fieldSet.json", ("label", "One more"))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_rich_text_is_markup_without_scripts(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());

        var text = (await api.ChangeFormAsync(id, "richText", ("text", "<div>Fancy</div>"))).One();
        Assert.Equal(("htmltext", "<div>Fancy</div>"), (text.Text("dataType"), text.Text("text")));
        foreach (var bad in (string[])["<SCRIPT>1</SCRIPT>", "<meta name=x>", "<p><link rel=stylesheet href=//x>"])
        {
            Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/richText.json", ("text", bad))).Code);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Visibility_is_by_the_value_of_another_field(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());

        var rule = (await api.ChangeFormAsync(id, "field/Email/visibility", ("visibilityRule", """{"ruleType":"show","rules":[{"subjectField":"LastName","operator":"isNotEmpty","values":[],"altLabel":"Email:"}]}"""))).One();
        Assert.Equal(("Email", "show", "LastName", "Email:"), (rule.Text("formFieldId"), rule.Text("ruleType"), rule.GetProperty("rules")[0].Text("subjectField"), rule.GetProperty("rules")[0].Text("altLabel")));
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/LastName/delete.json")).Code);
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/Email/visibility.json", ("visibilityRule", """{"ruleType":"hide","rules":[{"subjectField":"Email","operator":"isEmpty"}]}"""))).Code);
        Assert.Equal("701", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/Email/visibility.json", ("visibilityRule", """{"ruleType":"hide"}"""))).Code);
        Assert.Equal("1001", (await api.PostFormAsync($"{FormSteps.Item}/{id}/field/Email/visibility.json", ("visibilityRule", """{"ruleType":"blink"}"""))).Code);

        await api.ChangeFormAsync(id, "field/Email/visibility", ("visibilityRule", """{"ruleType":"alwaysShow"}"""));
        await api.ChangeFormAsync(id, "field/LastName/delete");
    }

    [Theory, OnEveryDatabase]
    public async Task Progressive_profiling_is_a_set_of_its_own(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());

        Assert.True((await api.PostFormAsync($"{FormSteps.Item}/{id}.json", ("progressiveProfiling", "true"))).Success);
        Assert.Equal(["FirstName 0:0", "LastName 1:0", "Email 2:0", "Profiling 3:0"], await api.PlacesAsync(id));
        await api.ChangeFormAsync(id, "reArrange", ("positions", """
            [{"columnNumber":0,"rowNumber":0,"fieldName":"Email"},{"columnNumber":0,"rowNumber":1,"fieldName":"FirstName"},
             {"columnNumber":0,"rowNumber":2,"fieldName":"Profiling","fieldList":[{"columnNumber":0,"rowNumber":0,"fieldName":"LastName"}]}]
            """));
        Assert.Equal(["Email 0:0", "FirstName 1:0", "Profiling 2:0", "LastName 0:0"], await api.PlacesAsync(id));

        Assert.True((await api.PostFormAsync($"{FormSteps.Item}/{id}.json", ("progressiveProfiling", "false"))).Success);
        Assert.Equal(["Email 0:0", "FirstName 1:0", "LastName 2:0"], await api.PlacesAsync(id));
    }

    [Theory, OnEveryDatabase]
    public async Task What_people_submit_is_judged_by_the_approved_form(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());
        await api.ChangeFormAsync(id, "fields", ("fieldId", "Salutation"), ("required", "true"));
        Assert.Equal("1013", await SubmitAsync("""{"email":"a@x.com"}"""));
        await api.ChangeFormAsync(id, "approveDraft");

        Assert.Equal("1002", await SubmitAsync("""{"email":"a@x.com"}"""));
        Assert.Equal("1003", await SubmitAsync("""{"email":"a@x.com","salutation":"Sir"}"""));
        Assert.Equal("1006", await SubmitAsync("""{"email":"a@x.com","salutation":"Dr.","phone":"1"}"""));
        Assert.Equal("created", await SubmitAsync("""{"email":"a@x.com","salutation":"Dr."}"""));

        async Task<string> SubmitAsync(string fields)
        {
            var reply = await api.PostAsync("/rest/v1/leads/submitForm.json", "{\"formId\":" + id + ",\"input\":[{\"leadFormFields\":" + fields + "}]}");
            return reply.Code ?? reply.Outcomes[0].Replace("skipped ", "", StringComparison.Ordinal);
        }
    }
}
