using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Emails;

/// <summary>A lead field that holds an address to which emails may be copied.</summary>
/// <param name="AttributeId">The field's id, as text.</param>
/// <param name="ObjectName">lead or company.</param>
/// <param name="DisplayName">The field's label.</param>
/// <param name="ApiName">Its REST name.</param>
public sealed record EmailCcField(string AttributeId, string ObjectName, string DisplayName, string? ApiName);

/// <summary>The lead fields that emails may be copied to ("Emails", Query CC Fields).</summary>
internal static class EmailCcFields
{
    /// <summary>Get Email CC Fields: those that the instance has enabled.</summary>
    public static ValueTask<Answer> Get(Call call) => AssetCall.ReadAsync(call, async assets =>
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var enabled = await AssetStore.ListAsync(assets.Session, AssetType.EmailCcField);
        var fields = enabled.Select(a => schema.Lead.Find(a.Name)).OfType<Field>().ToList();
        foreach (var field in fields) Write(call.Result, new EmailCcField(field.Id.ToString(CultureInfo.InvariantCulture), field.Object ?? StandardObjects.Lead, field.DisplayName, field.Name));
        return fields.Count > 0 ? Answer.Success : Answer.Warn(AssetErrors.NothingFound);
    });

    /// <summary>Writes the member of an email.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<EmailCcField> fields)
    {
        json.WriteStartArray("ccFields"u8);
        foreach (var field in fields) Write(json, field);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, EmailCcField field)
    {
        json.WriteStartObject();
        json.WriteString("attributeId"u8, field.AttributeId);
        json.WriteString("objectName"u8, field.ObjectName);
        json.WriteString("displayName"u8, field.DisplayName);
        json.WriteString("apiName"u8, field.ApiName);
        json.WriteEndObject();
    }
}
