using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Records.Objects.Operations;

namespace Leadbase.Records.CustomObjects;

/// <summary>List Custom Object Types, Describe Custom Object Type, and Get Custom Object Dependent Assets.</summary>
internal static class DescribeCustomObjectTypes
{
    private const string Draft = "draft";
    private const string Approved = "approved";
    private const string ApprovedWithDraft = "approvedWithDraft";
    private static readonly string[] States = [Draft, Approved, ApprovedWithDraft];

    /// <summary>List Custom Object Types.</summary>
    public static async ValueTask<Answer> List(Call call)
    {
        if (State(call, out var state) is { } wrong) return wrong;
        var names = call.Parameters.List("names");
        var (all, json) = (await AllAsync(call), call.Result);
        foreach (var asset in all.Where(a => names.Count == 0 || names.Contains(a.Name, StringComparer.OrdinalIgnoreCase))) Write(json, asset, state);
        return Answer.Success;
    }

    /// <summary>Describe Custom Object Type.</summary>
    public static async ValueTask<Answer> Describe(Call call)
    {
        if (State(call, out var state) is { } wrong) return wrong;
        return CustomObjectStore.Find(await AllAsync(call), call.Route[0]) is { } asset && Write(call.Result, asset, state) ? Answer.Success : Errors.ObjectNotFound;
    }

    /// <summary>Get Custom Object Dependent Assets: the types that link to the one.</summary>
    public static async ValueTask<Answer> Dependents(Call call)
    {
        var all = await AllAsync(call);
        if (CustomObjectStore.Find(all, call.Route[0]) is not { } target) return Errors.ObjectNotFound;
        var json = call.Result;
        foreach (var (asset, fields) in CustomObjectStore.DependentsOf(all, target.Name))
        {
            json.WriteStartObject();
            json.WriteString("assetType"u8, "Custom Object");
            json.WriteNumber("assetId"u8, asset.Id);
            json.WriteString("assetName"u8, (asset.ReadApproved<CustomObjectDocument>() ?? asset.ReadDraft<CustomObjectDocument>()!).DisplayName);
            json.WriteStartArray("usedFields"u8);
            foreach (var field in fields) json.WriteStringValue(field);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Answer.Success;
    }

    private static async Task<List<Asset>> AllAsync(Call call)
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        return await AssetStore.ListAsync(session, AssetType.CustomObjectType);
    }

    private static ApiError? State(Call call, out string? state)
    {
        state = call.Parameters["state"] is { Length: > 0 } text ? text : null;
        return state is null || States.Contains(state) ? null : Errors.InvalidData($"Invalid value for state; it is one of {string.Join(", ", States)}");
    }

    /// <summary>
    /// The version that a state asks for: <c>draft</c> a draft, <c>approved</c> what is approved, <c>approvedWithDraft</c>
    /// what is approved of a type with a draft; without a state what is approved, or else the draft.
    /// </summary>
    /// <returns>Whether the type has it.</returns>
    private static bool Write(Utf8JsonWriter json, Asset asset, string? state)
    {
        var (draft, approved) = (asset.ReadDraft<CustomObjectDocument>(), asset.ReadApproved<CustomObjectDocument>());
        var document = state switch
        {
            Draft => draft,
            Approved => approved,
            ApprovedWithDraft => draft is null ? null : approved,
            _ => approved ?? draft,
        };
        if (document is null) return false;
        var isApproved = ReferenceEquals(document, approved);
        json.WriteStartObject();
        json.WriteString("state"u8, States[(int)asset.State]);
        json.WriteString("version"u8, isApproved ? Approved : Draft);
        WriteType(json, asset, CustomObjectTypes.Of(asset, document));
        json.WriteEndObject();
        return true;
    }

    private static void WriteType(Utf8JsonWriter json, Asset asset, ObjectType type)
    {
        // What was never approved has neither an id nor dates, the page shows.
        var exists = asset.Approved is not null;
        json.WriteString("displayName"u8, type.DisplayName);
        json.WriteString("pluralName"u8, type.Definition.PluralName);
        json.WriteString("description"u8, type.Definition.Description);
        json.WriteString("apiName"u8, type.Name);
        json.WriteString("idField"u8, exists ? type.Id.Name : null);
        json.WriteString("createdAt"u8, exists ? IsoTime.Format(type.Definition.CreatedAt!.Value) : null);
        json.WriteString("updatedAt"u8, exists ? IsoTime.Format(type.Definition.UpdatedAt!.Value) : null);
        ObjectRelations.WriteKeys(json, type);
        ObjectRelations.Write(json, type, "child", "relatedTo");
        json.WriteStartArray("fields"u8);
        foreach (var field in type.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, field.Encoded);
            json.WriteString("displayName"u8, field.DisplayName);
            if (field.Description is { } description) json.WriteString("description"u8, description);
            json.WriteString("dataType"u8, field.ApiType);
            if (field.Length is { } length) json.WriteNumber("length"u8, length);
            json.WriteBoolean("updateable"u8, !field.ReadOnly);
            json.WriteBoolean("crmManaged"u8, false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
