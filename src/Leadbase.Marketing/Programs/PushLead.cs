using System.Text.Json;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>Push Lead to Marketo: upserts up to 300 leads on behalf of a program ("Leads", Push Lead to Marketo).</summary>
public static class PushLead
{
    private const string Token = "mktToken";

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        if (!TryRead(call, out var push, out error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var (byToken, lookup) = (push.LookupField is { } name && name.Equals(Token, StringComparison.OrdinalIgnoreCase), schema.Lead.DedupeFields[0]);
        if (!byToken && !SyncLeads.TryLookup(call, schema.Lead, SyncAction.CreateOrUpdate, input, out lookup, out error)) return error;
        var (partitions, denied) = await LeadPartitions.OfAsync(call, push.PartitionName);
        if (partitions is null) return denied;
        var (program, status, refusal) = await ProgramAsync(call, push);
        if (program is null) return refusal;

        var zone = call.Instance.TimeZone;
        var records = input.EnumerateArray()
            .Select(r => byToken ? ByToken(r) : RecordInput.Bind(schema.Lead, r, zone, f => SyncLeads.Admit(f, SyncAction.CreateOrUpdate))).ToList();
        var cause = new ChangeCause("Web service API", "pushLead", call.Principal.UserEmail, call.Instance.Now);
        var outcomes = await LeadSync.RunAsync(schema, partitions, SyncAction.CreateOrUpdate, lookup, records, cause, call.Cancel, AlongAsync);
        foreach (var outcome in outcomes) SyncLeads.WriteOutcome(call.Result, outcome);
        return Answer.Success;

        async Task<IReadOnlyList<Activity>> AlongAsync(Session session, RecordOutcome[] written)
        {
            long[] leads = [.. written.Where(o => o.Status is not null).Select(o => o.Row!.Id)];
            var context = new MembershipContext(schema, program, partitions, cause);
            var entered = status is null ? [] : await ProgramEntry.EnterAsync(session, context, status, [.. leads.Distinct()]);
            var attributes = Activity.Pack(push.Reason, push.Source, cause.Method, cause.User);
            return [.. entered, .. leads.Select(id => context.Activity(ActivityType.PushLead, id, attributes))];
        }
    }

    // A click in an email makes the token; no email has been sent from here, so that no token is anybody's.
    private static RecordInput ByToken(JsonElement record) => new()
    {
        Error = record.TryGetProperty(Token, out var token) && token.ValueKind == JsonValueKind.String && token.GetString() is { Length: > 0 }
            ? Errors.LeadNotFound : Errors.Missing(Token),
    };

    private static async Task<(MarketingProgram? Program, ChannelStatus? Status, ApiError Error)> ProgramAsync(Call call, Push push)
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var asset = await AssetStore.FindByNameAsync(session, AssetType.Program, push.ProgramName);
        if (asset is null || !call.Reaches(asset.Workspace)) return (null, null, Errors.ObjectNotFound);
        var program = await MarketingProgram.OfAsync(session, asset);
        if (push.ProgramStatus is not { } wanted) return (program, null, default);
        return program.Channel.Find(wanted) is { Hidden: false } status ? (program, status, default) : (null, null, Errors.StatusNotFound);
    }

    private static bool TryRead(Call call, out Push push, out ApiError error)
    {
        var texts = new string?[6];
        string[] names = ["programName", "programStatus", "source", "reason", "lookupField", "partitionName"];
        push = null!;
        for (var i = 0; i < names.Length; i++)
        {
            if (call.TryText(names[i], out texts[i], out var wrong)) continue;
            error = wrong.Value;
            return false;
        }
        error = Errors.Missing("programName");
        if (texts[0] is not { } program) return false;
        push = new Push(program, texts[1], texts[2], texts[3], texts[4], texts[5]);
        return true;
    }

    private sealed record Push(string ProgramName, string? ProgramStatus, string? Source, string? Reason, string? LookupField, string? PartitionName);
}
