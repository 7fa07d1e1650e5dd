namespace Leadbase.Tests.Http.Assets.Forms;

/// <summary>Forms as tests make and see them.</summary>
internal static class FormSteps
{
    public const string Item = "/rest/asset/v1/form";

    /// <summary>A new form with its three fields.</summary>
    public static Task<long> FormAsync(this ApiClient api, string name = "Contact") => LifecycleSample.Of("form").NewAsync(api, name);

    /// <summary>Changes a form, which must succeed.</summary>
    public static async Task<Reply> ChangeFormAsync(this ApiClient api, long id, string step, params (string, string)[] fields)
    {
        var reply = await api.PostFormAsync($"{Item}/{id}/{step}.json", fields);
        Assert.True(reply.Success, reply.Body);
        return reply;
    }

    /// <summary>The form's parts, each with its place: <c>FirstName 0:0</c>.</summary>
    public static async Task<string[]> PlacesAsync(this ApiClient api, long id) =>
        [.. (await api.GetAsync($"{Item}/{id}/fields.json")).Result.Select(f => $"{f.Text("id")} {f.GetProperty("rowNumber")}:{f.GetProperty("columnNumber")}")];

    /// <summary>
    /// A form on an approved page "Ask": who has a first name with an A is asked for the family name, which is then required, and may choose
    /// another salutation.
    /// </summary>
    public static async Task<long> AskingPageAsync(this ApiClient api)
    {
        var form = await api.FormAsync();
        const string WithA = """{"subjectField":"FirstName","operator":"startsWith","values":["a"]""";
        await api.ChangeFormAsync(form, "field/LastName", ("required", "true"));
        await api.ChangeFormAsync(form, "field/LastName/visibility", ("visibilityRule", $$"""{"ruleType":"show","rules":[{{WithA}},"altLabel":"Family name"}]}"""));
        await api.ChangeFormAsync(form, "fields", ("fieldId", "Salutation"), ("fieldType", "picklist"), ("values", """[{"label":"Ms","value":"Ms"}]"""));
        await api.ChangeFormAsync(form, "field/Salutation/visibility", ("visibilityRule", $$"""{"ruleType":"show","rules":[{{WithA}},"pickListValues":[{"label":"Doctor","value":"Dr"}]},{"subjectField":"FirstName","operator":"isNotEmpty"}]}"""));
        await api.PutOnPageAsync(form);
        return form;
    }

    /// <summary>Approves a form, and a page "Ask" that has it.</summary>
    public static async Task PutOnPageAsync(this ApiClient api, long form)
    {
        await api.ChangeFormAsync(form, "approveDraft");
        var page = await api.PageAsync("Ask", await api.PageTemplateAsync(PageSteps.Guided, guided: true), ("formPrefill", "true"));
        Assert.True((await api.PostFormAsync($"/rest/asset/v1/landingPage/{page}/content/form.json", ("type", "Form"), ("value", $"{form}"))).Success);
        Assert.True((await api.PostFormAsync($"/rest/asset/v1/landingPage/{page}/approveDraft.json")).Success);
    }
}
