using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Gateway;
using Leadbase.Tests.Http.Marketing;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of landing pages, their templates and redirect rules, besides those of their life.</summary>
internal static class PageCodes
{
    private const string Template = "/rest/asset/v1/landingPageTemplate";
    private const string Page = "/rest/asset/v1/landingPage";
    private const string Rules = "/rest/asset/v1/redirectRules.json";
    private const string Rule = "/rest/asset/v1/redirectRule";

    public static CodeScenario[] All =>
    [
        Get("getLandingPageTemplateContentUsingGET", "1001", $"{Template}/x/content.json"),
        new("updateLandingPageTemplateContentUsingPOST", "701", async p => await p.Api.PostFormAsync($"{Template}/{await p.Api.PageTemplateAsync(PageSteps.FreeForm)}/content.json")),
        Form("updateLandingPageTemplateContentUsingPOST", "702", $"{Template}/99999/content.json"),
        Form("updateLandingPageTemplateContentUsingPOST", "1001", $"{Template}/x/content.json"),
        Get("getLandingPageContentUsingGET", "1001", $"{Page}/x/content.json"),
        .. Changes("addLandingPageContentUsingPOST", "content", [], [("contentId", "a"), ("type", "Sound"), ("value", "x")], [("contentId", "a b"), ("type", "HTML"), ("value", "x")]),
        .. Changes("updateLandingPageContentUsingPOST", "content/a", [], [("type", "Form"), ("value", "x"), ("index", "x")], [("type", "HTML"), ("value", "x")]),
        Form("removeLandingPageContentUsingPOST", "702", $"{Page}/99999/content/a/delete.json"),
        OnPage("removeLandingPageContentUsingPOST", "709", "content/a/delete"),
        Form("removeLandingPageContentUsingPOST", "1001", $"{Page}/x/content/a/delete.json"),
        Get("getLandingPageDynamicContentsUsingGET", "1001", $"{Page}/x/dynamicContent/a.json"),
        Dynamic("701", ("value", "x")),
        OnPage("updateLandingPageDynamicContentUsingPOST", "702", "dynamicContent/a"),
        Dynamic("709", ("segment", "Nobody"), ("value", "x")),
        Dynamic("1001", ("segment", "1"), ("value", "x"), ("type", "Sound")),
        Get("getVariablesUsingGET", "1001", $"{Page}/x/variables.json"),
        OnPage("updateLandingPageVariableUsingPOST", "701", "variable/a"),
        Form("updateLandingPageVariableUsingPOST", "702", $"{Page}/99999/variable/a.json"),
        OnPage("updateLandingPageVariableUsingPOST", "709", "variable/a", ("value", "x")),
        Form("updateLandingPageVariableUsingPOST", "1001", $"{Page}/x/variable/a.json"),
        new("getLandingPageFullContentUsingGET", "603", async p =>
        {
            var id = await NewAsync(p.Api);
            using var caller = await GatewayProbe.ServiceAsync(p.Server, "Read-Only Assets");
            return await caller.GetAsync($"{Page}/{id}/fullContent.json?leadId=1");
        }),
        new("getLandingPageFullContentUsingGET", "709", async p =>
        {
            var id = await p.Api.PageAsync(LifecycleCodes.New(), await p.Api.PageTemplateAsync(PageSteps.FreeForm));
            await p.Api.PostFormAsync($"{Page}/{id}/content.json", ("contentId", "a"), ("type", "HTML"), ("value", string.Concat(Enumerable.Repeat("{{my.a}}", 50_001))));
            return await p.Api.GetAsync($"{Page}/{id}/fullContent.json");
        }),
        new("getLandingPageFullContentUsingGET", "1001", async p => await p.Api.GetAsync($"{Page}/{await NewAsync(p.Api)}/fullContent.json?segmentation=[1]")),
        new("getLandingPageFullContentUsingGET", "1004", async p => await p.Api.GetAsync($"{Page}/{await NewAsync(p.Api)}/fullContent.json?leadId=99999")),
        Get("getLandingPageRedirectRuleByIdUsingGET", "1001", $"{Rule}/x.json"),
        Get("getLandingPageRedirectRulesUsingGET", "704", $"{Rules}?latestUpdatedAt=x"),
        Get("getLandingPageRedirectRulesUsingGET", "1001", $"{Rules}?offset=x"),
        Form("createLandingPageRedirectRuleUsingPOST", "701", Rules, ("hostname", "x")),
        Form("createLandingPageRedirectRuleUsingPOST", "709", Rules, ("hostname", "x"), ("redirectFrom", """{"type":"path","value":"a"}"""), ("redirectTo", """{"type":"url","value":"www.b.com"}""")),
        Form("createLandingPageRedirectRuleUsingPOST", "1001", Rules, ("hostname", Assets.RedirectTests.Host), ("redirectFrom", "x"), ("redirectTo", "x")),
        Form("updateLandingPageRedirectRuleUsingPOST", "702", $"{Rule}/99999.json"),
        new("updateLandingPageRedirectRuleUsingPOST", "709", async p => await p.Api.PostFormAsync($"{Rule}/{await RuleAsync(p.Api)}.json", ("hostname", "nowhere"))),
        Form("updateLandingPageRedirectRuleUsingPOST", "1001", $"{Rule}/x.json"),
        Form("deleteLandingPageRedirectRuleUsingPOST", "702", $"{Rule}/99999/delete.json"),
        Form("deleteLandingPageRedirectRuleUsingPOST", "1001", $"{Rule}/x/delete.json"),
        Get("getLandingPageDomainsUsingGET", "1001", "/rest/asset/v1/landingPageDomains.json?maxReturn=x"),
    ];

    private static IEnumerable<CodeScenario> Changes(string operation, string step, (string, string)[] blank, (string, string)[] wrong, (string, string)[] refused) =>
    [
        OnPage(operation, "701", step, blank),
        Form(operation, "702", $"{Page}/99999/{step}.json"),
        OnPage(operation, "709", step, refused),
        operation.StartsWith("add", StringComparison.Ordinal) ? OnPage(operation, "1001", step, wrong) : Form(operation, "1001", $"{Page}/x/{step}.json", wrong),
    ];

    private static CodeScenario Dynamic(string code, params (string, string)[] fields) => new("updateLandingPageDynamicContentUsingPOST", code, async p =>
    {
        var id = await NewAsync(p.Api);
        await p.Server.ImportAsync("""{"segmentations":[{"id":1501,"name":"Of pages","segments":[{"id":1,"name":"One"},{"id":2,"name":"Default"}]}]}""");
        await p.Api.PostFormAsync($"{Page}/{id}/content.json", ("contentId", "a"), ("type", "HTML"), ("value", "x"));
        await p.Api.PostFormAsync($"{Page}/{id}/content/a.json", ("type", "DynamicContent"), ("value", "1501"));
        return await p.Api.PostFormAsync($"{Page}/{id}/dynamicContent/a.json", fields);
    });

    private static async Task<long> NewAsync(ApiClient api) => await LifecycleSample.Of("landing page").NewAsync(api, LifecycleCodes.New());

    private static async Task<long> RuleAsync(ApiClient api) =>
        (await api.PostFormAsync(Rules, ("hostname", Assets.RedirectTests.Host), ("redirectFrom", $$"""{"type":"path","value":"{{Guid.NewGuid():N}}"}"""), ("redirectTo", """{"type":"url","value":"www.b.com"}""")))
        .One().GetProperty("id").GetInt64();

    private static CodeScenario OnPage(string operation, string code, string step, params (string, string)[] fields) =>
        new(operation, code, async p => await p.Api.PostFormAsync($"{Page}/{await NewAsync(p.Api)}/{step}.json", fields));

    private static CodeScenario Form(string operation, string code, string path, params (string, string)[] fields) => new(operation, code, p => p.Api.PostFormAsync(path, fields));
}
