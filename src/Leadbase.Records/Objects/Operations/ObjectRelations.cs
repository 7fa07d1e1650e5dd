using System.Text.Json;

namespace Leadbase.Records.Objects.Operations;

/// <summary>What descriptions of object types say of keys and of related objects.</summary>
internal static class ObjectRelations
{
    /// <summary>Writes <c>dedupeFields</c> and <c>searchableFields</c>.</summary>
    public static void WriteKeys(Utf8JsonWriter json, ObjectType type)
    {
        WriteNames(json, "dedupeFields", type.Definition.DedupeFields);
        json.WriteStartArray("searchableFields"u8);
        foreach (var set in type.Definition.SearchableFields) WriteNames(json, null, set);
        foreach (var field in type.Fields.Where(f => f is { IsCustom: true, Searchable: true })) WriteNames(json, null, [field.Name]);
        json.WriteEndArray();
    }

    /// <summary>Writes <c>relationships</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="type">The object type.</param>
    /// <param name="side">Which side the documentation speaks of here: the parent, or the child.</param>
    /// <param name="member">The name of the member that tells the related object.</param>
    public static void Write(Utf8JsonWriter json, ObjectType type, string side, string member)
    {
        json.WriteStartArray("relationships"u8);
        foreach (var field in type.References.Where(f => f.RefersToField is not null))
        {
            json.WriteStartObject();
            json.WriteString("field"u8, field.Encoded);
            json.WriteString("type"u8, side);
            json.WriteStartObject(member);
            json.WriteString("name"u8, NameOf(field.RefersTo!));
            json.WriteString("field"u8, field.RefersToField);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Relationships name the standard objects by their labels, although a link field is made with "lead" and "company".
    private static string NameOf(string objectName) => objectName switch
    {
        StandardObjects.Lead => "Lead",
        StandardObjects.Company => "Company",
        _ => objectName,
    };

    internal static void WriteNames(Utf8JsonWriter json, string? member, IReadOnlyList<string> names)
    {
        if (member is null) json.WriteStartArray();
        else json.WriteStartArray(member);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
