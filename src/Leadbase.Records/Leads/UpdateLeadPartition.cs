using System.Globalization;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>Update Lead Partition: moves up to 300 leads, each to a partition named in its record.</summary>
public static class UpdateLeadPartition
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var moves = input.EnumerateArray().Select(r => Bind(r, partitions!)).ToList();
        var cause = new ChangeCause("Web service API", "updateLeadPartition", call.Principal.UserEmail, call.Instance.Now);
        var outcomes = await WriteTransaction.RunAsync(call.Instance, s => MoveAsync(s, schema, partitions!, moves, cause), call.Cancel);
        foreach (var outcome in outcomes) SyncLeads.WriteOutcome(call.Result, outcome);
        return Answer.Success;
    }

    private static async Task<List<RecordOutcome>> MoveAsync(
        Session session, RecordSchema schema, LeadPartitions partitions, List<Move> moves, ChangeCause cause)
    {
        var lead = schema.Lead;
        var (partition, updated) = (lead.Find("leadPartitionId")!, lead.Find("updatedAt")!.Column);
        Column[] columns = [partition.Column, updated, LeadSync.ChangedAt];
        var ids = moves.Where(m => m.Error is null).Select(m => (object)m.Lead).Distinct().ToList();
        var existing = await RecordMatcher.ReadAsync(session, lead, lead.Id, ids, columns);
        var changes = new LeadChanges(cause);
        var (rows, outcomes) = (new HashSet<RecordRow>(), new List<RecordOutcome>());
        foreach (var move in moves) outcomes.Add(Decide(move));
        await RecordWriter.WriteAsync(session, lead, columns, [.. rows]);
        await ActivityLog.AppendAsync(session, changes.ToList());
        return outcomes;

        RecordOutcome Decide(Move move)
        {
            if (move.Error is { } error) return new(null, null, error);
            if (existing.Any(move.Lead) is not { } row) return new(null, new RecordRow(move.Lead, isNew: false), Errors.LeadNotFound);
            var from = (long)row[partition]!;
            if (!partitions.Reach.Includes(from)) return new(null, row, Errors.PartitionDenied(partitions.NameOf(from)));
            if (row.Set(partition.ColumnName, move.Partition))
            {
                changes.Changed(row, partition, from, move.Partition);
                row.Set(updated.Name, cause.Now);
                row.Set(LeadSync.ChangedAt.Name, cause.Now);
                rows.Add(row);
            }
            return new("updated", row, default);
        }
    }

    private static Move Bind(JsonElement record, LeadPartitions partitions)
    {
        if (!record.TryGetProperty("id", out var id) || id.ValueKind == JsonValueKind.Null) return new(0, 0, Errors.Missing("id"));
        var text = id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lead)) return new(0, 0, Errors.InvalidValue(text, "Integer"));
        if (!record.TryGetProperty("partitionName", out var name) || name.ValueKind != JsonValueKind.String) return new(0, 0, Errors.Missing("partitionName"));
        if (partitions.Find(name.GetString()!) is not { } partition) return new(0, 0, Errors.InvalidData($"Partition '{name.GetString()}' not found"));
        return partitions.Reach.Includes(partition.Id) ? new(lead, partition.Id, null) : new(lead, 0, Errors.PartitionDenied(partition.Name));
    }

    private readonly record struct Move(long Lead, long Partition, ApiError? Error);
}
