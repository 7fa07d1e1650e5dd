using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.SmartLists;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of smart lists and segmentations, and those of static lists and smart campaigns besides the ones of their life.</summary>
internal static class SmartListCodes
{
    private const string SmartList = "/rest/asset/v1/smartList";
    private const string StaticList = "/rest/asset/v1/staticList";
    private const string Campaign = "/rest/asset/v1/smartCampaign";
    private const string Clone = "cloneSmartListUsingPOST";

    public static CodeScenario[] All =>
    [
        Get("getSmartListByIdUsingGET", "1001", $"{SmartList}/x.json"),
        Get("getSmartListByNameUsingGET", "701", $"{SmartList}/byName.json"),
        Get("getSmartListByNameUsingGET", "1001", $"{SmartList}/byName.json?name=x&folder=x"),
        Get("getSmartListsUsingGET", "704", "/rest/asset/v1/smartLists.json?earliestUpdatedAt=x"),
        Get("getSmartListsUsingGET", "1001", "/rest/asset/v1/smartLists.json?maxReturn=x"),
        Get("getSmartListBySmartCampaignIdUsingGET", "1001", $"{Campaign}/1/smartList.json?includeRules=perhaps"),
        Get("getSmartListByProgramIdUsingGET", "1001", "/rest/asset/v1/program/x/smartList.json"),
        Get("getSegmentationUsingGET", "704", "/rest/asset/v1/segmentation.json?earliestUpdatedAt=x"),
        Get("getSegmentationUsingGET", "1001", "/rest/asset/v1/segmentation.json?status=x"),
        Get("getSegmentsForSegmentationUsingGET", "1001", "/rest/asset/v1/segmentation/x/segments.json"),

        Form(Clone, "701", async p => $"{SmartList}/{await SmartListAsync(p, "")}/clone.json"),
        Form(Clone, "702", _ => Task.FromResult($"{SmartList}/99999/clone.json")),
        Form(Clone, "709", async p => $"{SmartList}/{await SmartListAsync(p, "Taken")}/clone.json", ("name", "Taken"), ("folder", "32")),
        Form(Clone, "710", async p => $"{SmartList}/{await SmartListAsync(p, "")}/clone.json", ("name", "x"), ("folder", "99999")),
        Form(Clone, "711", async p => $"{SmartList}/{await SmartListAsync(p, "")}/clone.json", ("name", "x"), ("folder", "21")),
        Form(Clone, "1001", _ => Task.FromResult($"{SmartList}/x/clone.json")),
        Form("deleteSmartListByIdUsingPOST", "702", _ => Task.FromResult($"{SmartList}/99999/delete.json")),
        Form("deleteSmartListByIdUsingPOST", "709", async p => $"{SmartList}/{await UsedSmartListAsync(p)}/delete.json"),
        Form("deleteSmartListByIdUsingPOST", "1001", _ => Task.FromResult($"{SmartList}/x/delete.json")),

        Form(StaticListDelete, "702", _ => Task.FromResult($"{StaticList}/99999/delete.json")),
        Form(StaticListDelete, "709", async p => $"{StaticList}/{await UsedStaticListAsync(p)}/delete.json"),
        Form(StaticListDelete, "1001", _ => Task.FromResult($"{StaticList}/x/delete.json")),

        Form("deleteSmartCampaignUsingPOST", "709", async p => $"{Campaign}/{await CampaignAsync(p, active: true)}/delete.json"),
        .. new[] { "activate", "deactivate" }.SelectMany(step => new[]
        {
            Form($"{step}SmartCampaignUsingPOST", "702", _ => Task.FromResult($"{Campaign}/99999/{step}.json")),
            Form($"{step}SmartCampaignUsingPOST", "709", async p => $"{Campaign}/{await CampaignAsync(p, active: step == "activate")}/{step}.json"),
            Form($"{step}SmartCampaignUsingPOST", "1001", _ => Task.FromResult($"{Campaign}/x/{step}.json")),
        }),
    ];

    private const string StaticListDelete = "deleteStaticListByIdUsingPOST";

    private static CodeScenario Form(string operation, string code, Func<CodeServers.Prepared, Task<string>> path, params (string, string)[] fields) =>
        new(operation, code, async p => await p.Api.PostFormAsync(await path(p), fields));

    private static async Task<long> SmartListAsync(CodeServers.Prepared p, string name, string rules = "{}")
    {
        name = name.Length > 0 ? name : LifecycleCodes.New();
        await p.Server.ImportAsync($$"""{"smartLists":[{"name":"{{name}}","folder":{"id":32},"rules":{{rules}}}]}""");
        return (await p.Api.GetAsync($"{SmartList}/byName.json?name={name}")).AssetIds()[0];
    }

    private static async Task<long> UsedSmartListAsync(CodeServers.Prepared p)
    {
        var id = await SmartListAsync(p, "Needed");
        await SmartListAsync(p, "", SmartListSteps.Rules(SmartListSteps.Filter("Member of Smart List", "Smart List|in|Needed")).ToJson());
        return id;
    }

    private static async Task<long> UsedStaticListAsync(CodeServers.Prepared p)
    {
        var id = await LifecycleSample.Of("static list").NewAsync(p.Api, LifecycleCodes.New());
        await p.Server.ImportAsync($$"""{"smartCampaigns":[{"name":"{{LifecycleCodes.New()}}","type":"batch","staticListId":{{id}}}]}""");
        return id;
    }

    private static async Task<long> CampaignAsync(CodeServers.Prepared p, bool active)
    {
        var name = LifecycleCodes.New();
        await p.Server.ImportAsync($$"""{"smartCampaigns":[{"name":"{{name}}","type":"trigger","isActive":{{(active ? "true" : "false")}}}]}""");
        return (await p.Api.GetAsync($"{Campaign}/byName.json?name={name}")).AssetIds()[0];
    }
}
