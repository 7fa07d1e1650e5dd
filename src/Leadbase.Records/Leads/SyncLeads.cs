using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;

namespace Leadbase.Records.Leads;

/// <summary>Sync Leads: creates and updates up to 300 leads ("Leads", Create and Update).</summary>
public static class SyncLeads
{
    /// <summary>Handles the operation. <c>asyncProcessing</c> is accepted; the outcome is there at once all the same.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        if (!TryAction(call, out var action, out error)) return error;
        if (!call.TryText("partitionName", out var partitionName, out var badName)) return badName.Value;
        if (partitionName is not null && action is SyncAction.UpdateOnly or SyncAction.CreateDuplicate)
        {
            return Errors.InvalidData("partitionName can only be used with createOnly or createOrUpdate");
        }
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (!TryLookup(call, schema.Lead, action, input, out var lookup, out error)) return error;
        var (partitions, denied) = await LeadPartitions.OfAsync(call, partitionName);
        if (partitions is null) return denied;

        var zone = call.Instance.TimeZone;
        var records = new List<RecordInput>(input.GetArrayLength());
        foreach (var json in input.EnumerateArray()) records.Add(RecordInput.Bind(schema.Lead, json, zone, f => Admit(f, action)));
        var cause = new ChangeCause("Web service API", "syncLead", call.Principal.UserEmail, call.Instance.Now);
        var outcomes = await LeadSync.RunAsync(schema, partitions, action, lookup, records, cause, call.Cancel);
        foreach (var outcome in outcomes) WriteOutcome(call.Result, outcome);
        return Answer.Success;
    }

    internal static void WriteOutcome(Utf8JsonWriter json, in RecordOutcome outcome)
    {
        json.WriteStartObject();
        if (outcome.Row is { } row) json.WriteNumber("id"u8, row.Id);
        if (outcome.Status is { } status) json.WriteString("status"u8, status);
        else Envelope.WriteSkipped(json, outcome.Reason);
        json.WriteEndObject();
    }

    private static bool TryAction(Call call, out SyncAction action, out ApiError error)
    {
        action = default;
        if (!call.TryText("action", out var text, out var wrong))
        {
            error = wrong.Value;
            return false;
        }
        error = Errors.InvalidData("Invalid value for action; it is one of createOrUpdate, createOnly, updateOnly, createDuplicate");
        // Enum.TryParse would take a list of names, too.
        return text is null || (text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out action));
    }

    /// <summary>The field that decides which lead a record means: email unless the call names another.</summary>
    internal static bool TryLookup(Call call, ObjectType lead, SyncAction action, JsonElement input, out Field lookup, out ApiError error)
    {
        lookup = lead.DedupeFields[0];
        error = default;
        if (!call.TryText("lookupField", out var name, out var wrong))
        {
            error = wrong.Value;
            return false;
        }
        if (name is null)
        {
            // An id is a key of its own; with updateOnly it may stand in place of the email.
            if (action == SyncAction.UpdateOnly && input.EnumerateArray().All(r => r.TryGetProperty("id", out _))) lookup = lead.Id;
            return true;
        }
        if (lead.Find(name) is not { } field)
        {
            error = Errors.FieldNotFound(name);
            return false;
        }
        lookup = field;
        error = field.Name == "id" ? Errors.InvalidData("The lookupField 'id' can only be used with updateOnly") : Errors.FieldNotSupported(field.Name);
        return field.Name == "id" ? action == SyncAction.UpdateOnly : field is { Searchable: true, IsOwn: true, Values: null };
    }

    /// <summary>Whether a record may write a field.</summary>
    internal static ApiError? Admit(Field field, SyncAction action)
    {
        if (field.Name == "id") return action == SyncAction.UpdateOnly ? null : Errors.InvalidData("The field 'id' can only be used with updateOnly");
        if (field.Object is not null) return Errors.CompanyUpdate;
        return field.ReadOnly ? Errors.FieldNotSupported(field.Name) : null;
    }
}
