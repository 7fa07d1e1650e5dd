using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Records.Objects.Operations;

/// <summary>Describe of every object type but the lead.</summary>
public static class DescribeObject
{
    // The vendor's pages show such a date; nothing of a standard object is made at another time.
    private const string Since = "2015-02-03T22:36:23Z";

    /// <summary>Describe of an object type.</summary>
    public static Handler Of(string objectName) => async call =>
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        Write(call.Result, schema.Get(objectName), call.Instance.Settings.Features.NativeCrmSync);
        return Answer.Success;
    };

    private static void Write(Utf8JsonWriter json, ObjectType type, bool crm)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, type.Name);
        json.WriteString("displayName"u8, type.DisplayName);
        json.WriteString("description"u8, type.Definition.Description);
        json.WriteString("createdAt"u8, Since);
        json.WriteString("updatedAt"u8, Since);
        json.WriteString("idField"u8, type.Id.Encoded);
        WriteNames(json, "dedupeFields", type.Definition.DedupeFields);
        json.WriteStartArray("searchableFields"u8);
        foreach (var set in type.Definition.SearchableFields) WriteNames(json, null, set);
        foreach (var field in type.Fields.Where(f => f is { IsCustom: true, Searchable: true })) WriteNames(json, null, [field.Name]);
        json.WriteEndArray();
        json.WriteStartArray("fields"u8);
        foreach (var field in type.Fields.Where(f => !f.IsHidden))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, field.Encoded);
            json.WriteString("displayName"u8, field.DisplayName);
            json.WriteString("dataType"u8, field.ApiType);
            if (field.Length is { } length) json.WriteNumber("length"u8, length);
            json.WriteBoolean("updateable"u8, !field.ReadOnly && !type.DedupeFields.Contains(field));
            json.WriteBoolean("crmManaged"u8, crm && type.Definition.Crm);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string? member, IReadOnlyList<string> names)
    {
        if (member is null) json.WriteStartArray();
        else json.WriteStartArray(member);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
