using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Records.Objects.Operations;
using Leadbase.Storage;

namespace Leadbase.Records.CustomObjects;

/// <summary>Sync Custom Object Type: makes a type as a draft, or changes the draft of one.</summary>
internal static class SyncCustomObjectType
{
    private const int MaxTypes = 10;

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (ObjectRequest.Action(call, ObjectDefinition.AllActions, out var action) is { } badAction) return badAction;
        if (Given.Read(call, out var given) is { } wrong) return wrong;
        if (given.ApiName is null) return Errors.Missing("apiName");
        if (given.DisplayName is null && action != SyncAction.UpdateOnly) return Errors.Missing("displayName");
        return await CustomObjectStore.ChangeAsync(call, session => SyncAsync(session, action, given, call.Instance.Now));
    }

    private static async Task<ApiError?> SyncAsync(Session session, SyncAction action, Given given, long now)
    {
        var all = await AssetStore.ListAsync(session, AssetType.CustomObjectType);
        var asset = CustomObjectStore.Find(all, given.ApiName!);
        if (given.DisplayName is { } label && all.Any(a => a != asset && LabelsOf(a).Contains(label, StringComparer.OrdinalIgnoreCase))) return Errors.ObjectExists;
        return (action, asset) switch
        {
            (SyncAction.CreateOnly, not null) => Errors.ObjectExists,
            (SyncAction.UpdateOnly, null) => Errors.ObjectNotFound,
            (_, null) => await CreateAsync(session, all, given, now),
            _ => await UpdateAsync(session, asset, given, now),
        };
    }

    private static async Task<ApiError?> CreateAsync(Session session, List<Asset> all, Given given, long now)
    {
        var name = given.ApiName!;
        if (!FieldAttributes.IsName(name)) return Errors.InvalidData("apiName must start with a letter, and contain only letters, numbers and underscores");
        // The path of a type of this name would be that of all types.
        if (string.Equals(name, "schema", StringComparison.OrdinalIgnoreCase)) return Errors.InvalidData("The name 'schema' is reserved");
        if (StandardObjects.Names.Contains(name, StringComparer.OrdinalIgnoreCase)) return Errors.ObjectExists;
        if (all.Count >= MaxTypes) return Errors.InvalidData($"There are {MaxTypes} custom object types already, which is the most there can be");
        var asset = new Asset { Type = AssetType.CustomObjectType, Name = name, CreatedAt = now };
        await AssetStore.InsertAsync(session, asset.WithDraft(given.Apply(new CustomObjectDocument { DisplayName = "" }), now));
        return null;
    }

    private static async Task<ApiError?> UpdateAsync(Session session, Asset asset, Given given, long now)
    {
        var approved = asset.ReadApproved<CustomObjectDocument>();
        if (approved is not null && given.DisplayName is not null && given.DisplayName != approved.DisplayName)
        {
            return Errors.InvalidData("displayName cannot be changed once the type is approved");
        }
        await AssetStore.UpdateAsync(session, asset.WithDraft(given.Apply(asset.ReadDraft<CustomObjectDocument>() ?? approved!), now));
        return null;
    }

    private static IEnumerable<string?> LabelsOf(Asset asset) =>
        [asset.ReadApproved<CustomObjectDocument>()?.DisplayName, asset.ReadDraft<CustomObjectDocument>()?.DisplayName];

    /// <summary>What the request says of the type; null where it says nothing.</summary>
    private sealed record Given(string? ApiName, string? DisplayName, string? PluralName, string? Description, bool? ShowInLeadDetail)
    {
        public static ApiError? Read(Call call, out Given given)
        {
            given = new Given(null, null, null, null, null);
            if (!call.TryText("apiName", out var name, out var error) || !call.TryText("displayName", out var label, out error)
                || !call.TryText("pluralName", out var plural, out error) || !call.TryText("description", out var description, out error)) return error;
            if (new[] { label, plural }.OfType<string>().Any(l => !FieldAttributes.IsLabel(l)))
            {
                return Errors.InvalidData("displayName and pluralName cannot contain special characters, and must have at most 255 characters");
            }
            if (description is not null && !FieldAttributes.IsDescription(description)) return Errors.InvalidData("description is too long");
            if (Flag(call, out var show) is { } badFlag) return badFlag;
            given = new Given(name, label, plural, description, show);
            return null;
        }

        public CustomObjectDocument Apply(CustomObjectDocument document) => document with
        {
            DisplayName = DisplayName ?? document.DisplayName,
            PluralName = PluralName ?? document.PluralName,
            Description = Description ?? document.Description,
            ShowInLeadDetail = ShowInLeadDetail ?? document.ShowInLeadDetail,
        };

        private static ApiError? Flag(Call call, out bool? flag)
        {
            flag = null;
            if (call.Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("showInLeadDetail", out var value)) return null;
            if (value.ValueKind == JsonValueKind.Null) return null;
            if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return Errors.InvalidValue(value.GetRawText(), "boolean");
            flag = value.GetBoolean();
            return null;
        }
    }
}
