using Leadbase.Tests.Http.Assets.Emails;
using Leadbase.Tests.Http.Marketing;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of emails and email templates, besides those of their life.</summary>
internal static class EmailCodes
{
    private const string Item = EmailSteps.Item;
    private const string Templates = EmailSteps.Templates;

    public static CodeScenario[] All => [.. OfTemplates, .. OfContent, .. OfModules, .. OfVariables, .. OfFullContent, .. OfSamples];

    private static CodeScenario[] OfTemplates =>
    [
        Get("getTemplateContentByIdUsingGET", "1001", $"{Templates}/x/content"),
        Get("getEmailTemplateUsedByUsingGET", "1001", $"{Templates}s/1/usedBy.json?offset=x"),
        new("updateEmailTemplateContentUsingPOST", "701", async p => await p.Api.PostFormAsync($"{Templates}/{await p.Api.TemplateAsync(EmailSteps.Plain)}/content.json")),
        new("updateEmailTemplateContentUsingPOST", "702", p => p.Api.PostFormAsync($"{Templates}/99999/content.json", ("content", "x"))),
        new("updateEmailTemplateContentUsingPOST", "1001", p => p.Api.PostFormAsync($"{Templates}/x/content.json", ("content", "x"))),
    ];

    private static CodeScenario[] OfContent =>
    [
        Get("getEmailContentByIdUsingGET", "1001", $"{Item}/x/content.json"),
        Form("updateEmailContentUsingPOST", "709", "content", ("subject", """{"type":"DynamicContent","value":"99999"}""")),
        Form("updateEmailContentUsingPOST", "1001", "content", ("subject", "Hello")),
        Unknown("updateEmailContentUsingPOST", "content"),
        Form("updateEmailComponentContentUsingPOST", "701", "content/text", ("type", "Text")),
        Form("updateEmailComponentContentUsingPOST", "709", "content/nothing", ("type", "Text"), ("value", "x")),
        Form("updateEmailComponentContentUsingPOST", "1001", "content/text", ("type", "Sound"), ("value", "x")),
        Unknown("updateEmailComponentContentUsingPOST", "content/text"),
        Get("getEmailDynamicContentUsingGET", "1001", $"{Item}/1/dynamicContent/1.json?status=x"),
        Dynamic("701"),
        Dynamic("709", ("segment", "Nowhere"), ("value", "x")),
        Dynamic("1001", ("segment", "Default"), ("type", "Sound"), ("value", "x")),
        Unknown("updateEmailDynamicContentUsingPOST", "dynamicContent/1"),
    ];

    private static CodeScenario[] OfModules =>
    [
        Form("addModuleUsingPOST", "701", "content/spare/add"),
        Form("addModuleUsingPOST", "709", "content/nothing/add", ("index", "0")),
        Form("addModuleUsingPOST", "1001", "content/spare/add", ("index", "x")),
        Unknown("addModuleUsingPOST", "content/spare/add"),
        Form("deleteModuleUsingPOST", "709", "content/nothing/delete"),
        Unknown("deleteModuleUsingPOST", "content/one/delete"),
        NoId("deleteModuleUsingPOST", "content/one/delete"),
        Form("duplicateModuleUsingPOST", "709", "content/nothing/duplicate"),
        Unknown("duplicateModuleUsingPOST", "content/one/duplicate"),
        NoId("duplicateModuleUsingPOST", "content/one/duplicate"),
        Form("renameUsingPOST", "701", "content/one/rename"),
        Form("renameUsingPOST", "709", "content/one/rename", ("name", "two")),
        Unknown("renameUsingPOST", "content/one/rename"),
        NoId("renameUsingPOST", "content/one/rename"),
        Form("rearrangeModulesUsingPOST", "701", "content/rearrange"),
        Form("rearrangeModulesUsingPOST", "709", "content/rearrange", ("positions", "[]")),
        Form("rearrangeModulesUsingPOST", "1001", "content/rearrange", ("positions", "{}")),
        Unknown("rearrangeModulesUsingPOST", "content/rearrange"),
    ];

    private static CodeScenario[] OfVariables =>
    [
        Get("getEmailVariablesUsingGET", "1001", $"{Item}/x/variables.json"),
        Form("updateVariableUsingPOST", "701", "variable/back"),
        Form("updateVariableUsingPOST", "709", "variable/nothing", ("value", "x")),
        Form("updateVariableUsingPOST", "1001", "variable/back", ("value", "red")),
        Unknown("updateVariableUsingPOST", "variable/back"),
    ];

    private static CodeScenario[] OfFullContent =>
    [
        new("getEmailFullContentUsingGET", "603", WithoutLeadsAsync),
        new("getEmailFullContentUsingGET", "709", async p => await p.Api.GetAsync($"{Item}/{await EndlessAsync(p)}/fullContent.json")),
        Get("getEmailFullContentUsingGET", "1001", $"{Item}/x/fullContent.json"),
        new("getEmailFullContentUsingGET", "1004", async p => await p.Api.GetAsync($"{Item}/{await p.Api.EmailAsync()}/fullContent.json?leadId=99999")),
        Form("createEmailFullContentUsingPOST", "701", "fullContent"),
        Form("createEmailFullContentUsingPOST", "709", "fullContent", ("content", "<p>x</p>")),
        NoId("createEmailFullContentUsingPOST", "fullContent"),
        Unknown("createEmailFullContentUsingPOST", "fullContent"),
    ];

    private static CodeScenario[] OfSamples =>
    [
        new("sendSampleEmailUsingPOST", "603", async p =>
        {
            await p.Server.ImportAsync(European);
            using var caller = await p.CallerAsync("Read-Write Assets");
            return await caller.PostFormAsync($"{Item}/5001/sendSample.json", ("emailAddress", "a@b.c"), ("leadId", "1"));
        }),
        Form("sendSampleEmailUsingPOST", "701", "sendSample"),
        Unknown("sendSampleEmailUsingPOST", "sendSample"),
        new("sendSampleEmailUsingPOST", "709", async p => await p.Api.PostFormAsync($"{Item}/{await EndlessAsync(p)}/sendSample.json", ("emailAddress", "a@b.c"))),
        Form("sendSampleEmailUsingPOST", "1001", "sendSample", ("emailAddress", "nobody")),
        Form("sendSampleEmailUsingPOST", "1004", "sendSample", ("emailAddress", "a@b.c"), ("leadId", "99999")),
    ];

    private static CodeScenario Form(string operation, string code, string step, params (string, string)[] fields) =>
        new(operation, code, async p => await p.Api.PostFormAsync($"{Item}/{await p.Api.EmailAsync()}/{step}.json", fields));

    private static CodeScenario Unknown(string operation, string step) => new(operation, "702", p => p.Api.PostFormAsync($"{Item}/99999/{step}.json", ("index", "0")));

    private static CodeScenario NoId(string operation, string step) => new(operation, "1001", p => p.Api.PostFormAsync($"{Item}/x/{step}.json"));

    private static CodeScenario Dynamic(string code, params (string, string)[] fields) => new("updateEmailDynamicContentUsingPOST", code, async p =>
    {
        await p.Server.ImportAsync("""{"segmentations":[{"id":1001,"name":"Area","segments":[{"id":1,"name":"Default"}]}]}""");
        var id = await p.Api.EmailAsync();
        await p.Api.ChangeAsync(id, "content/text", ("type", "DynamicContent"), ("value", "1001"));
        return await p.Api.PostFormAsync($"{Item}/{id}/dynamicContent/text.json", fields);
    });

    private const string European = """{"emails":[{"id":5001,"name":"European","workspace":"Europe","html":"<p>x</p>"}]}""";

    private static async Task<Reply> WithoutLeadsAsync(CodeServers.Prepared prepared)
    {
        await prepared.Server.ImportAsync(European);
        using var caller = await prepared.CallerAsync("Read-Only Assets");
        return await caller.GetAsync($"{Item}/5001/fullContent.json?leadId=1");
    }

    private static Task<long> EndlessAsync(CodeServers.Prepared prepared) =>
        prepared.Api.EmailAsync($"<meta class=mktoString id=a default={new string('x', 1000)}><p class=mktoText id=b>{string.Concat(Enumerable.Repeat("${a}", 5000))}</p>");
}
