using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Assets.Contents;

namespace Leadbase.Tests.Http;

/// <summary>The codes of new emails, templates and fragments.</summary>
internal static class ContentCodes
{
    public static CodeScenario[] All => [.. ContentSample.All.SelectMany(s => Of(s).Concat(Bodies(s)))];

    private static IEnumerable<CodeScenario> Of(ContentSample s)
    {
        CodeScenario Post(string operation, string code, string path, string body) => CodeScenario.Post($"{operation}_{s.Word}", code, s.Path + path, body);
        CodeScenario Get(string operation, string code, string path) => CodeScenario.Get($"{operation}_{s.Word}", code, s.Path + path);
        CodeScenario On(string operation, string code, Func<ApiClient, string, Task<Reply>> call, string more = "{}") =>
            new($"{operation}_{s.Word}", code, async p => await call(p.Api, await s.NewAsync(p.Api, LifecycleCodes.New(), more)));
        Task<string> ApprovedAsync(ApiClient api) => s.ApprovedAsync(api, LifecycleCodes.New());

        return
        [
            new($"createContentUsingPOST_{s.Word}", "701", p => s.CreateAsync(p.Api, " ")),
            new($"createContentUsingPOST_{s.Word}", "709", p => s.CreateAsync(p.Api, new string('x', 256))),
            new($"createContentUsingPOST_{s.Word}", "710", p => s.CreateAsync(p.Api, LifecycleCodes.New(), """{"appData":{"folderId":"99999"}}""")),
            new($"createContentUsingPOST_{s.Word}", "711", p => s.CreateAsync(p.Api, LifecycleCodes.New(), """{"appData":{"folderId":"27"}}""")),
            new($"createContentUsingPOST_{s.Word}", "1001", p => s.CreateAsync(p.Api, LifecycleCodes.New(), """{"appData":7}""")),
            On("updateContentUsingPOST", "701", (api, id) => s.UpdateAsync(api, id, """{"name":""}""")),
            Post("updateContentUsingPOST", "702", "/99999/update", "{}"),
            On("updateContentUsingPOST", "709", (api, id) => s.EditAsync(api, id, "{{fragment id='99999'}}")),
            On("updateContentUsingPOST", "710", (api, id) => s.UpdateAsync(api, id, """{"appData":{"folderId":"99999"}}""")),
            On("updateContentUsingPOST", "711", (api, id) => s.UpdateAsync(api, id, """{"appData":{"folderId":"27"}}""")),
            Post("updateContentUsingPOST", "1001", "/x/update", "{}"),
            Post("cloneContentUsingPOST", "701", "/clone", """{"assetId":"1"}"""),
            Post("cloneContentUsingPOST", "702", "/clone", """{"assetId":"99999","newAsset":{"name":"x"}}"""),
            On("cloneContentUsingPOST", "709", (api, id) => s.CloneAsync(api, id, new string('x', 256))),
            Post("cloneContentUsingPOST", "1001", "/clone", """{"assetId":"x","newAsset":{"name":"x"}}"""),
            Post("stateTransitionUsingPOST", "701", "/state/transition", """{"contentId":"1"}"""),
            Post("stateTransitionUsingPOST", "702", "/state/transition", """{"contentId":"99999","action":"approve"}"""),
            On("stateTransitionUsingPOST", "709", (api, id) => s.StepAsync(api, id, "unapprove")),
            On("stateTransitionUsingPOST", "1001", (api, id) => s.StepAsync(api, id, "publish")),
            Unheaded("deleteContentUsingPOST", api => s.DeleteAsync(api, "1")),
            Post("deleteContentUsingPOST", "702", "/99999/delete", ""),
            new($"deleteContentUsingPOST_{s.Word}", "709", async p => await s.DeleteAsync(p.Api, await ApprovedAsync(p.Api))),
            Post("deleteContentUsingPOST", "1001", "/x/delete", ""),
            Post("bulkDeleteUsingPOST", "701", "/bulk/delete", "{}"),
            Post("bulkDeleteUsingPOST", "702", "/bulk/delete", """{"assetIds":["99999"]}"""),
            new($"bulkDeleteUsingPOST_{s.Word}", "709", async p => await s.BulkAsync(p.Api, "delete", [await ApprovedAsync(p.Api)])),
            Post("bulkDeleteUsingPOST", "1001", "/bulk/delete", """{"assetIds":"1"}"""),
            new($"bulkDeleteUsingPOST_{s.Word}", "1003", p => s.BulkAsync(p.Api, "delete", Enumerable.Range(1, 21).Select(i => $"{i}"))),
            Unheaded("getContentUsingGET", api => s.GetAsync(api, "1")),
            Get("getContentUsingGET", "1001", "/x"),
            Get("filterContentUsingGET", "701", "/filter"),
            Get("filterContentUsingGET", "704", "/filter?workspaceId=1&createdAtStart=yesterday"),
            Get("filterContentUsingGET", "1001", "/filter?workspaceId=1&sortKey=colour"),
            Post("bulkGetUsingPOST", "701", "/bulk/get", "{}"),
            Post("bulkGetUsingPOST", "1001", "/bulk/get", """{"assetIds":["x"]}"""),
            new($"bulkGetUsingPOST_{s.Word}", "1003", p => s.BulkAsync(p.Api, "get", Enumerable.Range(1, 21).Select(i => $"{i}"))),
            Post("getContentUsedByUsingPOST", "701", "/usedby", "{}"),
            Post("getContentUsedByUsingPOST", "1001", "/usedby", """{"assetId":"1","pageIndex":-1}"""),
            Post("bulkUsedByUsingPOST", "701", "/bulk/usedby", "{}"),
            Post("bulkUsedByUsingPOST", "1001", "/bulk/usedby", """{"assetIds":[{}]}"""),
            new($"bulkUsedByUsingPOST_{s.Word}", "1003", p => s.BulkAsync(p.Api, "usedby", Enumerable.Range(1, 51).Select(i => $"{i}"))),
        ];

        // Without the header.
        CodeScenario Unheaded(string operation, Func<ApiClient, Task<Reply>> call) => new($"{operation}_{s.Word}", "701", async p =>
        {
            using var api = p.Api.With();
            api.AppType = null;
            return await call(api);
        });
    }

    private static IEnumerable<CodeScenario> Bodies(ContentSample s) =>
        new[]
        {
            ("createContentUsingPOST", ""), ("updateContentUsingPOST", "/1/update"), ("cloneContentUsingPOST", "/clone"), ("stateTransitionUsingPOST", "/state/transition"),
            ("bulkDeleteUsingPOST", "/bulk/delete"), ("bulkGetUsingPOST", "/bulk/get"), ("getContentUsedByUsingPOST", "/usedby"), ("bulkUsedByUsingPOST", "/bulk/usedby"),
        }.SelectMany(o => CodeScenario.Bodies($"{o.Item1}_{s.Word}", s.Path + o.Item2));
}
