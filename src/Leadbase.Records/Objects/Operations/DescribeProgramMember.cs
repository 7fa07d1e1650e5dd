using System.Text.Json;
using Leadbase.Gateway;

namespace Leadbase.Records.Objects.Operations;

/// <summary>Describe Program Member, at both of its paths: what its definition calls a field's display name is the field's name.</summary>
public static class DescribeProgramMember
{
    /// <summary>The superseded one: the fields alone.</summary>
    public static ValueTask<Answer> Handle(Call call) => DescribeAsync(call, static (_, _) => { });

    /// <summary>The present one: also the keys, and what a query may name.</summary>
    public static ValueTask<Answer> Handle2(Call call) => DescribeAsync(call, WriteKeys);

    private static async ValueTask<Answer> DescribeAsync(Call call, Action<Utf8JsonWriter, ObjectType> writeKeys)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var (json, type) = (call.Result, schema.Get(StandardObjects.ProgramMember));
        json.WriteStartObject();
        json.WriteString("name"u8, type.DisplayName);
        writeKeys(json, type);
        json.WriteStartArray("fields"u8);
        foreach (var field in type.Fields.Where(f => !f.IsHidden)) DescribeObject.WriteField(json, field, field.Name, updateable: !field.ReadOnly, crmManaged: false);
        json.WriteEndArray();
        json.WriteEndObject();
        return Answer.Success;
    }

    private static void WriteKeys(Utf8JsonWriter json, ObjectType type)
    {
        json.WriteString("description"u8, type.Definition.Description);
        json.WriteString("createdAt"u8, DescribeObject.Since);
        json.WriteString("updatedAt"u8, DescribeObject.Since);
        ObjectRelations.WriteNames(json, "dedupeFields", type.Definition.DedupeFields);
        json.WriteStartArray("searchableFields"u8);
        foreach (var field in type.Fields.Where(f => f is { Searchable: true, IsHidden: false })) ObjectRelations.WriteNames(json, null, [field.Name]);
        json.WriteEndArray();
    }
}
