using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;

namespace Leadbase.Records.Objects.Operations;

/// <summary>Sync and Delete of every object type but the lead: the same for all.</summary>
public static class SyncObjects
{
    /// <summary>Sync of an object type.</summary>
    public static Handler Of(string objectName) => Of(ObjectChoices.Standard(objectName));

    /// <summary>Sync of the object type that the call chooses.</summary>
    public static Handler Of(ObjectChoice choice) => call => SyncAsync(call, choice);

    /// <summary>Delete of an object type.</summary>
    public static Handler DeleteOf(string objectName) => DeleteOf(ObjectChoices.Standard(objectName));

    /// <summary>Delete of the object type that the call chooses.</summary>
    public static Handler DeleteOf(ObjectChoice choice) => call => DeleteAsync(call, choice);

    private static async ValueTask<Answer> SyncAsync(Call call, ObjectChoice choice)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (choice(schema, call) is not { } type) return Errors.ObjectNotFound;
        if (ObjectRequest.CheckCrm(call, type) is { } crm) return crm;
        if (!call.TryInput(out var input, out var error)) return error;
        if (ObjectRequest.Action(call, type, out var action) is { } badAction) return badAction;
        if (ObjectRequest.KeyFields(call, type, "dedupeBy", out var keys) is { } badKey) return badKey;
        var byId = keys[0] == type.Id;
        if (byId && action == SyncAction.CreateOnly) return Errors.InvalidData("dedupeBy idField cannot be used with createOnly");
        var records = Bind(call, type, input, f => Admit(type, f, byId));
        var outcomes = await ObjectSync.RunAsync(schema, type, action, keys, records, call.Cancel);
        Write(call.Result, type, outcomes);
        return Answer.Success;
    }

    private static async ValueTask<Answer> DeleteAsync(Call call, ObjectChoice choice)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (choice(schema, call) is not { } type) return Errors.ObjectNotFound;
        if (ObjectRequest.CheckCrm(call, type) is { } crm) return crm;
        if (!call.TryInput(out var input, out var error)) return error;
        if (ObjectRequest.KeyFields(call, type, "deleteBy", out var keys) is { } wrong) return wrong;
        var outcomes = await ObjectSync.DeleteAsync(schema, type, keys, Bind(call, type, input, _ => null), call.Cancel);
        Write(call.Result, type, outcomes);
        return Answer.Success;
    }

    internal static List<RecordInput> Bind(Call call, ObjectType type, JsonElement input, Func<Field, ApiError?> admit)
    {
        var zone = call.Instance.TimeZone;
        return [.. input.EnumerateArray().Select(record => RecordInput.Bind(type, record, zone, admit))];
    }

    private static ApiError? Admit(ObjectType type, Field field, bool byId)
    {
        if (field == type.Id) return byId ? null : Errors.FieldNotSupported(field.Name);
        // Under the id, the other keys of most objects cannot be changed: Describe calls them not updateable.
        var isFixed = byId && !type.Definition.KeysUpdateable && type.DedupeFields.Contains(field);
        return field.ReadOnly || isFixed ? Errors.FieldNotSupported(field.Name) : null;
    }

    internal static void Write(Utf8JsonWriter json, ObjectType type, IReadOnlyList<RecordOutcome> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            var outcome = outcomes[i];
            json.WriteStartObject();
            json.WriteNumber("seq"u8, i);
            if (outcome.Status is { } status) json.WriteString("status"u8, status);
            else Envelope.WriteSkipped(json, outcome.Reason);
            if (outcome.Row is { } row)
            {
                if (type.Id.Name == "id") json.WriteNumber("id"u8, row.Id);
                else json.WriteString(type.Id.Encoded, (string?)row[type.Id]);
            }
            json.WriteEndObject();
        }
    }
}
