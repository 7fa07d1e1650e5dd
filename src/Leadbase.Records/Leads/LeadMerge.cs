using System.Globalization;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Memberships;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>
/// Makes leads part of another one, in one transaction and a constant number of statements: the winner takes the values that
/// it lacks, then everything that belongs to the losers, and the losers are deleted.
/// </summary>
public static class LeadMerge
{
    private static readonly Column ChangedAt = new("_changedAt", StorageKind.Integer);

    /// <summary>Merges; nothing is written when it returns an error.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="schema">The object types.</param>
    /// <param name="partitions">What the caller reaches.</param>
    /// <param name="winner">The lead that stays.</param>
    /// <param name="losers">The others, each once; of two that have a value the earlier one gives it.</param>
    /// <param name="cause">Why.</param>
    public static async Task<ApiError?> RunAsync(
        Session session, RecordSchema schema, LeadPartitions partitions, long winner, IReadOnlyList<long> losers, ChangeCause cause)
    {
        var lead = schema.Lead;
        await LockAddressesAsync(session, lead, [winner, .. losers]);
        Field[] fields = [.. lead.Fields.Where(CanBeTaken)];
        Column[] columns = [.. fields.Select(LeadSync.ColumnOf), lead.Find("leadPartitionId")!.Column, lead.Find("updatedAt")!.Column, ChangedAt];
        var existing = await RecordMatcher.ReadAsync(session, lead, lead.Id, [winner, .. losers.Cast<object>()], columns);
        if (existing.Rows.Count() <= losers.Count) return Errors.LeadNotFound;
        var (kept, gone) = (existing.Any(winner)!, losers.Select(id => existing.Any(id)!).ToList());
        if (gone.Prepend(kept).Select(partitions.Denies).FirstOrDefault(e => e is not null) is { } denied) return denied;

        var changes = new LeadChanges(cause);
        var updated = await TakeValuesAsync(session, fields, kept, gone, changes);
        await RecordWriter.WriteAsync(session, lead, columns, [kept]);
        await TakeRowsAsync(session, schema, winner, losers);
        await session.Sql($"delete from {lead.Table(session.Database)} where {session.Database.Dialect.In("id", 1)}").BindSet(losers).ExecuteAsync();
        foreach (var row in gone) changes.Deleted(row, DeleteLeads.NameOf(row));
        await ActivityLog.AppendAsync(session, [.. changes.ToList(), MergeOf(kept, losers, updated, cause)]);
        return null;
    }

    /// <summary>Every value of a lead but those that the system gives, and those that are not its own.</summary>
    private static bool CanBeTaken(Field field) =>
        field.Object is null && field.Expression is null && field.Values is null && field.Name is not ("id" or "leadPartitionId" or "createdAt" or "updatedAt");

    // An upsert of an address that the winner takes must wait, and then find the winner: as yet it would find a loser.
    private static async Task LockAddressesAsync(Session session, ObjectType lead, IReadOnlyList<long> ids)
    {
        var email = lead.DedupeFields[0];
        var addresses = await session
            .Sql($"select {email.KeySql} from {lead.Table(session.Database)} t where {session.Database.Dialect.In("t.id", 1)} and {email.Sql} is not null")
            .BindSet(ids).ListAsync(r => r.GetString(0));
        await session.Database.Dialect.LockKeysAsync(session, $"{lead.Name}.{email.Name}", addresses.Distinct());
    }

    private static async Task<bool> TakeValuesAsync(Session session, Field[] fields, RecordRow winner, List<RecordRow> losers, LeadChanges changes)
    {
        var (any, standard) = (false, false);
        foreach (var field in fields)
        {
            var column = LeadSync.ColumnOf(field).Name;
            if (winner[column] is not null || losers.Select(l => l[column]).FirstOrDefault(v => v is not null) is not { } value) continue;
            winner.Set(column, value);
            any = true;
            standard |= !field.IsCustom;
            changes.Changed(winner, field, null, field.Link is null ? value : await ExternalKeyAsync(session, field.Link, (long)value));
        }
        // As in Sync Leads: the visible time reflects standard fields only.
        if (standard) winner.Set("updatedAt", changes.Cause.Now);
        if (any) winner.Set(ChangedAt.Name, changes.Cause.Now);
        return any;
    }

    private static async Task<string?> ExternalKeyAsync(Session session, string link, long id) => await session
        .Sql($"select {Identifier.Quote(StandardObjects.ExternalKeyOf(link))} from {session.Database.Table(link)} where id = $1").Bind(id).TextAsync();

    // Cookies first: an import that has found a loser by one holds the cookie until its activities are there to be taken.
    private static async Task TakeRowsAsync(Session session, RecordSchema schema, long winner, IReadOnlyList<long> losers)
    {
        await LeadCookies.RepointAsync(session, winner, losers);
        await MembershipMerge.RunAsync(session, winner, losers);
        await LeadLinks.RepointAsync(session, schema, winner, losers);
        await session.Sql($"update {session.Database.Table("activity")} set lead = $1 where {session.Database.Dialect.In("lead", 2)}")
            .Bind(winner).BindSet(losers).ExecuteAsync();
    }

    private static Activity MergeOf(RecordRow winner, IReadOnlyList<long> losers, bool updated, ChangeCause cause)
    {
        var ids = string.Join(',', losers.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        var name = DeleteLeads.NameOf(winner) ?? winner.Id.ToString(CultureInfo.InvariantCulture);
        return new Activity(ActivityType.MergeLeads, winner.Id, cause.Now, winner.Id, name, Activity.Pack(updated ? "true" : "false", ids, cause.Source, "false"));
    }
}
