using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets.Forms;

/// <summary>Forms as a whole ("Forms"): what a new one is, its settings, what follows a submission, its button.</summary>
public sealed class FormTests
{
    [Theory, OnEveryDatabase]
    public async Task A_new_form_has_three_fields_and_speaks_its_language(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var api = server.Api;

        var form = (await LifecycleSample.Of("form").CreateAsync(api, "Contact", null, ("language", "French"))).One();
        Assert.Equal(("simple", "French", "fr_FR", "Envoyer"), (form.Text("theme"), form.Text("language"), form.Text("locale"), form.Text("buttonLabel")));
        Assert.False(form.GetProperty("progressiveProfiling").GetBoolean());
        Assert.Equal("none", form.GetProperty("thankYouList")[0].Text("followupType"));
        Assert.Contains("#FO", form.Text("url"));

        var id = form.GetProperty("id").GetInt64();
        Assert.Equal(["FirstName 0:0", "LastName 1:0", "Email 2:0"], await api.PlacesAsync(id));
        var changed = (await api.PostFormAsync($"{FormSteps.Item}/{id}.json", ("language", "German"), ("knownVisitor", """{"type":"custom","template":"<p>Hello</p>"}"""), ("theme", "inset"))).One();
        Assert.Equal(("de_DE", "Absenden", "inset", "custom"), (changed.Text("locale"), changed.Text("buttonLabel"), changed.Text("theme"), changed.GetProperty("knownVisitor").Text("type")));
        Assert.Equal("1001", (await api.PostFormAsync($"{FormSteps.Item}/{id}.json", ("progressiveProfiling", "perhaps"))).Code);
        Assert.Equal("1001", (await api.PostFormAsync($"{FormSteps.Item}/{id}.json", ("knownVisitor", """{"type":"secret"}"""))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task The_button_is_replaced_as_a_whole(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());

        var form = (await api.ChangeFormAsync(id, "submitButton", ("label", "Go"), ("waitingLabel", "Going"), ("buttonPosition", "40"))).One();
        Assert.Equal(("Go", "Going", 40), (form.Text("buttonLabel"), form.Text("waitingLabel"), form.GetProperty("buttonLocation").GetInt32()));
        form = (await api.ChangeFormAsync(id, "submitButton", ("label", "Send"))).One();
        Assert.Equal(("Send", "Please Wait", 120), (form.Text("buttonLabel"), form.Text("waitingLabel"), form.GetProperty("buttonLocation").GetInt32()));
    }

    [Theory, OnEveryDatabase]
    public async Task What_follows_is_one_default_and_rules_about_fields(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, id) = (server.Api, await server.Api.FormAsync());

        Assert.Equal("none", (await api.GetAsync($"{FormSteps.Item}/{id}/thankYouPage.json")).One().GetProperty("thankYouList")[0].Text("followupType"));
        var list = (await api.ChangeFormAsync(id, "thankYouPage", ("thankyou", """[{"followupType":"url","followupValue":"https://example.com/fr","subjectField":"LastName","operator":"is","values":["Martin"]}]""")))
            .One().GetProperty("thankYouList");
        Assert.Equal(["url False", "none True"], list.EnumerateArray().Select(r => $"{r.Text("followupType")} {r.GetProperty("default").GetBoolean()}"));
        Assert.Equal(("LastName", "is"), (list[0].Text("subjectField"), list[0].Text("operator")));

        await RefusedAsync("701", """[{"followupType":"url","default":true}]""");
        await RefusedAsync("1001", """[{"followupType":"url","followupValue":"javascript:alert(1)","default":true}]""");
        await RefusedAsync("1001", """[{"followupType":"lp","followupValue":"home","default":true}]""");
        await RefusedAsync("1001", """[{"followupType":"none","subjectField":"Email","operator":"likes","values":[]}]""");
        await RefusedAsync("709", """[{"followupType":"none","subjectField":"Phone","operator":"isEmpty"}]""");
        await RefusedAsync("701", """[5]""");

        // A page that is not there is found out when the form is approved.
        await api.ChangeFormAsync(id, "thankYouPage", ("thankyou", """[{"followupType":"lp","followupValue":99999,"default":true}]"""));
        Assert.Equal("709", (await api.PostFormAsync($"{FormSteps.Item}/{id}/approveDraft.json")).Code);

        async Task RefusedAsync(string code, string rules) => Assert.Equal(code, (await api.PostFormAsync($"{FormSteps.Item}/{id}/thankYouPage.json", ("thankyou", rules))).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task Fields_that_forms_may_have_are_listed_in_pages(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var all = (await server.Api.GetAsync("/rest/asset/v1/form/fields.json?maxReturn=200")).Result;

        Assert.Contains(all, f => f.Text("id") == "Email" && f.Text("dataType") == "email");
        Assert.Contains(all, f => f.Text("id") == "Salutation" && f.Text("picklistValues") == "Mr.,Ms.,Mrs.,Dr.,Prof.");
        Assert.DoesNotContain(all, f => f.Text("id") == "Id");
        Assert.Equal(all[1].Text("id"), (await server.Api.GetAsync("/rest/asset/v1/form/fields.json?maxReturn=1&offset=1")).One().Text("id"));
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/form/fields.json?offset=5000")).FoundNothing());
        Assert.True((await server.Api.GetAsync("/rest/asset/v1/form/programMemberFields.json")).FoundNothing());
    }

    [Theory, OnEveryDatabase]
    public async Task A_form_that_nothing_uses_is_used_by_nothing(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var id = await server.Api.FormAsync();

        Assert.True((await server.Api.GetAsync($"{FormSteps.Item}/{id}/usedBy.json")).FoundNothing());
        Assert.True((await server.Api.GetAsync($"{FormSteps.Item}/99999/usedBy.json")).FoundNothing());
    }
}
