using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of snippets, besides those of their life.</summary>
internal static class SnippetCodes
{
    private const string Item = "/rest/asset/v1/snippet";

    public static CodeScenario[] All =>
    [
        Get("getSnippetContentByIdUsingGET", "1001", $"{Item}/x/content.json"),
        Get("getDynamicContentUsingGET", "1001", $"{Item}/1/dynamicContent.json?status=x"),
        Form("updateContentUsingPOST_1", "701", "content", ("type", "HTML")),
        new("updateContentUsingPOST_1", "702", p => p.Api.PostFormAsync($"{Item}/99999/content.json")),
        Form("updateContentUsingPOST_1", "709", "content", ("type", "DynamicContent"), ("content", "99999")),
        Form("updateContentUsingPOST_1", "1001", "content", ("type", "Sound"), ("content", "x")),
        Form("updateDynamicContentUsingPOST", "701", "dynamicContent/1"),
        new("updateDynamicContentUsingPOST", "702", p => p.Api.PostFormAsync($"{Item}/99999/dynamicContent/1.json")),
        Form("updateDynamicContentUsingPOST", "709", "dynamicContent/1", ("type", "HTML"), ("value", "x")),
        Form("updateDynamicContentUsingPOST", "1001", "dynamicContent/x"),
    ];

    private static CodeScenario Form(string operation, string code, string step, params (string, string)[] fields) => new(operation, code, async p =>
        await p.Api.PostFormAsync($"{Item}/{await Assets.LifecycleSample.Of("snippet").NewAsync(p.Api, Assets.LifecycleCodes.New())}/{step}.json", fields));
}
