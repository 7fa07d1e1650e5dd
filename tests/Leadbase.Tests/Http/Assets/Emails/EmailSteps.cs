using System.Net.Http.Headers;
using System.Text;

namespace Leadbase.Tests.Http.Assets.Emails;

/// <summary>Short ways to templates and emails.</summary>
internal static class EmailSteps
{
    public const string Item = "/rest/asset/v1/email";
    public const string Templates = "/rest/asset/v1/emailTemplate";

    /// <summary>A template with one section.</summary>
    public const string Plain = "<html><head><title>T</title></head>\r\n<body class='x'><div class=\"mktEditable\" id=\"body\">Hello  <b>you</b></div></body></html>";

    /// <summary>A template with elements of every kind, modules and variables.</summary>
    public const string Modular = """
        <html><head>
        <meta class="mktoColor" id="back" mktoName="Background" default="#ffffff">
        <meta class="mktoString" id="label" mktoName="Label" default="Go" mktoModuleScope="true">
        <meta class="mktoNumber" id="size" mktoName="Size" default="12" min="8" max="18" units="px">
        </head><body style="background:${back}"><div class="mktoText" id="above">Above</div>
        <table class="mktoContainer" id="box">
        <tr class="mktoModule" id="one" mktoName="One"><td><span class="mktoText" id="text">First</span> ${label}</td></tr>
        <tr class="mktoModule" id="two" mktoName="Two"><td style="font-size:${size}"><div class="mktoImg" id="picture"><img src="a.png" width="100" style="x"></div>
        <div class="mktoVideo" id="film"></div><div class="mktoSnippet" id="piece"></div></td></tr>
        <tr class="mktoModule" id="spare" mktoName="Spare" mktoAddByDefault="false"><td><span class="mktoText" id="more">Spare</span> ${label}</td></tr>
        </table></body></html>
        """;

    /// <summary>An approved template; its id.</summary>
    public static async Task<long> TemplateAsync(this ApiClient api, string html)
    {
        var made = await api.PostFormAsync($"{Templates}s.json", ("name", LifecycleCodes.New()), ("folder", "22"), ("content", html));
        var id = made.One().GetProperty("id").GetInt64();
        Assert.True((await api.PostFormAsync($"{Templates}/{id}/approveDraft.json")).Success);
        return id;
    }

    /// <summary>An email of a template's text; its id.</summary>
    public static async Task<long> EmailAsync(this ApiClient api, string html = Modular, params (string, string)[] more)
    {
        var made = await api.PostFormAsync($"{Item}s.json", [("name", LifecycleCodes.New()), ("folder", "21"), ("template", $"{await api.TemplateAsync(html)}"), ("subject", "Hello"), .. more]);
        return made.One().GetProperty("id").GetInt64();
    }

    /// <summary>Changes something of an email, which must succeed.</summary>
    public static async Task<Reply> ChangeAsync(this ApiClient api, long id, string step, params (string, string)[] fields)
    {
        var reply = await api.PostFormAsync($"{Item}/{id}/{step}.json", fields);
        Assert.True(reply.Success, reply.Body);
        return reply;
    }

    /// <summary>The full content of an email.</summary>
    public static async Task<string> FullAsync(this ApiClient api, long id, string query = "")
    {
        var reply = await api.GetAsync($"{Item}/{id}/fullContent.json{query}");
        return reply.One().Text("content")!;
    }

    /// <summary>What Get Email Content says of one element.</summary>
    public static async Task<System.Text.Json.JsonElement> SectionAsync(this ApiClient api, long id, string htmlId, string query = "") =>
        (await api.GetAsync($"{Item}/{id}/content.json{query}")).Result.Single(s => s.Text("htmlId") == htmlId);

    /// <summary>The modules of an email in their order.</summary>
    public static async Task<string> ModulesAsync(this ApiClient api, long id)
    {
        var modules = (await api.GetAsync($"{Item}/{id}/content.json")).Result.Where(s => s.Text("contentType") == "Module").ToList();
        Assert.Equal(Enumerable.Range(0, modules.Count), modules.Select(m => m.GetProperty("index").GetInt32()));
        return string.Join(',', modules.Select(m => m.Text("htmlId")));
    }

    /// <summary>Sends a document as a file.</summary>
    public static async Task<Reply> UploadAsync(this ApiClient api, string path, byte[] content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse("text/html");
        form.Add(file, "content", "content.html");
        foreach (var (name, value) in fields) form.Add(new StringContent(value, Encoding.UTF8), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        return await api.SendAsync(request);
    }
}
