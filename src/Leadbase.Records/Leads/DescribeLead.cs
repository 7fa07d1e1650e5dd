using Leadbase.Gateway;
using Leadbase.Records.Objects;

namespace Leadbase.Records.Leads;

/// <summary>Describe Lead and Describe Lead2: the fields of the lead, hidden ones left out.</summary>
public static class DescribeLead
{
    /// <summary>Describe Lead: every field with its REST and SOAP names.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var json = call.Result;
        foreach (var field in schema.Lead.Fields.Where(f => !f.IsHidden))
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, field.Id);
            WriteCommon(json, field, nameFirst: false);
            WriteName(json, "rest", field.Name, field.ReadOnly);
            if (field.SoapName is { } soap) WriteName(json, "soap", soap, field.ReadOnly);
            json.WriteEndObject();
        }
        return Answer.Success;
    }

    /// <summary>Describe Lead2: one object with the searchable fields and the fields.</summary>
    public static async ValueTask<Answer> Handle2(Call call)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var fields = schema.Lead.Fields.Where(f => !f.IsHidden).ToList();
        var json = call.Result;
        json.WriteStartObject();
        json.WriteString("name"u8, schema.Lead.DisplayName);
        json.WriteStartArray("searchableFields"u8);
        foreach (var field in fields.Where(f => f is { Searchable: true, IsOwn: true }))
        {
            json.WriteStartArray();
            json.WriteStringValue(field.Encoded);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("fields"u8);
        foreach (var field in fields)
        {
            json.WriteStartObject();
            WriteCommon(json, field, nameFirst: true);
            json.WriteBoolean("updateable"u8, !field.ReadOnly && field.Object is null);
            json.WriteBoolean("crmManaged"u8, false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return Answer.Success;
    }

    private static void WriteCommon(System.Text.Json.Utf8JsonWriter json, Field field, bool nameFirst)
    {
        if (nameFirst) json.WriteString("name"u8, field.Encoded);
        json.WriteString("displayName"u8, field.DisplayName);
        json.WriteString("dataType"u8, field.ApiType);
        if (field.Length is { } length) json.WriteNumber("length"u8, length);
    }

    private static void WriteName(System.Text.Json.Utf8JsonWriter json, string api, string name, bool readOnly)
    {
        json.WriteStartObject(api);
        json.WriteString("name"u8, name);
        json.WriteBoolean("readOnly"u8, readOnly);
        json.WriteEndObject();
    }
}
