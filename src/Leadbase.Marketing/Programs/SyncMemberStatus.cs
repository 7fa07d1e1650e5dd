using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>Sync Program Member Status, and Change Lead Program Status, which it has superseded.</summary>
public static class SyncMemberStatus
{
    /// <summary>Sync Program Member Status: leads that are no members become members.</summary>
    public static ValueTask<Answer> Handle(Call call) =>
        HandleAsync(call, "statusName", "leadId", "syncProgramMemberStatus", create: true, (_, _) => MemberCall.Write);

    /// <summary>Change Lead Program Status: members only, and a record's status is the one that it now has in the program.</summary>
    public static ValueTask<Answer> ChangeLeadProgramStatus(Call call) =>
        HandleAsync(call, "status", "id", "changeLeadProgramStatus", create: false, (leads, status) => (json, i, outcome) => Write(json, leads[i], status, outcome));

    private static async ValueTask<Answer> HandleAsync(
        Call call, string statusMember, string leadMember, string method, bool create,
        Func<List<LeadId>, string, Action<Utf8JsonWriter, int, RecordOutcome>> writer)
    {
        if (!call.TryText(statusMember, out var name, out var badName)) return badName.Value;
        if (name is null) return Errors.Missing(statusMember);
        if (!call.TryInput(out var input, out var error)) return error;
        var leads = MemberCall.Leads(input, leadMember);
        return await MemberCall.RunAsync(call, method, ChangeAsync, writer(leads, name));

        async Task<(ApiError?, MembershipChanges?)> ChangeAsync(Session session, MembershipContext context)
        {
            if (context.Program.Channel.Find(name) is not { Hidden: false } status) return (Errors.StatusNotFound, null);
            var changes = await ProgramMembership.ChangeStatusAsync(session, context, leads.Valid(), status, create);
            return (null, changes.For(leads));
        }
    }

    private static void Write(Utf8JsonWriter json, LeadId lead, string status, RecordOutcome outcome)
    {
        json.WriteStartObject();
        if (lead.Error is null) json.WriteNumber("id"u8, lead.Id);
        if (outcome.Row is { } member) json.WriteString("status"u8, (string?)member["statusName"] ?? status);
        else Envelope.WriteSkipped(json, outcome.Reason);
        json.WriteEndObject();
    }
}
