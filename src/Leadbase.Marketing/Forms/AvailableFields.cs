using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>The fields that forms may have ("Forms", Fields), a page by offset.</summary>
internal static class AvailableFields
{
    /// <summary>Get Available Form Fields: those of leads.</summary>
    public static readonly Handler OfLeads = Of(s => s.Lead);

    /// <summary>Get Available Form Program Member Fields.</summary>
    public static readonly Handler OfMembers = Of(s => s.Get(StandardObjects.ProgramMember));

    private static Handler Of(Func<RecordSchema, ObjectType> type) => async call =>
    {
        if (!AssetPage.TryRead(call, out var page, out var error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var fields = FormFieldTypes.Fillable(type(schema)).Where(f => type(schema) == schema.Lead || f.IsCustom).Skip(page.Offset).Take(page.MaxReturn).ToList();
        foreach (var field in fields) Write(call.Result, field);
        return fields.Count > 0 ? Answer.Success : Answer.Warn(AssetErrors.NothingFound);
    };

    private static void Write(Utf8JsonWriter json, Field field)
    {
        var type = FormFieldTypes.AvailableTypeOf(field);
        json.WriteStartObject();
        json.WriteString("id"u8, FormFieldTypes.NameOf(field));
        json.WriteBoolean("isRequired"u8, false);
        json.WriteString("dataType"u8, type);
        if (type is "string" or "textarea" && field.Length is { } length) json.WriteNumber("maxLength"u8, length);
        if (type == "textarea") json.WriteNumber("visibleRows"u8, 2);
        if (FormFieldTypes.Picklists.TryGetValue(field.Name, out var values)) json.WriteString("picklistValues"u8, string.Join(',', values));
        json.WriteEndObject();
    }
}
