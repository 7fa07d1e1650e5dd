using Leadbase.Tests.Http.Assets.Emails;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Contract;

/// <summary>What the exchanges of the pages about emails and their templates need.</summary>
internal static class EmailExampleSeeds
{
    private const string Item = EmailSteps.Item;
    private const string Templates = EmailSteps.Templates;
    private const string Banner = "<p class=mktoText id=Q1-promotion-banner>Banner</p>";
    private const string Area = """{"segmentations":[{"id":1001,"name":"Region (US)","segments":[{"id":1,"name":"Southwest"},{"id":2,"name":"Default"}]}]}""";
    private const string CcFields = """[{"attributeId":"157","objectName":"lead","displayName":"Lead Owner Email Address"}]""";

    private const string Skeleton = """
        <meta class=mktoNumber id=hrBorderSize default=1><meta class=mktoColor id=hrBorderColor default=#e6e6e6>
        <table class=mktoContainer id=template-wrapper>
        <tr class=mktoModule id=free-image><td class=mktoImg id=single><img src=a.png width=600 alt="" style="x"></td></tr>
        <tr class=mktoModule id=video><td class=mktoVideo id=video2></td></tr>
        <tr class=mktoModule id=free-text><td class=mktoText id=text>Lorem ipsum</td></tr>
        </table>
        """;

    private static readonly string Named = string.Concat(
        ((string[])["free-image", "title", "mkvideo", "free-text", "blankSpace", "Separator", "callToAction", "blankSpace2", "blankSpace3"]).Select(id => $"<div class=mktoModule id={id}></div>"));

    private static readonly string Local =
        "<meta class=mktoString id=ctaLinkText default=GO mktoModuleScope=true><div class=mktoContainer id=c><div class=mktoModule id=CTA>${ctaLinkText}</div></div>";

    /// <summary>Seeds by <see cref="DocumentedExample.Key"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>> All =
        new Dictionary<string, Func<TestServer, Task<(string Text, string Value)[]>>>(StringComparer.Ordinal)
        {
            [$"dynamic-content.md POST {Item}/{{id}}/content/Q1-promotion-banner.json"] = async s =>
            {
                await s.ImportAsync(Area);
                return await OfAsync(s, Banner);
            },
            [$"dynamic-content.md POST {Item}/{{id}}/dynamicContent/{{dynamicContentId}}.json"] = async s =>
            {
                await s.ImportAsync(Area);
                var id = await s.Api.EmailAsync(Banner);
                await s.Api.ChangeAsync(id, "content/Q1-promotion-banner", ("type", "DynamicContent"), ("value", "1001"));
                return [("{id}", $"{id}"), ("{dynamicContentId}", "1")];
            },
            [$"email-templates.md GET {Templates}/{{id}}.json"] = TemplateAsync,
            [$"email-templates.md GET {Templates}/byName.json?name=Test Template"] = async s => await FoldersAsync(s, """{"emailTemplates":[{"id":1001,"name":"Test Template","description":"T","folder":{"id":15,"type":"Folder"},"html":"<p class=mktoText id=a>"}]}"""),
            [$"email-templates.md GET {Templates}s.json"] = TemplateAsync,
            [$"email-templates.md POST {Templates}s.json"] = s => FoldersAsync(s),
            [$"email-templates.md POST {Templates}/{{id}}.json"] = TemplateAsync,
            [$"email-templates.md POST {Templates}/{{id}}/approveDraft.json"] = s => TemplateAsync(s, ("content", Banner)),
            [$"email-templates.md POST {Templates}/{{id}}/unapprove.json"] = TemplateAsync,
            [$"email-templates.md POST {Templates}/{{id}}/discardDraft.json"] = s => TemplateAsync(s, ("content", Banner)),
            [$"email-templates.md POST {Templates}/{{id}}/delete.json"] = async s =>
            {
                var texts = await TemplateAsync(s);
                await s.Api.PostFormAsync($"{Templates}/{texts[0].Value}/unapprove.json");
                return texts;
            },
            [$"email-templates.md POST {Templates}/{{id}}/clone.json"] = async s => [.. await FoldersAsync(s), .. await TemplateAsync(s)],
            [$"email-templates.md GET {Templates}s/{{id}}/usedBy.json"] = async s =>
            {
                var id = await s.Api.EmailAsync();
                return [("{id}", $"{(await s.Api.GetAsync($"{Item}/{id}.json")).Result[0].GetProperty("template").GetInt64()}")];
            },
            [$"emails.md GET {Item}/1351.json"] = s => ImportedAsync(s, 1351, 1056, template: 338),
            [$"emails.md GET {Item}/byName.json?name=My Email&folder={{\"id\":1056,\"type\"=\"Folder\"}}"] = async s => [.. await ImportedAsync(s, 1032, 1056, template: 32), ("\"type\"=", "\"type\":")],
            [$"emails.md GET {Item}s.json?maxReturn=3&folder={{\"id\":341,\"type\":\"Folder\"}}"] = s => ImportedAsync(s, 2137, 341),
            [$"emails.md GET {Item}/1356/content.json"] = async s => [("1356", $"{await s.Api.EmailAsync(EmailSteps.Plain)}")],
            [$"emails.md GET {Item}/ccFields.json"] = async s =>
            {
                await s.ImportAsync("""{"emailCcFields":[{"name":"email"},{"name":"site"}]}""");
                return [];
            },
            [$"emails.md POST {Item}s.json"] = async s =>
            {
                await s.AddProgramAsync(id: 1017, workspace: 1);
                return [("template=24", $"template={await s.Api.TemplateAsync(EmailSteps.Plain)}")];
            },
            [$"emails.md POST {Item}/{{id}}.json"] = EmailAsync,
            [$"emails.md POST {Item}/{{id}}/content.json"] = EmailAsync,
            [$"emails.md POST {Item}/{{id}}/content/{{htmlId}}.json"] = async s => [.. await EmailAsync(s), ("{htmlId}", "text")],
            [$"emails.md GET {Item}/{{moduleId}}/content.json"] = async s => [("{moduleId}", $"{await s.Api.EmailAsync(Skeleton)}")],
            [$"emails.md POST {Item}/{{id}}/content/{{moduleId}}/add.json"] = s => ModuleAsync(s, "spare"),
            [$"emails.md POST {Item}/{{id}}/content/{{moduleId}}/delete.json"] = s => ModuleAsync(s, "one"),
            [$"emails.md POST {Item}/{{id}}/content/{{moduleId}}/duplicate.json"] = s => ModuleAsync(s, "one"),
            [$"emails.md POST {Item}/{{id}}/content/{{moduleId}}/rename.json"] = s => ModuleAsync(s, "one"),
            [$"emails.md POST {Item}/{{id}}/content/rearrange.json"] = s => OfAsync(s, $"<div class=mktoContainer id=c>{Named}</div>"),
            [$"emails.md GET {Item}/{{id}}/variables.json"] = s => OfAsync(s, Skeleton),
            [$"emails.md POST {Item}/{{id}}/variable/{{name}}.json"] = async s => [.. await OfAsync(s, Skeleton), ("{name}", "hrBorderSize")],
            [$"emails.md POST {Item}/1032/variable/ctaLinkText.json"] = async s => [("1032", $"{await s.Api.EmailAsync(Local)}")],
            [$"emails.md POST {Item}/{{id}}/approveDraft.json"] = EmailAsync,
            [$"emails.md POST {Item}/{{id}}/unapprove.json"] = ApprovedAsync,
            [$"emails.md POST {Item}/{{id}}/discardDraft.json"] = async s =>
            {
                var texts = await ApprovedAsync(s);
                await s.Api.ChangeAsync(long.Parse(texts[0].Value, System.Globalization.CultureInfo.InvariantCulture), "content/text", ("value", "x"));
                return texts;
            },
            [$"emails.md POST {Item}/{{id}}/delete.json"] = EmailAsync,
            [$"emails.md POST {Item}/{{id}}/clone.json"] = async s => [.. await EmailAsync(s), .. await FoldersAsync(s)],
            [$"emails.md POST {Item}/{{id}}/sendSample.json"] = EmailAsync,
            [$"emails.md GET {Item}/{{id}}/fullContent.json"] = EmailAsync,
            [$"emails.md POST {Item}/{{id}}/fullContent.json"] = async s => [.. await ImportedAsync(s, 1001, 1056), ("{id}", "1001")],
        };

    private static async Task<(string Text, string Value)[]> OfAsync(TestServer server, string html) => [("{id}", $"{await server.Api.EmailAsync(html)}")];

    private static Task<(string Text, string Value)[]> EmailAsync(TestServer server) => OfAsync(server, EmailSteps.Modular);

    private static async Task<(string Text, string Value)[]> ModuleAsync(TestServer server, string module) => [.. await EmailAsync(server), ("{moduleId}", module)];

    private static async Task<(string Text, string Value)[]> ApprovedAsync(TestServer server)
    {
        var id = await server.Api.EmailAsync();
        await server.Api.ChangeAsync(id, "approveDraft");
        return [("{id}", $"{id}")];
    }

    private static Task<(string Text, string Value)[]> TemplateAsync(TestServer server) => TemplateAsync(server, []);

    /// <summary>An approved template with a description, and a draft beside it where its content changes.</summary>
    private static async Task<(string Text, string Value)[]> TemplateAsync(TestServer server, params (string, string)[] changes)
    {
        var id = await server.Api.TemplateAsync(EmailSteps.Plain);
        await server.Api.PostFormAsync($"{Templates}/{id}.json", ("description", "A template"));
        if (changes.Length > 0) await server.Api.PostFormAsync($"{Templates}/{id}/content.json", changes);
        return [("{id}", $"{id}")];
    }

    /// <summary>The folders of the examples, and what else is to be imported.</summary>
    private static async Task<(string Text, string Value)[]> FoldersAsync(TestServer server, params string[] more)
    {
        await server.ImportAsync("""
            {"folders":[{"id":15,"name":"Templates","folderType":"Email Template"},{"id":12,"name":"Older templates","folderType":"Email Template"},
             {"id":239,"name":"Tradeshows and Events"},{"id":341,"name":"Social Media"},{"id":1056,"name":"Marketing"}]}
            """);
        foreach (var file in more) await server.ImportAsync(file);
        return [];
    }

    /// <summary>An email with a description, a preheader and a CC field, away from any template unless one is named.</summary>
    private static Task<(string Text, string Value)[]> ImportedAsync(TestServer server, long id, long folder, long? template = null) => FoldersAsync(server, $$"""
        {"emailTemplates":[{"id":{{template ?? 1}},"name":"T","html":"<p class='mktEditable' id='a'>x</p>"}],
         "emails":[{"id":{{id}},"name":"My Email","description":"sample","folder":{"id":{{folder}},"type":"Folder"},"html":"<p class='mktEditable' id='a'>x</p>","preHeader":"My awesome preheader!",
          "template":{{template?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}},"ccFields":{{CcFields}},
          "subject":{"text":"sample subject"},"fromName":{"text":"A"},"fromEmail":{"text":"a@testmail.com"},"replyEmail":{"text":"a@testmail.com"} }]}
        """);
}
