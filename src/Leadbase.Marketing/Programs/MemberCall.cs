using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>What the operations that change a program's members have in common.</summary>
internal static class MemberCall
{
    /// <summary>What activities call calls of the API.</summary>
    public const string Source = "Web service API";

    /// <summary>Runs a change of the members of the program that the path names, in a transaction with its activities.</summary>
    /// <param name="call">The call.</param>
    /// <param name="method">The API method, as activities name it.</param>
    /// <param name="change">The change; an error fails the whole call.</param>
    /// <param name="write">Writes an outcome, given its place in the input.</param>
    public static async ValueTask<Answer> RunAsync(
        Call call, string method, Func<Session, MembershipContext, Task<(ApiError? Error, MembershipChanges? Changes)>> change,
        Action<Utf8JsonWriter, int, RecordOutcome> write)
    {
        if (!MarketingProgram.TryId(call, out var id, out var error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var cause = new ChangeCause(Source, method, call.Principal.UserEmail, call.Instance.Now);
        var (failure, changes) = await WriteTransaction.RunAsync(call.Instance, ChangeAsync, call.Cancel);
        if (failure is { } refusal) return refusal;
        for (var i = 0; i < changes!.Outcomes.Count; i++) write(call.Result, i, changes.Outcomes[i]);
        return Answer.Success;

        async Task<(ApiError?, MembershipChanges?)> ChangeAsync(Session session)
        {
            if (await MarketingProgram.FindAsync(call, session, id) is not { } program) return (Errors.ObjectNotFound, null);
            var outcome = await change(session, new MembershipContext(schema, program, partitions!, cause));
            if (outcome.Changes is { } made) await ActivityLog.AppendAsync(session, made.Activities);
            return outcome;
        }
    }

    /// <summary>The leads that the records of the input name by a member, each with what is wrong with it.</summary>
    public static List<LeadId> Leads(JsonElement input, string member) =>
        [.. input.EnumerateArray().Select(record => LeadIds.Read(record, member))];

    /// <summary>The leads that can be changed at all.</summary>
    public static List<long> Valid(this List<LeadId> leads) => [.. leads.Where(l => l.Error is null).Select(l => l.Id)];

    /// <summary>The changes with the outcomes of the records that named no lead in between.</summary>
    public static MembershipChanges For(this MembershipChanges changes, List<LeadId> leads)
    {
        var next = 0;
        return changes with { Outcomes = [.. leads.Select(l => l.Error is { } error ? new RecordOutcome(null, null, error) : changes.Outcomes[next++])] };
    }

    /// <summary>Writes an outcome as the operations on program members show it: a skipped record without its lead.</summary>
    public static void Write(Utf8JsonWriter json, int sequence, RecordOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteNumber("seq"u8, sequence);
        if (outcome.Status is { } status)
        {
            json.WriteString("status"u8, status);
            json.WriteNumber("leadId"u8, (long)outcome.Row!["leadId"]!);
        }
        else
        {
            Envelope.WriteSkipped(json, outcome.Reason);
        }
        json.WriteEndObject();
    }
}
