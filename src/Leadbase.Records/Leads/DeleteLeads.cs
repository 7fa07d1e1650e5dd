using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Memberships;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>Delete Leads: up to 300 leads by id, from the body or, without one, from the <c>id</c> parameter.</summary>
public static class DeleteLeads
{
    private static readonly string[] Kept = ["leadPartitionId", "firstName", "lastName", "email"];

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!LeadIds.TryRead(call, "id", out var ids, out var error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var cause = new ChangeCause("Web service API", "deleteLead", call.Principal.UserEmail, call.Instance.Now);
        var outcomes = await WriteTransaction.RunAsync(call.Instance, s => DeleteAsync(s, schema, partitions!, ids, cause), call.Cancel);
        foreach (var outcome in outcomes) SyncLeads.WriteOutcome(call.Result, outcome);
        return Answer.Success;
    }

    private static async Task<List<RecordOutcome>> DeleteAsync(
        Session session, RecordSchema schema, LeadPartitions partitions, List<LeadId> ids, ChangeCause cause)
    {
        var lead = schema.Lead;
        Column[] columns = [.. Kept.Select(n => lead.Find(n)!.Column)];
        var wanted = ids.Where(i => i.Error is null).Select(i => (object)i.Id).Distinct().ToList();
        var existing = await RecordMatcher.ReadAsync(session, lead, lead.Id, wanted, columns);
        var changes = new LeadChanges(cause);
        var (deleted, outcomes) = (new HashSet<long>(), new List<RecordOutcome>());
        foreach (var (id, error) in ids) outcomes.Add(error is { } e ? new(null, null, e) : Decide(id));
        await LeadMemberships.DeleteOfAsync(session, [.. deleted]);
        await session.Sql($"delete from {lead.Table(session.Database)} where {session.Database.Dialect.In("id", 1)}").BindSet([.. deleted]).ExecuteAsync();
        await LeadCookies.DropAsync(session, [.. deleted]);
        await ActivityLog.AppendAsync(session, changes.ToList());
        return outcomes;

        RecordOutcome Decide(long id)
        {
            if (existing.Any(id) is not { } row || deleted.Contains(id)) return new(null, new RecordRow(id, isNew: false), Errors.LeadNotFound);
            var partition = (long)row["leadPartitionId"]!;
            if (!partitions.Reach.Includes(partition)) return new(null, row, Errors.PartitionDenied(partitions.NameOf(partition)));
            deleted.Add(id);
            changes.Deleted(row, NameOf(row));
            return new("deleted", row, default);
        }
    }

    /// <summary>What the Delete Lead activity calls a lead: its name, or its address.</summary>
    internal static string? NameOf(RecordRow row)
    {
        var name = $"{row["firstName"]} {row["lastName"]}".Trim();
        return name.Length > 0 ? name : (string?)row["email"];
    }
}
