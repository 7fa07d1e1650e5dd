using Leadbase.Gateway;

namespace Leadbase.Records.Objects.Operations;

/// <summary>Update Field of an object type: what the table of "Leads", Update Field allows for a standard and for a custom field.</summary>
public static class UpdateObjectField
{
    private static readonly string[] OfStandard = ["description", "isHtmlEncodingInEmail", "isSensitive"];
    private static readonly string[] OfCustom = ["displayName", "description", "isHtmlEncodingInEmail", "isSensitive"];
    private static readonly string[] OfApiCreated = [.. OfCustom, "isHidden"];

    /// <summary>Update Field of an object type; the input is exactly one record.</summary>
    public static Handler Of(string objectName) => call => HandleAsync(call, objectName);

    private static async ValueTask<Answer> HandleAsync(Call call, string objectName)
    {
        if (!call.TryInput(out var input, out var error, max: 1)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var type = schema.Get(objectName);
        if (type.Find(call.Route[0]) is not { } field) return Errors.FieldNotFound(call.Route[0]);
        if (!ObjectFields.IsVisible(call, field)) return Errors.AccessDenied;
        var allowed = !field.IsCustom ? OfStandard : field.IsApiCreated ? OfApiCreated : OfCustom;
        if (FieldAttributes.Read(input[0], allowed, out var given) is { } wrong) return wrong;
        if (given.DisplayName is { } label && type.Fields.Any(f => f != field && string.Equals(f.DisplayName, label, StringComparison.OrdinalIgnoreCase)))
        {
            return Errors.ObjectExists;
        }
        var changed = field with
        {
            DisplayName = given.DisplayName ?? field.DisplayName,
            Description = given.Description ?? field.Description,
            IsHidden = given.IsHidden ?? field.IsHidden,
            IsHtmlEncodingInEmail = given.IsHtmlEncodingInEmail ?? field.IsHtmlEncodingInEmail,
            IsSensitive = given.IsSensitive ?? field.IsSensitive,
        };
        await FieldStore.UpdateAsync(schema, type.Name, changed, call.Cancel);
        await call.Instance.ChangedAsync();
        ObjectFields.WriteStatus(call.Result, field.Name, "updated");
        return Answer.Success;
    }
}
