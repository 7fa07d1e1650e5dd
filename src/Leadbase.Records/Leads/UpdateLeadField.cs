using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Records.Objects.Operations;

namespace Leadbase.Records.Leads;

/// <summary>Update Lead Field: what the table of "Leads", Update Field allows for a standard and for a custom field.</summary>
public static class UpdateLeadField
{
    private static readonly string[] OfStandard = ["description", "isHtmlEncodingInEmail", "isSensitive"];
    private static readonly string[] OfCustom = ["displayName", "description", "isHtmlEncodingInEmail", "isSensitive"];
    private static readonly string[] OfApiCreated = [.. OfCustom, "isHidden"];

    /// <summary>Handles the operation; the input is exactly one record.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error, max: 1)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (schema.Lead.Find(call.Route[0]) is not { } field) return Errors.FieldNotFound(call.Route[0]);
        if (!ObjectFields.IsVisible(call, field)) return Errors.AccessDenied;
        var allowed = !field.IsCustom ? OfStandard : field.IsApiCreated ? OfApiCreated : OfCustom;
        if (FieldAttributes.Read(input[0], allowed, out var given) is { } wrong) return wrong;
        if (given.DisplayName is { } label && schema.Lead.Fields.Any(f => f != field && string.Equals(f.DisplayName, label, StringComparison.OrdinalIgnoreCase)))
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
        await FieldStore.UpdateAsync(schema, StandardObjects.Lead, changed, call.Cancel);
        await call.Instance.ChangedAsync();
        ObjectFields.WriteStatus(call.Result, field.Name, "updated");
        return Answer.Success;
    }
}
