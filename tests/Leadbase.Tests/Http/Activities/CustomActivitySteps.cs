using System.Text.Json;

namespace Leadbase.Tests.Http.Activities;

#pragma warning disable IDE1006, SA1300 // The members are called as they are on the wire.
/// <summary>A record of Add Custom Activities.</summary>
internal sealed record CustomRecord(object? leadId, object? activityDate, object? activityTypeId, object? primaryAttributeValue, object? attributes);
#pragma warning restore IDE1006, SA1300

/// <summary>What tests of custom activities do again and again.</summary>
internal static class CustomActivitySteps
{
    public const string AddPath = "/rest/v1/activities/external.json";
    public const string Types = "/rest/v1/activities/external/type";
    public const string Browse = "/rest/v1/activities/external/types.json";

    /// <summary>The body of a new type.</summary>
    public static object Type(string apiName) => new
    {
        apiName,
        name = "Do " + apiName,
        triggerName = "Does " + apiName,
        filterName = "Did " + apiName,
        primaryAttribute = new { apiName = "about", name = "About" },
    };

    /// <summary>A record of a type and of lead 1.</summary>
    public static CustomRecord Record(long type, params (string ApiName, object? Value)[] attributes) =>
        new(1, "2026-03-02T12:00:00-0600", type, "Subject", attributes.Select(a => new { apiName = a.ApiName, value = a.Value }));

    /// <summary>A call that must succeed; returns its one result.</summary>
    public static async Task<JsonElement> DoAsync(this ApiClient api, string path, object? body)
    {
        var reply = await api.PostAsync(path, body);
        Assert.True(reply.Success, reply.Body);
        return Assert.Single(reply.Result);
    }

    /// <summary>An approved type with attributes; returns its id.</summary>
    public static async Task<long> MakeTypeAsync(this ApiClient api, string apiName, params (string ApiName, string DataType)[] attributes)
    {
        await api.DoAsync(Types + ".json", Type(apiName));
        if (attributes.Length > 0) await api.EditAsync(apiName, "create", attributes.Select(a => new { apiName = a.ApiName, name = "Label of " + a.ApiName, dataType = a.DataType }));
        return (await api.ApproveAsync(apiName)).GetProperty("id").GetInt64();
    }

    /// <summary>Creates, updates or deletes attributes.</summary>
    public static Task<JsonElement> EditAsync(this ApiClient api, string apiName, string verb, object attributes) =>
        api.DoAsync($"{Types}/{apiName}/attributes/{verb}.json", new { attributes });

    public static Task<JsonElement> ApproveAsync(this ApiClient api, string apiName) => api.DoAsync($"{Types}/{apiName}/approve.json", null);

    /// <summary>Adds records; each must be added.</summary>
    public static async Task<JsonElement[]> AddAsync(this ApiClient api, params CustomRecord[] input)
    {
        var reply = await api.PostAsync(AddPath, new { input });
        Assert.True(reply.Success && reply.Outcomes.All(o => o == "added"), reply.Body);
        return reply.Result;
    }

    /// <summary>The activities of a type since long ago.</summary>
    public static async Task<JsonElement[]> ActivitiesAsync(this ApiClient api, long type)
    {
        var token = (await api.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2000-01-01T00:00:00Z")).NextPageToken;
        return (await api.GetAsync($"/rest/v1/activities.json?activityTypeIds={type}&nextPageToken={token}")).Result;
    }

    /// <summary>Its attributes, as <c>apiName/name=value</c>.</summary>
    public static string[] Attributes(this JsonElement activity) =>
    [
        .. activity.GetProperty("attributes").EnumerateArray()
            .Select(a => $"{a.GetProperty("apiName").GetString()}/{a.GetProperty("name").GetString()}={a.GetProperty("value").GetRawText()}"),
    ];

    /// <summary>The API names of a type's attributes; the primary one first, in brackets.</summary>
    public static string AttributeNames(this JsonElement type)
    {
        var primary = type.TryGetProperty("primaryAttribute", out var p) ? $"[{p.GetProperty("apiName").GetString()}]" : "[]";
        var others = type.TryGetProperty("attributes", out var a) ? a.EnumerateArray().Select(x => x.GetProperty("apiName").GetString()!) : [];
        return string.Join(' ', others.Prepend(primary));
    }

    public static string Status(this JsonElement type) => type.GetProperty("status").GetString()!;
}
