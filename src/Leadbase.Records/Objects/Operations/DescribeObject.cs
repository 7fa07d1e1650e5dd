using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Records.Objects.Operations;

/// <summary>Describe of every object type but the lead.</summary>
public static class DescribeObject
{
    // The vendor's pages show such a date; nothing of a standard object is made at another time.
    internal const string Since = "2015-02-03T22:36:23Z";

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
            WriteField(json, field, field.DisplayName, updateable: !field.ReadOnly && !type.DedupeFields.Contains(field), crm && type.Definition.Crm);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteField(Utf8JsonWriter json, Field field, string label, bool updateable, bool crmManaged)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, field.Encoded);
        json.WriteString("displayName"u8, label);
        json.WriteString("dataType"u8, field.ApiType);
        if (field.Length is { } length) json.WriteNumber("length"u8, length);
        json.WriteBoolean("updateable"u8, updateable);
        json.WriteBoolean("crmManaged"u8, crmManaged);
        json.WriteEndObject();
    }

    internal static void WriteNames(Utf8JsonWriter json, string? member, IReadOnlyList<string> names)
    {
        if (member is null) json.WriteStartArray();
        else json.WriteStartArray(member);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
