using Leadbase.Assets;
using Leadbase.Gateway;

namespace Leadbase.Activities.CustomTypes;

/// <summary>Create and Update Custom Activity Type, and the operations on attributes: all of them change the draft alone.</summary>
public static class EditCustomType
{
    /// <summary>Create Custom Activity Type.</summary>
    public static async ValueTask<Answer> Create(Call call)
    {
        if ((CustomTypeRequest.Read(call.Body, out var request) ?? request.CheckNew()) is { } wrong) return wrong;
        return CustomTypeJson.Write(call, await CustomTypeStore.ChangeAsync(call, async (session, all) =>
        {
            if (CustomTypeStore.Find(all, request.ApiName!) is not null) return Errors.ObjectExists;
            if (all.Count >= CustomTypeStore.MaxTypes) return Errors.ActivityTypeLimit;
            var asset = new Asset { Type = AssetType.CustomActivityType, Name = request.ApiName!, CreatedAt = call.Instance.Now };
            var decision = Edit(asset, all, call.Instance.Now, editor => editor.Set(request));
            return decision.Asset is { } made ? await AssetStore.InsertAsync(session, made) : decision;
        }));
    }

    /// <summary>Update Custom Activity Type.</summary>
    public static async ValueTask<Answer> Update(Call call)
    {
        if (CustomTypeRequest.Read(call.Body, out var request) is { } wrong) return wrong;
        if (request.ApiName is { } name && !string.Equals(name, call.Route[0], StringComparison.OrdinalIgnoreCase)) return Errors.InvalidData("The apiName of a type cannot be changed");
        return await EditAsync(call, editor => editor.Set(request));
    }

    /// <summary>Create Custom Activity Type Attributes.</summary>
    public static ValueTask<Answer> CreateAttributes(Call call) => EditAttributesAsync(call, (editor, request) => editor.Add(request));

    /// <summary>Update Custom Activity Type Attributes.</summary>
    public static ValueTask<Answer> UpdateAttributes(Call call) => EditAttributesAsync(call, (editor, request) => editor.Update(request));

    /// <summary>Delete Custom Activity Type Attributes.</summary>
    public static ValueTask<Answer> DeleteAttributes(Call call) => EditAttributesAsync(call, (editor, request) => editor.Remove(request));

    /// <summary>All of the attributes are changed, one after the other, or none.</summary>
    private static async ValueTask<Answer> EditAttributesAsync(Call call, Func<CustomTypeEditor, CustomAttributeRequest, ApiError?> edit)
    {
        if (CustomAttributeRequest.ReadAll(call, out var attributes) is { } wrong) return wrong;
        return await EditAsync(call, editor =>
        {
            foreach (var attribute in attributes)
            {
                if (edit(editor, attribute) is { } error) return error;
            }
            return null;
        });
    }

    private static async ValueTask<Answer> EditAsync(Call call, Func<CustomTypeEditor, ApiError?> edit) =>
        CustomTypeJson.Write(call, await CustomTypeStore.ChangeAsync(call, (asset, all) => Edit(asset, all, call.Instance.Now, edit)));

    private static Decision Edit(Asset asset, List<Asset> all, long now, Func<CustomTypeEditor, ApiError?> edit)
    {
        var approved = asset.ReadApproved<CustomTypeDocument>();
        var editor = new CustomTypeEditor(asset.ReadDraft<CustomTypeDocument>() ?? approved ?? new CustomTypeDocument());
        if ((edit(editor) ?? editor.Check(approved)) is { } error) return error;
        return all.Any(other => other.Id != asset.Id && Collides(other, editor.Document)) ? Errors.ObjectExists : asset.WithDraft(editor.Document, now);
    }

    /// <summary>Names of triggers and filters are unique, in drafts, too: any draft may come into force.</summary>
    private static bool Collides(Asset other, CustomTypeDocument document) =>
        new[] { other.ReadDraft<CustomTypeDocument>(), other.ReadApproved<CustomTypeDocument>() }.Any(o => o is not null
            && (string.Equals(o.TriggerName, document.TriggerName, StringComparison.OrdinalIgnoreCase)
                || string.Equals(o.FilterName, document.FilterName, StringComparison.OrdinalIgnoreCase)));
}
