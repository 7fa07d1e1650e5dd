using Leadbase.Tests.Http.Leads;

namespace Leadbase.Tests.Http.Assets.Contents;

/// <summary>The life of new emails, templates and fragments ("Emails (New)", "Email Templates (New)", "Fragments").</summary>
public sealed class ContentLifeTests
{
    public static IEnumerable<TheoryDataRow<DatabaseKind, string>> Types => EveryDatabase.With(ContentSample.All.Select(s => s.Word));

    [Theory, MemberData(nameof(Types))]
    public async Task Content_is_created_found_changed_and_deleted(DatabaseKind database, string word)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, sample) = (server.Api, ContentSample.Of(word));

        var made = (await sample.CreateAsync(api, "First", """{"description":"What it is for","themeId":"42","editorContext":{"dynamicContent":{"a":[1]}}}""")).One();
        var id = made.Text("id")!;
        Assert.Equal(("First", "What it is for", "draft", "42"), (made.Text("name"), made.Text("description"), made.Text("status"), made.Text("themeId")));
        Assert.Equal(("1", $"{sample.Folder}", word), (made.GetProperty("appData").Text("workspaceId"), made.GetProperty("appData").Text("folderId"), made.GetProperty("appData").Text("editorType")));
        Assert.Equal("""{"dynamicContent":{"a":[1]}}""", made.GetProperty("editorContext").GetRawText());
        Assert.Equal("2026-03-02T18:00:00Z+0000", made.GetProperty("metadata").Text("createdAt"));
        Assert.Equal(made.GetRawText(), (await sample.GetAsync(api, id)).One().GetRawText());

        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("Second", (await sample.UpdateAsync(api, id, """{"name":"Second"}""")).One().Text("name"));
        var changed = (await sample.EditAsync(api, id, "<p>Hello</p>")).One();
        Assert.Equal(("Second", "What it is for", "<p>Hello</p>"), (changed.Text("name"), changed.Text("description"), changed.Html()));
        Assert.Equal("2026-03-02T18:05:00Z+0000", changed.GetProperty("metadata").Text("modifiedAt"));

        var deleted = await sample.DeleteAsync(api, id);
        Assert.True(deleted.Success && !deleted.Root.TryGetProperty("result", out _), deleted.Body);
        Assert.True((await sample.GetAsync(api, id)).FoundNothing());
        Assert.Equal("702", (await sample.DeleteAsync(api, id)).Code);
        Assert.Equal("702", (await sample.UpdateAsync(api, id, "{}")).Code);
        Assert.Equal("702", (await sample.StepAsync(api, id, "approve")).Code);
        Assert.Equal("702", (await sample.CloneAsync(api, id, "Third")).Code);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_draft_is_approved_changed_discarded_made_again_unapproved_and_deleted(DatabaseKind database, string word)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, sample) = (server.Api, ContentSample.Of(word));
        var id = await sample.NewAsync(api, "First", ContentSample.Html("<p>1</p>"));

        foreach (var action in (string[])["discard", "unapprove", "create_draft"]) Assert.Equal("709", (await sample.StepAsync(api, id, action)).Code);
        Assert.Equal("approved", (await sample.StepAsync(api, id, "approve")).One().Text("status"));
        Assert.Equal("709", (await sample.StepAsync(api, id, "approve")).Code);
        Assert.Equal("709", (await sample.DeleteAsync(api, id)).Code);

        Assert.Equal(("draft", "<p>2</p>"), Version((await sample.EditAsync(api, id, "<p>2</p>")).One()));
        Assert.Equal(("approved", "<p>1</p>"), Version((await sample.GetAsync(api, id)).One()));
        Assert.Equal(("draft", "<p>2</p>"), Version((await sample.GetAsync(api, id, "?status=draft")).One()));
        Assert.Equal(["approved", "draft"], (await sample.GetAsync(api, id)).One().GetProperty("associatedStates").EnumerateArray().Select(s => s.Text("state")));
        Assert.Equal(("approved", "<p>1</p>"), Version((await sample.StepAsync(api, id, "discard")).One()));

        Assert.Equal(("draft", "<p>1</p>"), Version((await sample.StepAsync(api, id, "create_draft")).One()));
        Assert.Equal("709", (await sample.StepAsync(api, id, "create_draft")).Code);
        await sample.EditAsync(api, id, "<p>3</p>");
        Assert.Equal(("approved", "<p>3</p>"), Version((await sample.StepAsync(api, id, "approve")).One()));
        Assert.Equal(("draft", "<p>3</p>"), Version((await sample.StepAsync(api, id, "unapprove")).One()));
        Assert.True((await sample.DeleteAsync(api, id)).Success);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Names_are_unique_in_a_folder_and_places_must_fit(DatabaseKind database, string word)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, sample) = (server.Api, ContentSample.Of(word));
        var id = await sample.NewAsync(api, "First", """{"appData":{"workspaceId":"1"}}""");

        Assert.Equal($"{sample.Folder}", (await sample.GetAsync(api, id)).One().GetProperty("appData").Text("folderId"));
        Assert.Equal("709", (await sample.CreateAsync(api, "FIRST")).Code);
        Assert.Equal("709", (await sample.CreateAsync(api, new string('x', 256))).Code);
        Assert.Equal("701", (await sample.CreateAsync(api, null)).Code);
        Assert.Equal("701", (await sample.CreateAsync(api, "Second", """{"appData":null}""")).Code);
        Assert.Equal("701", (await sample.CreateAsync(api, "Second", """{"appData":{"editorType":"x"}}""")).Code);
        Assert.Equal("710", (await sample.CreateAsync(api, "Second", """{"appData":{"folderId":"99999"}}""")).Code);
        Assert.Equal("710", (await sample.CreateAsync(api, "Second", """{"appData":{"workspaceId":"99999"}}""")).Code);
        Assert.Equal("711", (await sample.CreateAsync(api, "Second", $$$"""{"appData":{"folderId":"{{{sample.OtherFolder}}}"}}""")).Code);
        Assert.Equal("711", (await sample.UpdateAsync(api, id, $$$"""{"appData":{"folderId":"{{{sample.OtherFolder}}}"}}""")).Code);

        var copy = (await sample.CloneAsync(api, id, "Copy")).One();
        Assert.Equal(("Copy", "draft"), (copy.Text("name"), copy.Text("status")));
        Assert.NotEqual(id, copy.Text("id"));
        Assert.Equal("709", (await sample.CloneAsync(api, id, "Copy")).Code);
        Assert.Equal("709", (await sample.UpdateAsync(api, copy.Text("id")!, """{"name":"first"}""")).Code);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task The_header_is_required_and_malformed_bodies_are_refused(DatabaseKind database, string word)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var (api, sample) = (server.Api, ContentSample.Of(word));
        var id = await sample.NewAsync(api, "First");

        foreach (var more in (string[])["""{"name":7}""", """{"description":[]}""", """{"appData":"21"}""", """{"appData":{"folderId":"x"}}""", """{"data":"<p>"}""",
            """{"data":{"html":"<p>"}}""", """{"data":{"html":{"body":7}}}""", """{"editorContext":{"dynamicContent":1}}""", """{"themeId":{}}""", """{"status":"approved"}"""])
        {
            Assert.Equal("1001", (await sample.CreateAsync(api, "Second", more)).Code);
        }
        foreach (var body in (string[])["[]", "7", """{"name":{}}"""]) Assert.Equal("1001", (await sample.UpdateAsync(api, id, body)).Code);
        Assert.Equal("1001", (await sample.GetAsync(api, "x")).Code);
        Assert.Equal("1001", (await sample.StepAsync(api, id, "publish")).Code);
        Assert.Equal("701", (await api.PostAsync($"{sample.Path}/state/transition", new { contentId = id })).Code);
        Assert.Equal("701", (await api.PostAsync($"{sample.Path}/clone", new { assetId = id })).Code);
        Assert.Equal("701", (await api.PostAsync($"{sample.Path}/clone", "[]")).Code);

        var refused = await sample.StepAsync(api, "x", "approve");
        Assert.Equal(("1001", "error"), (refused.Code, refused.Root.GetProperty("errors")[0].Text("type")));
        api.AppType = "mobile";
        Assert.Equal("1001", (await sample.GetAsync(api, id)).Code);
        api.AppType = null;
        Assert.Equal("701", (await sample.GetAsync(api, id)).Code);
        Assert.Equal("701", (await sample.CreateAsync(api, "Second")).Code);
    }

    private static (string?, string?) Version(System.Text.Json.JsonElement asset) => (asset.Text("status"), asset.Html());
}
