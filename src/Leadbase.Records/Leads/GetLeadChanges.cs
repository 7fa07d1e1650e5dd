using Leadbase.Activities;
using Leadbase.Activities.Queries;
using Leadbase.Gateway;
using Leadbase.Records.Objects;

namespace Leadbase.Records.Leads;

/// <summary>Get Lead Changes: new leads, and changed values of the fields that the call names ("Activities", Data value changes).</summary>
public static class GetLeadChanges
{
    private const string NewValue = "New Value";
    private const string OldValue = "Old Value";

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var names = call.Parameters.List("fields");
        if (names.Count == 0) return Errors.Missing("fields");
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var fields = new Dictionary<long, Field>();
        foreach (var name in names)
        {
            if (schema.Lead.Find(name) is not { } field) return Errors.FieldNotFound(name);
            fields[field.Id] = field;
        }
        if (!ActivityQuery.TryCreate(call, [ActivityType.NewLead, ActivityType.ChangeDataValue], byLead: true, out var query, out var error)) return error;
        var types = await ActivityTypes.OfAsync(call.Instance, call.Cancel);
        return await query.WriteAsync(row => Write(call, types, row, fields));
    }

    private static bool Write(Call call, ActivityTypes types, ActivityRow row, Dictionary<long, Field> fields)
    {
        Field? field = null;
        if (row.Type == ActivityType.ChangeDataValue && !fields.TryGetValue(row.PrimaryId ?? 0, out field)) return false;
        var json = call.Result;
        json.WriteStartObject();
        GetActivities.WriteHead(json, row);
        json.WriteStartArray("fields"u8);
        if (field is not null)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, field.Id);
            json.WriteString("name"u8, field.Encoded);
            json.WriteString("newValue"u8, AttributeValues.Get(types, row, NewValue));
            json.WriteString("oldValue"u8, AttributeValues.Get(types, row, OldValue));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("attributes"u8);
        AttributeValues.Write(json, types, row, NewValue, OldValue);
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
