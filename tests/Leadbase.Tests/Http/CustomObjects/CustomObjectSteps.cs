using System.Text.Json;

namespace Leadbase.Tests.Http.CustomObjects;

/// <summary>What tests of custom objects do again and again.</summary>
internal static class CustomObjectSteps
{
    public const string Root = "/rest/v1/customobjects";
    public const string Schema = "/rest/v1/customobjects/schema";
    public const string Vin = """{"name":"vin","displayName":"VIN","dataType":"string","isDedupeField":true}""";
    public const string LeadLink = """{"name":"leadID","displayName":"Lead ID","dataType":"link","relatedTo":{"name":"lead","field":"id"}}""";
    public const string Year = """{"name":"year","displayName":"Year","dataType":"integer"}""";

    /// <summary>Makes a draft of a type with fields, each as JSON.</summary>
    public static async Task DraftTypeAsync(this ApiClient api, string name, params string[] fields)
    {
        await SucceedAsync(api.PostAsync($"{Schema}.json", new { action = "createOnly", apiName = name, displayName = "Label of " + name, description = "Made by a test" }));
        if (fields.Length > 0) await api.AddFieldsAsync(name, fields);
    }

    /// <summary>Makes a type with fields, each as JSON, and approves it.</summary>
    public static async Task MakeTypeAsync(this ApiClient api, string name, params string[] fields)
    {
        await api.DraftTypeAsync(name, fields);
        await api.ApproveAsync(name);
    }

    public static Task AddFieldsAsync(this ApiClient api, string name, params string[] fields) => SucceedAsync(api.TryAddFieldsAsync(name, fields));

    public static Task<Reply> TryAddFieldsAsync(this ApiClient api, string name, params string[] fields) =>
        api.PostAsync($"{Schema}/{name}/addField.json", $$"""{"input":[{{string.Join(',', fields)}}]}""");

    public static Task ApproveAsync(this ApiClient api, string name) => SucceedAsync(api.PostAsync($"{Schema}/{name}/approve.json", null));

    /// <summary>Sync of records, each as JSON.</summary>
    public static Task<Reply> SyncRecordsAsync(this ApiClient api, string name, params string[] records) =>
        api.PostAsync($"{Root}/{name}.json", $$"""{"input":[{{string.Join(',', records)}}]}""");

    /// <summary>The names of the fields that a description of a type or of an object tells.</summary>
    public static async Task<string[]> FieldsAsync(this ApiClient api, string path)
    {
        var reply = await api.GetAsync(path);
        Assert.True(reply.Success, reply.Body);
        return [.. Assert.Single(reply.Result).GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()!)];
    }

    /// <summary>The values of a field of records found by a filter, as JSON, in order.</summary>
    public static async Task<string[]> ValuesAsync(this ApiClient api, string name, string filterType, string values, string field)
    {
        var reply = await api.GetAsync($"{Root}/{name}.json?filterType={filterType}&filterValues={values}&fields={field}");
        Assert.True(reply.Success, reply.Body);
        return [.. reply.Result.Select(r => r.GetProperty(field).GetRawText())];
    }

    /// <summary>The members of a JSON array of texts.</summary>
    public static string Joined(this JsonElement array) => string.Join(',', array.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Array ? $"[{e.Joined()}]" : e.GetString()));

    /// <summary>Waits for a call that succeeds, and has an empty result.</summary>
    public static async Task SucceedAsync(Task<Reply> call)
    {
        var reply = await call;
        Assert.True(reply.Success && reply.Result.Length == 0, reply.Body);
    }
}
