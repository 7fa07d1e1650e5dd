using Leadbase.Assets;
using Leadbase.Gateway;

namespace Leadbase.Activities.CustomTypes;

/// <summary>Get Custom Activity Types, and Describe Custom Activity Type.</summary>
public static class GetCustomTypes
{
    /// <summary>Every type, as it is in force or else as its draft is; attributes are what Describe is for.</summary>
    public static async ValueTask<Answer> Browse(Call call)
    {
        var json = call.Result;
        foreach (var asset in await ListAsync(call))
        {
            json.WriteStartObject();
            CustomTypeJson.WriteHead(json, asset, (asset.ReadApproved<CustomTypeDocument>() ?? asset.ReadDraft<CustomTypeDocument>())!);
            json.WriteEndObject();
        }
        return Answer.Success;
    }

    /// <summary>One type as it is in force, or with <c>draft=true</c> its draft.</summary>
    public static async ValueTask<Answer> Describe(Call call)
    {
        var draft = false;
        if (call.Parameters["draft"] is { Length: > 0 } text && !bool.TryParse(text, out draft)) return Errors.InvalidValue(text, "boolean");
        if (CustomTypeStore.Find(await ListAsync(call), call.Route[0]) is not { } asset) return Errors.ObjectNotFound;
        var document = draft ? asset.ReadDraft<CustomTypeDocument>() : asset.ReadApproved<CustomTypeDocument>();
        if (document is null) return Errors.ObjectNotFound;
        CustomTypeJson.WriteWhole(call.Result, asset, document);
        return Answer.Success;
    }

    private static async Task<List<Asset>> ListAsync(Call call)
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        return await AssetStore.ListAsync(session, AssetType.CustomActivityType);
    }
}
