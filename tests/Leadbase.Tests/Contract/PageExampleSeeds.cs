using System.Globalization;
using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Assets.Forms;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Contract;

/// <summary>What the exchanges of the pages about landing pages, their templates and redirect rules, forms and snippets need.</summary>
internal static class PageExampleSeeds
{
    private const string Page = "/rest/asset/v1/landingPage";
    private const string Form = FormSteps.Item;
    private const string Snippet = "/rest/asset/v1/snippet";
    private const string Rule = "/rest/asset/v1/redirectRule";
    private const string Area = """{"segmentations":[{"id":1001,"name":"Region (US)","segments":[{"id":1,"name":"New Segment"},{"id":2,"name":"Default"}]}]}""";

    private const string Folders = """
        {"folders":[{"id":11,"name":"Landing Pages","folderType":"Landing Page","folder":{"id":23,"type":"Folder"}},
                    {"id":12,"name":"Templates","folderType":"Landing Page Template","folder":{"id":24,"type":"Folder"}},
                    {"id":732,"name":"Clones","folderType":"Landing Page Template","folder":{"id":24,"type":"Folder"}},
                    {"id":293,"name":"Forms","folderType":"Landing Page Form","folder":{"id":25,"type":"Folder"}},
                    {"id":395,"name":"Snippets","folderType":"Snippet","folder":{"id":26,"type":"Folder"}}],
         "domains":[{"name":"calqeauto.com"},{"name":"www.google.com","type":"Alias"}]}
        """;

    private const string Variables = """
        <html><head><meta class="mktoString" id="stringVar" default="Hello World!"><meta class="mktoColor" id="colorVar" default="#FFFFFF"><meta class="mktoBoolean" id="boolVar" default="true"></head>
        <body><div class="mktoText" id="alice">${stringVar}</div></body></html>
        """;

    /// <summary>Seeds by <see cref="DocumentedExample.Key"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> All =
        new Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>>(StringComparer.Ordinal)
        {
            ["assets.md POST rest/asset/v1/landingPages.json"] = NewPageAsync,
            [$"assets.md GET {Page}/{{id}}/content.json"] = FormOnPageAsync,
            [$"assets.md POST {Page}/{{id}}/content/{{contentId}}.json?type=Form&value=1"] = FormOnPageAsync,
            ["landing-pages.md POST rest/asset/v1/landingPages.json"] = NewPageAsync,
            [$"landing-pages.md GET {Page}/{{id}}/content.json"] = FormOnPageAsync,
            [$"landing-pages.md POST {Page}/{{id}}/clone.json"] = async s =>
            {
                await s.AddProgramAsync(id: 1119, workspace: 1);
                var template = await s.Api.PageTemplateAsync(PageSteps.FreeForm);
                return [("{id}", $"{await s.Api.PageAsync("Old", template)}"), ("template=57", $"template={template}")];
            },
            [$"landing-pages.md GET {Page}/{{id}}/dynamicContent/RVMtNDg=.json"] = async s =>
            {
                var texts = await DynamicPageAsync(s);
                return [texts[0], ("RVMtNDg=", texts[1].Value)];
            },
            [$"landing-pages.md POST {Page}/{{id}}/dynamicContent/{{dynamicContentId}}.json"] = DynamicPageAsync,
            [$"landing-pages.md GET {Page}/{{id}}/variables.json"] = GuidedAsync,
            [$"landing-pages.md POST {Page}/{{id}}/variable/{{variableId}}.json?value={{newValue}}"] = async s =>
                [.. await GuidedAsync(s), ("{variableId}", "stringVar"), ("{newValue}", "Hello%20Brave%20New%20World!")],
            [$"landing-pages.md GET {Page}/{{id}}/fullContent.json?leadId=1001&segmentation=[{{\"segmentationId\":1030,\"segmentId\":1103}}]"] = async s =>
                [.. await DynamicPageAsync(s), ("leadId=1001", "leadId=1"), ("\"segmentationId\":1030", "\"segmentationId\":1001"), ("1103", "1")],
            [$"landing-page-templates.md POST {Page}Templates.json"] = FoldersAsync,
            [$"landing-page-templates.md POST {Page}Template/286/content.json"] = async s =>
                [("286", $"{await s.Api.PageTemplateAsync(PageSteps.FreeForm)}"), ("content.json", "content.json?content=%3Cdiv%20id=%22mktoContent%22%3E%3C/div%3E")],
            [$"landing-page-templates.md POST {Page}Template/{{id}}/clone.json"] = async s => [.. await FoldersAsync(s), ("{id}", $"{await s.Api.PageTemplateAsync(PageSteps.FreeForm)}")],
            [$"landing-page-redirect-rules.md GET {Rule}/{{id}}.json"] = RuleAsync,
            [$"landing-page-redirect-rules.md GET {Rule}s.json&maxReturn=3"] = RuleAsync,
            [$"landing-page-redirect-rules.md POST {Rule}s.json"] = PagesAsync,
            [$"landing-page-redirect-rules.md POST {Rule}/{{id}}.json"] = RuleAsync,
            [$"landing-page-redirect-rules.md POST {Rule}/{{id}}/delete.json"] = RuleAsync,
            [$"snippets.md GET {Snippet}/{{id}}.json?status=approved"] = s => SnippetAsync(s, "approveDraft"),
            [$"snippets.md GET {Snippet}s.json?maxReturn=3"] = s => SnippetAsync(s),
            [$"snippets.md GET {Snippet}/{{id}}/content.json"] = s => SnippetAsync(s),
            [$"snippets.md POST {Snippet}s.json"] = FoldersAsync,
            [$"snippets.md POST {Snippet}/{{id}}/content.json"] = s => SnippetAsync(s),
            [$"snippets.md POST {Snippet}/{{id}}.json"] = s => SnippetAsync(s),
            [$"snippets.md GET {Snippet}/{{id}}/dynamicContent.json"] = async s =>
            {
                var texts = await SnippetAsync(s);
                await s.ImportAsync(Area);
                Assert.True((await s.Api.PostFormAsync($"{Snippet}/{texts[0].Value}/content.json", ("type", "DynamicContent"), ("content", "1001"))).Success);
                return texts;
            },
            [$"snippets.md POST {Snippet}/{{id}}/approveDraft.json"] = s => SnippetAsync(s),
            [$"snippets.md POST {Snippet}/{{id}}/unapprove.json"] = s => SnippetAsync(s, "approveDraft"),
            [$"snippets.md POST {Snippet}/{{id}}/discardDraft.json"] = s => SnippetAsync(s, "approveDraft", "content"),
            [$"snippets.md POST {Snippet}/{{id}}/clone.json"] = s => SnippetAsync(s),
            [$"forms.md GET {Form}/{{id}}.json"] = FormAsync,
            [$"forms.md GET {Form}/byName.json?name=newForm"] = FormAsync,
            [$"forms.md GET {Form}s.json"] = FormAsync,
            [$"forms.md GET {Form}/{{id}}/fields.json"] = FormAsync,
            [$"forms.md GET {Form}/{{id}}/usedBy.json"] = async s => [("{id}", $"{(await FormOnPageAsync(s))[^1].Value}")],
            [$"forms.md POST {Form}s.json"] = FoldersAsync,
            [$"forms.md POST {Form}/736.json"] = async s => [("736", (await FormAsync(s))[0].Value)],
            [$"forms.md GET {Form}/programMemberFields.json"] = async s =>
            {
                await s.Api.AddMemberFieldAsync("pMCFCustomField01", "string");
                return [];
            },
            [$"forms.md POST {Form}/{{id}}/fields.json"] = FormAsync,
            [$"forms.md POST {Form}/{{id}}/field/LastName.json"] = FormAsync,
            [$"forms.md POST {Form}/{{id}}/field/Salutation.json"] = s => FormAsync(s, "Salutation"),
            [$"forms.md POST {Form}/{{id}}/reArrange.json (Rearranging Field)"] = FormAsync,
            [$"forms.md POST {Form}/{{id}}/reArrange.json (Progressive Profiling)"] = async s =>
            {
                var texts = await FormAsync(s, "Company", "Website", "Phone");
                await s.Api.ChangeFormAsync(long.Parse(texts[0].Value, CultureInfo.InvariantCulture), "field/FirstName/delete");
                Assert.True((await s.Api.PostFormAsync($"{Form}/{texts[0].Value}.json", ("progressiveProfiling", "true"))).Success);
                return texts;
            },
            [$"forms.md POST {Form}/{{id}}/richText.json"] = async s => [.. await FormAsync(s), ("richText.json", "richText.json?text=%3Cdiv%3EFancy%3C/div%3E")],
            [$"forms.md POST {Form}/{{id}}/field/Email/visibility.json"] = FormAsync,
        };

    private static async Task<(string Text, string Value)[]> FoldersAsync(TestServer server)
    {
        await server.ImportAsync(Folders);
        return [];
    }

    private static async Task<(string Text, string Value)[]> NewPageAsync(TestServer server) =>
        [.. await FoldersAsync(server), ("template=1", $"template={await server.Api.PageTemplateAsync(PageSteps.FreeForm)}")];

    /// <summary>A page with a form in its place; the form's id comes last.</summary>
    private static async Task<(string Text, string Value)[]> FormOnPageAsync(TestServer server)
    {
        var (page, form) = (await server.Api.PageAsync("Page", await server.Api.PageTemplateAsync(PageSteps.FreeForm)), await server.Api.FormAsync());
        Assert.True((await server.Api.PostFormAsync($"{Form}/{form}/approveDraft.json")).Success);
        var section = await server.Api.PostFormAsync(
            $"{Page}/{page}/content.json", ("contentId", "67"), ("type", "Form"), ("value", $"{form}"), ("zIndex", "15"), ("left", "359px"), ("top", "122px"));
        Assert.True(section.Success, section.Body);
        return [("{id}", $"{page}"), ("{contentId}", "67"), ("value=1", $"value={form}"), ("{form}", $"{form}")];
    }

    private static async Task<(string Text, string Value)[]> GuidedAsync(TestServer server) =>
        [("{id}", $"{await server.Api.PageAsync("Page", await server.Api.PageTemplateAsync(Variables, guided: true))}")];

    private static async Task<(string Text, string Value)[]> DynamicPageAsync(TestServer server)
    {
        await server.ImportAsync(Area);
        var texts = await GuidedAsync(server);
        var path = $"{Page}/{texts[0].Value}/content";
        Assert.True((await server.Api.PostFormAsync($"{path}/alice.json", ("type", "DynamicContent"), ("value", "1001"))).Success);
        return [texts[0], ("{dynamicContentId}", (await server.Api.GetAsync($"{path}.json")).Result[0].GetProperty("content").GetProperty("content").GetString()!)];
    }

    /// <summary>The pages of the rules.</summary>
    private static async Task<(string Text, string Value)[]> PagesAsync(TestServer server)
    {
        await FoldersAsync(server);
        var template = await server.Api.PageTemplateAsync(PageSteps.FreeForm);
        async Task<string> Id(string name) => $"{await server.Api.PageAsync(name, template)}";
        return [("5483", await Id("First")), ("5559", await Id("Second")), ("5561", await Id("Third"))];
    }

    private static async Task<(string Text, string Value)[]> RuleAsync(TestServer server)
    {
        var pages = await PagesAsync(server);
        static string Target((string Text, string Value) page) => $$"""{"type":"landingPageId","value":"{{page.Value}}"}""";
        var rule = await server.Api.PostFormAsync($"{Rule}s.json", ("hostname", "calqeauto.com"), ("redirectFrom", Target(pages[0])), ("redirectTo", Target(pages[1])));
        return [.. pages, ("{id}", rule.One().GetProperty("id").GetRawText())];
    }

    private static async Task<(string Text, string Value)[]> SnippetAsync(TestServer server, params string[] steps)
    {
        await FoldersAsync(server);
        var made = await server.Api.PostFormAsync($"{Snippet}s.json", ("name", "Test"), ("folder", "395"), ("description", "T"));
        var id = made.One().GetProperty("id").GetRawText();
        foreach (var type in (string[])["HTML", "Text"]) await server.Api.PostFormAsync($"{Snippet}/{id}/content.json", ("type", type), ("content", type));
        foreach (var step in steps) Assert.True((await server.Api.PostFormAsync($"{Snippet}/{id}/{step}.json", ("type", "HTML"), ("content", "new"))).Success);
        return [("{id}", id)];
    }

    private static Task<(string Text, string Value)[]> FormAsync(TestServer server) => FormAsync(server, []);

    private static async Task<(string Text, string Value)[]> FormAsync(TestServer server, params string[] fields)
    {
        await FoldersAsync(server);
        var id = (await server.Api.PostFormAsync($"{Form}s.json", ("name", "newForm"), ("description", "test"), ("folder", "293"))).One().GetProperty("id").GetRawText();
        foreach (var field in fields) Assert.True((await server.Api.PostFormAsync($"{Form}/{id}/fields.json", ("fieldId", field))).Success);
        return [("{id}", id)];
    }
}
