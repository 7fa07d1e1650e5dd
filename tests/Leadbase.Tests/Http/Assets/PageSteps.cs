namespace Leadbase.Tests.Http.Assets;

/// <summary>What tests of landing pages do again and again.</summary>
internal static class PageSteps
{
    /// <summary>A template that says what can be edited.</summary>
    public const string Guided = """
        <html><head><title>Nothing</title>
        <meta class="mktoString" id="greeting" default="Hello World!"><meta class="mktoColor" id="paper" default="#ffffff"><meta class="mktoBoolean" id="wide" default="true"></head>
        <body style="background:${paper}"><h1>${greeting}</h1><div class="mktoText" id="intro"><p>From the template</p></div><div class="mktoForm" id="form"></div></body></html>
        """;

    /// <summary>A template whose pages place their content.</summary>
    public const string FreeForm = "<html><head></head><body><div id=\"mktoContent\"></div></body></html>";

    /// <summary>A landing page template with content; approved unless it is to stay a draft.</summary>
    public static async Task<long> PageTemplateAsync(this ApiClient api, string html, bool guided = false, bool approve = true)
    {
        var reply = await api.PostFormAsync(
            "/rest/asset/v1/landingPageTemplates.json", ("name", LifecycleCodes.New()), ("folder", "24"), ("templateType", guided ? "guided" : "freeForm"));
        var id = reply.One().GetProperty("id").GetInt64();
        await api.FillTemplateAsync(id, html);
        if (approve) Assert.True((await api.PostFormAsync($"/rest/asset/v1/landingPageTemplate/{id}/approveDraft.json")).Success);
        return id;
    }

    /// <summary>Gives a landing page template its content.</summary>
    public static async Task FillTemplateAsync(this ApiClient api, long id, string html) =>
        Assert.Equal([id], (await api.PostFormAsync($"/rest/asset/v1/landingPageTemplate/{id}/content.json", ("content", html))).AssetIds());

    /// <summary>A landing page of a template.</summary>
    public static async Task<long> PageAsync(this ApiClient api, string name, long template, params (string, string)[] more)
    {
        var reply = await api.PostFormAsync("/rest/asset/v1/landingPages.json", [("name", name), ("folder", "23"), ("template", $"{template}"), .. more]);
        return reply.One().GetProperty("id").GetInt64();
    }
}
