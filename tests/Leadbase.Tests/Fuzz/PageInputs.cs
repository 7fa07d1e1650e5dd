using System.Globalization;
using Leadbase.Gateway;
using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Fuzz;

/// <summary>Valid requests of landing pages, their templates and redirect rules, and snippets.</summary>
internal static class PageInputs
{
    private const string Host = "go.example.com";

    /// <summary>Assets of a type that are there from the beginning; what is deleted was made later.</summary>
    private const int There = 8;

    private static readonly string[] Paths = ["/rest/asset/v1/landingPage", "/rest/asset/v1/redirectRule", "/rest/asset/v1/snippet"];

    private static readonly string[] Sections = ["intro", "form", "text", "more", "box", "picture"];

    private static readonly string[] SectionTypes = ["RichText", "HTML", "Form", "Image", "Rectangle", "Snippet", "Video", "DynamicContent", "Text"];
    private static readonly string[] SnippetTypes = ["HTML", "Text", "DynamicContent"];

    private static readonly string[] Markup =
    [
        PageSteps.Guided, PageSteps.FreeForm, "<div id=mktoContent></div>", "<html><title>${greeting}</title><body class=mktoContent>{{lead.First Name:default=you}}",
        "<meta class=mktoNumber id=size default=12 min=1 max=20 step=1 units=px><meta class=mktoList id=list values='a,b' default=a><meta class=mktoImg id=img default=x>${size}${list}",
        "<meta class=mktoString id=a default='${b}'><meta class=mktoString id=b default='${a}'>${a}", "<div class=mktoText id=x><div class=mktoText id=x></div></div>",
        "<div class=mktoSnippet id=box></div><div class=mktoVideo id=film></div><div class=mktoImg id=picture><img src=a></div>", "<b>{{my.a}}{{system.date}}</b>", "<!--", "<script>", "<html", "",
    ];

    /// <summary>Makes some of each: every second page is a guided one, and of each kind there is one that is dynamic, and one that is approved.</summary>
    public static async Task PlantAsync(TestServer server)
    {
        await server.ImportAsync($$"""{"domains":[{"name":"{{Host}}"}]}""");
        for (var i = 0; i < There; i++)
        {
            await PlantPageAsync(server.Api, i);
            await PlantSnippetAsync(server.Api, i);
        }
    }

    private static async Task PlantPageAsync(ApiClient api, int number)
    {
        var (isGuided, section) = number % 2 == 0 ? (false, "text") : (true, "intro");
        var page = await api.PageAsync($"Page {number}", await api.PageTemplateAsync(isGuided ? PageSteps.Guided : PageSteps.FreeForm, isGuided));
        await PostAsync(api, $"landingPage/{page}/content.json", ("contentId", section), ("type", "RichText"), ("value", "<p>Text</p>"));
        if (number % 4 >= 2) await PostAsync(api, $"landingPage/{page}/content/{section}.json", ("type", "DynamicContent"), ("value", "1001"));
        else await PostAsync(api, $"landingPage/{page}/approveDraft.json");
        await PostAsync(api, "redirectRules.json", ("hostname", Host), ("redirectFrom", $$"""{"type":"path","value":"old{{number}}"}"""), ("redirectTo", PageEnd($"{page}")));
        // One that no page needs.
        await api.PageTemplateAsync(PageSteps.FreeForm, approve: number % 4 < 2);
    }

    private static async Task PlantSnippetAsync(ApiClient api, int number)
    {
        var snippet = (await api.PostFormAsync("/rest/asset/v1/snippets.json", ("name", $"Snippet {number}"), ("folder", "26"))).One().GetProperty("id");
        await PostAsync(api, $"snippet/{snippet}/content.json", ("type", "HTML"), ("content", "<b>{{lead.First Name}}</b>"));
        if (number % 2 == 0) await PostAsync(api, $"snippet/{snippet}/content.json", ("type", "DynamicContent"), ("content", "1001"));
        if (number % 4 < 2) await PostAsync(api, $"snippet/{snippet}/approveDraft.json");
    }

    private static async Task PostAsync(ApiClient api, string path, params (string, string)[] fields)
    {
        var reply = await api.PostFormAsync("/rest/asset/v1/" + path, fields);
        Assert.True(reply.Success, reply.Body);
    }

    /// <summary>Whether an operation is one of them.</summary>
    public static bool Has(Operation operation) => Array.Exists(Paths, p => operation.Path.StartsWith(p, StringComparison.Ordinal));

    /// <summary>A value for a parameter of the path.</summary>
    public static string PathValue(Operation operation, string name, Random random) => name switch
    {
        "variableId" => random.Pick(["greeting", "paper", "wide"]),
        "segmentId" => random.Pick(["1", "2"]),
        "contentId" when operation.Path.Contains("dynamicContent", StringComparison.Ordinal) => random.Pick(["RVMtMQ==", "RVMtMQ==", "intro", "text"]),
        "contentId" => random.Pick(Sections),
        "id" when operation.Path.Contains("/variable", StringComparison.Ordinal) => Number(random.Next(There / 2) * 2 + 1002),
        _ => Id(random, isMade: operation.Path.EndsWith("{id}/delete.json", StringComparison.Ordinal) || random.Chance(15)),
    };

    /// <summary>Parameters: what the operation of the path takes, and some of what others do.</summary>
    public static List<(string Name, string Value)> Parameters(Operation operation, Random random)
    {
        var list = new List<(string, string)>();
        var (isRule, isSnippet) = (operation.Path.Contains("redirectRule", StringComparison.Ordinal), operation.Path.Contains("snippet", StringComparison.Ordinal));
        var isContent = operation.Path.Contains("ontent", StringComparison.Ordinal) || operation.Path.Contains("/variable/", StringComparison.Ordinal);
        if (isRule) AddRule();
        else if (isContent) AddContent();
        else AddSettings();
        Add(10, "leadId", () => Number(random.Next(1, 300)));
        Add(20, "segmentation", () => Junk.Json("""[{"segmentationId":1001,"segmentId":1}]""", random));
        if (operation.Method != "GET") return list;
        Add(20, "status", () => random.Pick(["draft", "approved"]));
        Add(20, "maxReturn", () => Number(random.Next(1, 201)));
        Add(10, random.Pick(["earliestUpdatedAt", "latestUpdatedAt"]), () => "2026-03-02T18:00:00Z");
        return list;

        void AddRule()
        {
            Add(90, "hostname", () => Host);
            Add(90, "redirectFrom", () => Junk.Json(random.Chance(50) ? $$"""{"type":"path","value":"from/{{random.Next(1000)}}?a=b"}""" : PageEnd(Id(random, isMade: false)), random));
            Add(90, "redirectTo", () => Junk.Json(random.Chance(50) ? """{"type":"url","value":"https://example.com/new?x=1#y"}""" : PageEnd(Id(random, isMade: false)), random));
            if (operation.Method == "GET") Add(20, "redirectTolandingPageId", () => Id(random, isMade: false));
        }

        void AddContent()
        {
            var type = random.Pick(isSnippet ? SnippetTypes : SectionTypes);
            Add(95, "type", () => type);
            Add(90, "contentId", () => random.Chance(30) ? random.Pick(Sections) : $"s{random.Next(40)}");
            Add(95, "value", () => operation.Path.Contains("/variable/", StringComparison.Ordinal) ? random.Pick(["Text", "#00ff00", "true", Junk.Text(random)]) : ValueOf(type, random));
            Add(95, "content", () => isSnippet && type == "DynamicContent" ? "1001" : random.Pick(Markup));
            Add(80, "segment", () => random.Pick(["Near", "Default", "2"]));
            Add(20, "index", () => Number(random.Next(9)));
            foreach (var format in (string[])["width", "zIndex", "left", "opacity", "backgroundColor", "hideMobile", "linkUrl"]) Add(15, format, () => random.Pick(["10px", "15", "#fff", "true", "javascript:x"]));
        }

        void AddSettings()
        {
            Add(90, "name", () => random.Chance(20) ? $"Page {random.Next(There)}" : $"Name {random.Next(10_000)}");
            Add(90, "folder", () => random.Pick([FolderOf(operation), $$"""{"id":{{FolderOf(operation)}},"type":"Folder"}""", $"{{'id': {FolderOf(operation)}, 'type': 'Folder'}}"]));
            if (!operation.Path.Contains("/clone", StringComparison.Ordinal) || random.Chance(30)) Add(95, "template", () => Id(random, isMade: false));
            Add(60, "templateType", () => random.Pick(["guided", "freeForm"]));
            Add(10, "urlPageName", () => $"name-{random.Next(1000)}.html");
            foreach (var text in (string[])["description", "title", "keywords", "robots", "customHeadHTML", "facebookOgTags", "styleOverRide", "metaTagsDescription"]) Add(15, text, () => random.Pick(["Hello", "</style><b>", "${greeting}{{lead.Email Address}}", Junk.Text(random)]));
            foreach (var flag in (string[])["mobileEnabled", "formPrefill", "prefillForm", "enableMunchkin", "isArchive"]) Add(10, flag, () => random.Pick(["true", "false", "1"]));
        }

        void Add(double percent, string name, Func<string> value)
        {
            if (random.Chance(percent)) list.Add((name, value()));
        }
    }

    private static string ValueOf(string type, Random random) => type switch
    {
        "Form" => Number(random.Next(1001, 1010)),
        "Snippet" => Id(random, isMade: false),
        "DynamicContent" => "1001",
        _ => random.Pick([.. Markup, "#00ff00", "true", "https://youtu.be/x"]),
    };

    private static string FolderOf(Operation operation) =>
        operation.Path.Contains("snippet", StringComparison.Ordinal) ? "26" : operation.Path.Contains("Template", StringComparison.Ordinal) ? "24" : "23";

    private static string PageEnd(string page) => $$"""{"type":"landingPageId","value":{{page}}}""";

    private static string Id(Random random, bool isMade) => Number(isMade ? random.Next(1001 + There, 1040) : random.Next(1001, 1001 + There));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
