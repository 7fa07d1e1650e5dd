using Leadbase.Tests.Http.Assets;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of programs as assets, besides those of their life.</summary>
internal static class ProgramAssetCodes
{
    private const string Item = "/rest/asset/v1/program";

    public static CodeScenario[] All =>
    [
        Get("browseProgramsUsingGET", "701", "/rest/asset/v1/programs.json?filterType=id"),
        Get("getProgramListByTagUsingGET", "701", $"{Item}/byTag.json?tagType=Region"),
        Get("getProgramListByTagUsingGET", "1001", $"{Item}/byTag.json?tagType=Region&tagValue=EMEA&offset=x"),
        new("createProgramUsingPOST", "704", p => LifecycleSample.Of("program").CreateAsync(p.Api, LifecycleCodes.New(), null, ("startDate", "soon"))),
        new("updateProgramUsingPOST", "704", async p =>
            await p.Api.PostFormAsync($"{Item}/{await NewAsync(p.Api)}.json", ("costs", "[{\"startDate\":\"soon\",\"cost\":1}]"))),
        new("deleteProgramUsingPOST", "709", async p =>
        {
            var id = await NewAsync(p.Api);
            var list = await p.Api.PostFormAsync("/rest/asset/v1/smartCampaigns.json", ("name", LifecycleCodes.New()), ("folder", LifecycleSample.FolderJson(id, "Program")));
            await ProgramTests.ActivateAsync(p.Server, list.AssetIds()[0]);
            return await p.Api.PostFormAsync($"{Item}/{id}/delete.json");
        }),
        .. Steps("approveProgramUsingPOST", "approve"),
        .. Steps("unapproveProgramUsingPOST", "unapprove"),
    ];

    private static CodeScenario[] Steps(string operation, string step) =>
    [
        new(operation, "702", p => p.Api.PostFormAsync($"{Item}/99999/{step}.json")),
        new(operation, "709", async p => await p.Api.PostFormAsync($"{Item}/{await NewAsync(p.Api)}/{step}.json")),
        new(operation, "1001", p => p.Api.PostFormAsync($"{Item}/x/{step}.json")),
    ];

    private static Task<long> NewAsync(ApiClient api) => LifecycleSample.Of("program").NewAsync(api, LifecycleCodes.New());
}
