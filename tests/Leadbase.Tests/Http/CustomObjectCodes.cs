using Leadbase.Tests.Http.CustomObjects;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of the operations of custom object types, and those that records of custom objects have beyond the other objects'.</summary>
internal static class CustomObjectCodes
{
    private const string Root = CustomObjectSteps.Root;
    private const string Schema = CustomObjectSteps.Schema;
    private const string Fields = """{"input":[{"name":"FIELD","displayName":"FIELD","dataType":"string"}]}""";

    public static CodeScenario[] All => [.. OfRecords, .. OfTypes, .. OfFields];

    /// <summary>Types that the scenarios take for existing: one with a draft beside what is approved, its bridge, and one that is only approved.</summary>
    public static async Task PrepareAsync(ApiClient api)
    {
        const string Key = """{"name":"key","displayName":"Key","dataType":"string","isDedupeField":true}""";
        await api.MakeTypeAsync("known", Key, CustomObjectSteps.LeadLink);
        await api.AddFieldsAsync("known", """{"name":"later","displayName":"Later","dataType":"string"}""");
        await api.MakeTypeAsync("edge", Key);
        await api.MakeTypeAsync("bridge", CustomObjectSteps.Vin, """{"name":"edge","displayName":"Edge","dataType":"link","relatedTo":{"name":"edge","field":"key"}}""");
    }

    private static CodeScenario[] OfRecords =>
    [
        Get("getCustomObjectsUsingGET", "1013", $"{Root}/nothing.json?filterType=idField&filterValues=1"),
        Get("describeUsingGET_1", "1013", $"{Root}/nothing/describe.json"),
    ];

    private static CodeScenario[] OfTypes =>
    [
        Get("listCustomObjectTypesUsingGET", "1003", $"{Schema}.json?state=old"),
        Get("describeCustomObjectTypeUsingGET", "1003", $"{Schema}/known/describe.json?state=old"),
        Get("describeCustomObjectTypeUsingGET", "1013", $"{Schema}/nothing/describe.json"),
        Get("getCustomObjectTypeDependentAssetsUsingGET", "1013", $"{Schema}/nothing/dependentAssets.json"),
        .. Bodies("syncCustomObjectTypeUsingPOST", $"{Schema}.json"),
        Post("syncCustomObjectTypeUsingPOST", "1001", $"{Schema}.json", """{"apiName":"new","displayName":"New","showInLeadDetail":"yes"}"""),
        Post("syncCustomObjectTypeUsingPOST", "1002", $"{Schema}.json", """{"displayName":"New"}"""),
        Post("syncCustomObjectTypeUsingPOST", "1003", $"{Schema}.json", """{"apiName":"a b","displayName":"New"}"""),
        Post("syncCustomObjectTypeUsingPOST", "1013", $"{Schema}.json", """{"action":"updateOnly","apiName":"nothing"}"""),
        Post("syncCustomObjectTypeUsingPOST", "1017", $"{Schema}.json", """{"action":"createOnly","apiName":"known","displayName":"New"}"""),
        Post("approveCustomObjectTypeUsingPOST", "1003", $"{Schema}/edge/approve.json", "{}"),
        Post("approveCustomObjectTypeUsingPOST", "1013", $"{Schema}/nothing/approve.json", "{}"),
        Post("discardCustomObjectTypeUsingPOST", "1013", $"{Schema}/nothing/discardDraft.json", "{}"),
        Post("discardCustomObjectTypeUsingPOST", "1048", $"{Schema}/edge/discardDraft.json", "{}"),
        Post("deleteCustomObjectTypeUsingPOST", "1013", $"{Schema}/nothing/delete.json", "{}"),
        Post("deleteCustomObjectTypeUsingPOST", "1022", $"{Schema}/edge/delete.json", "{}"),
    ];

    private static IEnumerable<CodeScenario> OfFields
    {
        get
        {
            var (add, update, delete) = ("addCustomObjectTypeFieldsUsingPOST", "updateCustomObjectTypeFieldUsingPOST", "deleteCustomObjectTypeFieldsUsingPOST");
            var (addPath, updatePath, deletePath) = ($"{Schema}/known/addField.json", $"{Schema}/known/later/updateField.json", $"{Schema}/known/deleteField.json");
            var many = string.Join(',', Enumerable.Range(0, 51).Select(i => $$"""{"name":"f{{i}}","displayName":"F{{i}}","dataType":"string"}"""));
            return
            [
                .. Bodies(add, addPath),
                Post(add, "1001", addPath, """{"input":5}"""),
                Post(add, "1002", addPath, "{}"),
                Post(add, "1003", addPath, Fields.Replace("\"string\"", "\"colour\"", StringComparison.Ordinal)),
                Post(add, "1006", addPath, Fields.Replace("\"string\"", "\"link\",\"relatedTo\":{\"name\":\"lead\",\"field\":\"nothing\"}", StringComparison.Ordinal)),
                Post(add, "1013", $"{Schema}/nothing/addField.json", Fields),
                Post(add, "1017", addPath, Fields.Replace("FIELD", "later", StringComparison.Ordinal)),
                Post(add, "1028", addPath, $$"""{"input":[{{many}}]}"""),
                .. Bodies(update, updatePath),
                Post(update, "1001", updatePath, """{"displayName":5}"""),
                Post(update, "1002", updatePath, """{"dataType":"link"}"""),
                Post(update, "1003", updatePath, "{}"),
                Post(update, "1006", $"{Schema}/known/nothing/updateField.json", """{"description":"x"}"""),
                Post(update, "1011", $"{Schema}/known/createdAt/updateField.json", """{"description":"x"}"""),
                Post(update, "1013", $"{Schema}/nothing/later/updateField.json", """{"description":"x"}"""),
                Post(update, "1017", updatePath, """{"name":"key"}"""),
                .. Bodies(delete, deletePath),
                Post(delete, "1001", deletePath, """{"input":[{"name":5}]}"""),
                Post(delete, "1002", deletePath, """{"input":[{}]}"""),
                Post(delete, "1003", deletePath, """{"input":[{"name":"key"}]}"""),
                Post(delete, "1006", deletePath, """{"input":[{"name":"nothing"}]}"""),
                Post(delete, "1011", deletePath, """{"input":[{"name":"createdAt"}]}"""),
                Post(delete, "1013", $"{Schema}/nothing/deleteField.json", """{"input":[{"name":"later"}]}"""),
            ];
        }
    }
}
