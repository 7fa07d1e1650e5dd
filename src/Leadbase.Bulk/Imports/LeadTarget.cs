using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>How an import writes leads: as Sync Leads does, with the rights that its user had when it was asked for.</summary>
internal sealed record LeadTarget(RecordSchema Schema, LeadPartitions Partitions, SyncAction Action, Field Lookup, ChangeCause Cause)
{
    /// <summary>What the activities name as the source.</summary>
    public const string Source = "Web service API";

    /// <summary>The moment of the step, in seconds since 1970.</summary>
    public long Now => Cause.Now;

    /// <summary>With the lookup field <c>id</c>, leads are only updated.</summary>
    public static SyncAction ActionOf(ImportOrder order) =>
        string.Equals(order.LookupField, "id", StringComparison.OrdinalIgnoreCase) ? SyncAction.UpdateOnly : SyncAction.CreateOrUpdate;

    /// <summary>The field by which leads are recognised: email unless the order names another.</summary>
    public static ApiError? FindLookup(ObjectType lead, ImportOrder order, out Field lookup)
    {
        lookup = lead.DedupeFields[0];
        if (order.LookupField is not { } name) return null;
        if (lead.Find(name) is not { } field) return Errors.FieldNotFound(name);
        lookup = field;
        return field.Name == "id" || field is { Searchable: true, IsOwn: true, Values: null } ? null : Errors.FieldNotSupported(field.Name);
    }

    /// <summary>Opens it for a step.</summary>
    public static async Task<LeadTarget> OpenAsync(Instance instance, ImportOrder order, CancellationToken cancel)
    {
        var schema = await RecordSchema.OfAsync(instance, cancel);
        var directory = await AccountDirectory.OfAsync(instance, cancel);
        var reach = order.Partitions is { } some ? new PartitionReach([.. some], All: false) : new PartitionReach([], All: true);
        var partitions = new LeadPartitions(directory.Partitions, reach, null);
        if (order.Partition is { } name) partitions = partitions with { Named = partitions.Find(name) };
        _ = FindLookup(schema.Lead, order, out var lookup);
        return new LeadTarget(schema, partitions, ActionOf(order), lookup, new ChangeCause(Source, "importLead", order.User, instance.Now));
    }

    /// <summary>Writes the rows that have no failure yet, and sets it where the engine refuses one.</summary>
    public async Task WriteAsync(Session session, IReadOnlyList<ImportRow> rows, AlongWithLeads along)
    {
        var outcomes = await LeadSync.RunAsync(session, Schema, Partitions, Action, Lookup, [.. rows.Select(r => r.Record)], Cause, along);
        for (var i = 0; i < rows.Count; i++)
        {
            if (outcomes[i].Status is null) rows[i].Failure = ImportBatch.Explain(outcomes[i].Reason);
        }
    }
}
