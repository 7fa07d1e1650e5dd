using Leadbase.Tests.Http.Activities;
using static Leadbase.Tests.Http.Activities.CustomActivitySteps;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of custom activity types and of Add Custom Activities.</summary>
internal static class CustomActivityCodes
{
    private const string Used = Types + "/used";
    private const string Full = Types + "/full";
    private const string Late = Types + "/late";
    private const string None = Types + "/none";
    private const string Twenty = "/attributes/update.json";

    public static CodeScenario[] All => [.. Editing, .. Attributes, .. Lifecycle, .. Adding];

    private static IEnumerable<CodeScenario> Editing =>
    [
        .. Bodies("createCustomActivityTypeUsingPOST", Types + ".json"),
        Post("createCustomActivityTypeUsingPOST", "1001", Types + ".json", """{"apiName":5}"""),
        Post("createCustomActivityTypeUsingPOST", "1002", Types + ".json", "{}"),
        Post("createCustomActivityTypeUsingPOST", "1003", Types + ".json", """{"apiName":"a","name":"?"}"""),
        new("createCustomActivityTypeUsingPOST", "1017", p => p.Api.PostAsync(Types + ".json", Type("used"))),
        new("createCustomActivityTypeUsingPOST", "1027", async p =>
        {
            for (var i = 0; i < 10; i++) await p.Api.PostAsync(Types + ".json", Type($"spare{i}"));
            return await p.Api.PostAsync(Types + ".json", Type("further"));
        }),

        .. Bodies("updateCustomActivityTypeUsingPOST", Used + ".json"),
        Post("updateCustomActivityTypeUsingPOST", "1001", Used + ".json", """{"name":5}"""),
        Post("updateCustomActivityTypeUsingPOST", "1002", Used + ".json", """{"primaryAttribute":{}}"""),
        Post("updateCustomActivityTypeUsingPOST", "1003", Used + ".json", """{"apiName":"other"}"""),
        Post("updateCustomActivityTypeUsingPOST", "1013", None + ".json", """{"name":"A"}"""),
        Post("updateCustomActivityTypeUsingPOST", "1017", Full + ".json", """{"triggerName":"Does used"}"""),
        Post("updateCustomActivityTypeUsingPOST", "1022", Used + ".json", """{"name":"Other"}"""),
    ];

    private static IEnumerable<CodeScenario> Attributes =>
    [
        .. OfAttributes("create"),
        Post("createCustomActivityTypeAttributesUsingPOST", "1017", Used + "/attributes/create.json", """{"attributes":[{"apiName":"a0","name":"A","dataType":"string"}]}"""),
        Post("createCustomActivityTypeAttributesUsingPOST", "1028", Full + "/attributes/create.json", """{"attributes":[{"apiName":"b","name":"B","dataType":"string"}]}"""),

        .. OfAttributes("update"),
        Post("updateCustomActivityTypeAttributesUsingPOST", "1006", Used + Twenty, """{"attributes":[{"apiName":"none"}]}"""),
        Post("updateCustomActivityTypeAttributesUsingPOST", "1022", Used + Twenty, """{"attributes":[{"apiName":"about","name":"Other"}]}"""),
        Post("updateCustomActivityTypeAttributesUsingPOST", "1028", Full + Twenty, """{"attributes":[{"apiName":"about","isPrimary":false}]}"""),

        .. OfAttributes("delete"),
        Post("deleteCustomActivityTypeAttributesUsingPOST", "1006", Used + "/attributes/delete.json", """{"attributes":[{"apiName":"none"}]}"""),
    ];

    private static IEnumerable<CodeScenario> Lifecycle =>
    [
        Get("describeCustomActivityTypeUsingGET", "1001", Used + "/describe.json?draft=x"),
        Get("describeCustomActivityTypeUsingGET", "1013", None + "/describe.json"),
        Post("approveCustomActivityTypeUsingPOST", "1003", Used + "/approve.json", ""),
        Post("approveCustomActivityTypeUsingPOST", "1013", None + "/approve.json", ""),
        Post("approveCustomActivityTypeUsingPOST", "1022", Late + "/approve.json", ""),
        Post("discardDraftofCustomActivityTypeUsingPOST", "1003", Full + "/discardDraft.json", ""),
        Post("discardDraftofCustomActivityTypeUsingPOST", "1013", None + "/discardDraft.json", ""),
        Post("deleteCustomActivityTypeUsingPOST", "1013", None + "/delete.json", ""),
    ];

    private static IEnumerable<CodeScenario> Adding =>
    [
        .. Bodies("addCustomActivityUsingPOST", AddPath),
        Add("1001", Record(100_001) with { activityDate = "yesterday" }),
        Add("1002", Record(100_001) with { attributes = null }),
        new("addCustomActivityUsingPOST", "1003", p => p.Api.PostAsync(AddPath, new { input = Enumerable.Repeat(Record(100_001), 301) })),
        Add("1004", Record(100_001) with { leadId = 99999 }),
        Add("1006", Record(100_001, ("none", "x"))),
        new("addCustomActivityUsingPOST", "1008", async p =>
        {
            var lead = (await p.Europe.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=europe@x.com")).Result[0].GetProperty("id").GetInt64();
            return await p.Api.PostAsync(AddPath, new { input = new[] { Record(100_001) with { leadId = lead } } });
        }),
        Add("1013", Record(12)),
        Add("1049", Record(100_001, ("a0", new string('x', 65_536)))),
    ];

    /// <summary>A type in use, one that is full and was never approved, and one whose draft has come too late to be approved.</summary>
    public static async Task PrepareAsync(ApiClient api)
    {
        var used = await api.MakeTypeAsync("used", ("a0", "string"));
        Assert.Equal(["added"], (await api.PostAsync(AddPath, new { input = new[] { Record(used) } })).Outcomes);
        await api.DoAsync(Types + ".json", Type("full"));
        await api.DoAsync(Full + "/attributes/create.json", new { attributes = Enumerable.Range(0, 20).Select(i => new { apiName = $"a{i}", name = $"A {i}", dataType = "string" }) });
        var late = await api.MakeTypeAsync("late");
        await api.DoAsync(Late + ".json", new { triggerName = "Does it later" });
        Assert.Equal(["added"], (await api.PostAsync(AddPath, new { input = new[] { Record(late) } })).Outcomes);
    }

    private static IEnumerable<CodeScenario> OfAttributes(string verb)
    {
        var (operation, path) = ($"{verb}CustomActivityTypeAttributesUsingPOST", $"{Used}/attributes/{verb}.json");
        foreach (var body in Bodies(operation, path)) yield return body;
        yield return Post(operation, "1001", path, """{"attributes":[5]}""");
        yield return Post(operation, "1002", path, "{}");
        yield return Post(operation, "1003", path, """{"attributes":[{"apiName":"about","name":"A","dataType":"score"}]}""");
        yield return Post(operation, "1013", $"{None}/attributes/{verb}.json", """{"attributes":[{"apiName":"a"}]}""");
    }

    private static CodeScenario Add(string code, CustomRecord record) =>
        new("addCustomActivityUsingPOST", code, p => p.Api.PostAsync(AddPath, new { input = new[] { record } }));
}
