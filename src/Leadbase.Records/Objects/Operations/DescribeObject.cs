using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Records.Objects.Operations;

/// <summary>Describe of every object type but the lead.</summary>
public static class DescribeObject
{
    // The vendor's pages show such a date; nothing of a standard object is made at another time.
    internal const string Since = "2015-02-03T22:36:23Z";

    /// <summary>Describe of an object type.</summary>
    public static Handler Of(string objectName) => Of(ObjectChoices.Standard(objectName));

    /// <summary>Describe of the object type that the call chooses.</summary>
    public static Handler Of(ObjectChoice choice) => async call =>
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (choice(schema, call) is not { } type) return Errors.ObjectNotFound;
        Write(call.Result, type, call.Instance.Settings.Features.NativeCrmSync);
        return Answer.Success;
    };

    /// <summary>List Custom Objects: each approved one, or those that <c>names</c> names, without its fields.</summary>
    public static async ValueTask<Answer> ListCustom(Call call)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var (json, names) = (call.Result, call.Parameters.List("names"));
        foreach (var type in schema.CustomObjects.Where(t => names.Count == 0 || names.Contains(t.Name, StringComparer.OrdinalIgnoreCase)))
        {
            json.WriteStartObject();
            WriteType(json, type);
            ObjectRelations.Write(json, type, "parent", "relatedTo");
            json.WriteEndObject();
        }
        return Answer.Success;
    }

    private static void Write(Utf8JsonWriter json, ObjectType type, bool crm)
    {
        json.WriteStartObject();
        WriteType(json, type);
        // The page's Describe calls the related object "object", and its List "relatedTo".
        if (type.Definition.IsCustom) ObjectRelations.Write(json, type, "parent", "object");
        json.WriteStartArray("fields"u8);
        foreach (var field in type.Fields.Where(f => !f.IsHidden))
        {
            WriteField(
                json, field, field.DisplayName, updateable: !field.ReadOnly && !type.DedupeFields.Contains(field), crm && type.Definition.Crm,
                type.Definition.IsCustom ? field.Description : null);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes what every Describe says of a field.</summary>
    internal static void WriteField(Utf8JsonWriter json, Field field, string label, bool updateable, bool crmManaged, string? description = null)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, field.Encoded);
        json.WriteString("displayName"u8, label);
        if (description is not null) json.WriteString("description"u8, description);
        json.WriteString("dataType"u8, field.ApiType);
        if (field.Length is { } length) json.WriteNumber("length"u8, length);
        json.WriteBoolean("updateable"u8, updateable);
        json.WriteBoolean("crmManaged"u8, crmManaged);
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, ObjectType type)
    {
        json.WriteString("name"u8, type.Name);
        json.WriteString("displayName"u8, type.DisplayName);
        json.WriteString("description"u8, type.Definition.Description);
        json.WriteString("createdAt"u8, type.Definition.CreatedAt is { } created ? IsoTime.Format(created) : Since);
        json.WriteString("updatedAt"u8, type.Definition.UpdatedAt is { } updated ? IsoTime.Format(updated) : Since);
        json.WriteString("idField"u8, type.Id.Encoded);
        ObjectRelations.WriteKeys(json, type);
    }
}
