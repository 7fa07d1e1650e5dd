using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>What Sync Leads does with records.</summary>
public enum SyncAction
{
    /// <summary>Updates the lead that has the key, or creates one.</summary>
    CreateOrUpdate,

    /// <summary>Creates; 1005 when the key exists.</summary>
    CreateOnly,

    /// <summary>Updates; 1004 when the key does not exist.</summary>
    UpdateOnly,

    /// <summary>Creates, whatever exists.</summary>
    CreateDuplicate,
}

/// <summary>The outcome of one record.</summary>
/// <param name="Status">created, updated or deleted; null when the record was skipped.</param>
/// <param name="Row">The lead, for its id.</param>
/// <param name="Reason">Why the record was skipped.</param>
public readonly record struct RecordOutcome(string? Status, RecordRow? Row, ApiError Reason);

/// <summary>What else is written together with a batch of leads.</summary>
/// <param name="session">The transaction, in which the leads are written already.</param>
/// <param name="outcomes">What became of the records, in input order.</param>
/// <returns>Activities that follow those of the leads.</returns>
public delegate Task<IReadOnlyList<Activity>> AlongWithLeads(Session session, RecordOutcome[] outcomes);

/// <summary>
/// Creates and updates leads in one transaction: lock the keys, read what exists, decide record by record in input
/// order, write all rows at once, append the activities.
/// </summary>
public sealed class LeadSync
{
    /// <summary>When anything of a lead changed; the visible time goes by standard fields only.</summary>
    internal static readonly Column ChangedAt = new("_changedAt", StorageKind.Integer);

    private readonly RecordSchema _schema;
    private readonly LeadPartitions _partitions;
    private readonly SyncAction _action;
    private readonly Field _lookup;
    private readonly LeadChanges _changes;
    private readonly List<RecordRow> _touched = [];
    private readonly HashSet<RecordRow> _known = [];
    private readonly Dictionary<string, Dictionary<string, long>> _linked = [];
    private readonly Dictionary<(Field Field, long Id), string> _externalKeys = [];
    private readonly Dictionary<RecordInput, string[]> _cookies;
    private RecordMatcher _existing = new();

    private LeadSync(
        RecordSchema schema, LeadPartitions partitions, SyncAction action, Field lookup, ChangeCause cause, Dictionary<RecordInput, string[]> cookies)
    {
        (_schema, _partitions, _action, _lookup, _cookies) = (schema, partitions, action, lookup, cookies);
        _changes = new LeadChanges(cause);
    }

    private ObjectType Type => _schema.Lead;

    /// <summary>Writes a batch, and what goes along with it; the outcomes are in input order.</summary>
    public static Task<RecordOutcome[]> RunAsync(
        RecordSchema schema, LeadPartitions partitions, SyncAction action, Field lookup, IReadOnlyList<RecordInput> records,
        ChangeCause cause, CancellationToken cancel, AlongWithLeads? along = null)
    {
        var cookies = TakeCookies(schema.Lead, records);
        return WriteTransaction.RunAsync(
            schema.Instance, session => new LeadSync(schema, partitions, action, lookup, cause, cookies).RunAsync(session, records, along), cancel);
    }

    /// <summary>The same in the caller's transaction, which is not run again with the same records: their cookies are taken out of them.</summary>
    public static Task<RecordOutcome[]> RunAsync(
        Session session, RecordSchema schema, LeadPartitions partitions, SyncAction action, Field lookup, IReadOnlyList<RecordInput> records,
        ChangeCause cause, AlongWithLeads? along = null) =>
        new LeadSync(schema, partitions, action, lookup, cause, TakeCookies(schema.Lead, records)).RunAsync(session, records, along);

    private async Task<RecordOutcome[]> RunAsync(Session session, IReadOnlyList<RecordInput> records, AlongWithLeads? along)
    {
        var columns = ColumnsOf(records);
        await ReadLinksAsync(session, records);
        if (_action != SyncAction.CreateDuplicate)
        {
            var keys = records.Where(r => r.Error is null).Select(KeyOf).OfType<object>().Distinct().ToList();
            await session.Database.Dialect.LockKeysAsync(
                session, $"{Type.Name}.{_lookup.Name}", keys.Select(k => Convert.ToString(k, CultureInfo.InvariantCulture)!));
            _existing = await RecordMatcher.ReadAsync(session, Type, _lookup, keys, columns);
            await ReadExternalKeysAsync(session);
        }
        var outcomes = new RecordOutcome[records.Count];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = Decide(records[i]);
        await RecordWriter.AssignIdsAsync(session, Type, _touched);
        await RecordWriter.WriteAsync(session, Type, columns, _touched);
        await AssociateAsync(session, records, outcomes);
        IReadOnlyList<Activity> others = along is null ? [] : await along(session, outcomes);
        await ActivityLog.AppendAsync(session, [.. _changes.ToList(), .. others]);
        return outcomes;
    }

    /// <summary>The cookies that records name: no column of the lead; a record whose cookie is none is skipped.</summary>
    private static Dictionary<RecordInput, string[]> TakeCookies(ObjectType lead, IReadOnlyList<RecordInput> records)
    {
        var (field, cookies) = (lead.Find(LeadCookies.FieldName)!, new Dictionary<RecordInput, string[]>());
        foreach (var record in records)
        {
            if (record.Take(field) is not string list) continue;
            var named = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (Array.Find(named, c => !LeadCookies.IsCookie(c)) is { } wrong) record.Skip(Errors.InvalidCookie(wrong));
            else cookies[record] = named;
        }
        return cookies;
    }

    // Named in a record, a cookie comes without its history ("Leads", Push Lead to Marketo).
    private async Task AssociateAsync(Session session, IReadOnlyList<RecordInput> records, RecordOutcome[] outcomes)
    {
        if (_cookies.Count == 0) return;
        var pairs = records.Select((r, i) => (Record: r, outcomes[i].Row, outcomes[i].Status))
            .Where(x => x.Status is not null && _cookies.ContainsKey(x.Record))
            .SelectMany(x => _cookies[x.Record].Select(c => (c, x.Row!.Id)));
        await LeadCookies.AssociateAsync(session, [.. pairs], withHistory: false);
    }

    /// <summary>The columns that the batch may write, and those that every decision needs.</summary>
    private List<Column> ColumnsOf(IReadOnlyList<RecordInput> records)
    {
        var fields = records.SelectMany(r => r.Values).Select(v => v.Key).Where(f => f.Name != "id").Distinct();
        List<Column> columns =
        [
            Type.Find("leadPartitionId")!.Column, Type.Find("createdAt")!.Column, Type.Find("updatedAt")!.Column, ChangedAt,
        ];
        columns.AddRange(fields.Select(ColumnOf));
        return columns;
    }

    /// <summary>The column of a field: of one that links, the id of what it links to.</summary>
    internal static Column ColumnOf(Field field) => field.Link is { } link ? new Column(Join.ColumnOf(link), StorageKind.Integer) : field.Column;

    /// <summary>The ids of the linked records that the batch names by their external keys.</summary>
    private async Task ReadLinksAsync(Session session, IReadOnlyList<RecordInput> records)
    {
        foreach (var field in Type.Links)
        {
            var keys = records.Select(r => r.TryGet(field, out var v) ? (string?)v : null).OfType<string>().Distinct().ToList();
            if (keys.Count == 0) continue;
            var column = Identifier.Quote(StandardObjects.ExternalKeyOf(field.Link!));
            var rows = await session
                .Sql($"select {column}, id from {session.Database.Table(field.Link!)} where {session.Database.Dialect.In(column, 1)}")
                .BindSet(keys).ListAsync(r => (Key: r.GetString(0), Id: r.GetInt64(1)));
            _linked[field.Name] = rows.ToDictionary(r => r.Key, r => r.Id, StringComparer.Ordinal);
            foreach (var (key, id) in rows) _externalKeys[(field, id)] = key;
        }
    }

    /// <summary>The external keys of the records that leads are linked to as yet: the old values of changed links.</summary>
    private async Task ReadExternalKeysAsync(Session session)
    {
        foreach (var field in Type.Links)
        {
            var ids = _existing.Rows.Select(r => r[ColumnOf(field).Name]).OfType<long>().Distinct().ToList();
            if (ids.Count == 0) continue;
            var rows = await session
                .Sql($"select id, {Identifier.Quote(StandardObjects.ExternalKeyOf(field.Link!))} from {session.Database.Table(field.Link!)} where {session.Database.Dialect.In("id", 1)}")
                .BindSet(ids).ListAsync(r => (Id: r.GetInt64(0), Key: r.GetString(1)));
            foreach (var (id, key) in rows) _externalKeys[(field, id)] = key;
        }
    }

    private object? KeyOf(RecordInput record) => record.TryGet(_lookup, out var value) && value is not null ? _lookup.Type.Key(value) : null;

    private RecordOutcome Decide(RecordInput record)
    {
        if ((record.Error ?? CheckLinks(record)) is { } error) return new(null, null, error);
        if (_action == SyncAction.CreateDuplicate) return Create(record, null);
        if (KeyOf(record) is not { } key) return new(null, null, Errors.Missing(_lookup.Name));
        if (Find(key, out var row) is { } refusal) return new(null, null, refusal);
        return (_action, row) switch
        {
            (SyncAction.UpdateOnly, null) => new(null, null, Errors.LeadNotFound),
            (SyncAction.CreateOnly, not null) => new(null, null, Errors.LeadExists),
            (_, null) => Create(record, key),
            _ => Update(record, row),
        };
    }

    /// <summary>The lead of a key among those the call may write; an error when there are several or they are out of reach.</summary>
    private ApiError? Find(object key, out RecordRow? row)
    {
        var named = _partitions.Named;
        var error = _existing.Only(key, r => named is null ? _partitions.Reach.Includes(PartitionOf(r)) : PartitionOf(r) == named.Id, out row);
        if (error is not null || row is not null || _existing.Any(key) is not { } elsewhere) return error;
        return named is not null ? Errors.PartitionUpdate : Errors.PartitionDenied(_partitions.NameOf(PartitionOf(elsewhere)));
    }

    private static long PartitionOf(RecordRow row) => (long)row["leadPartitionId"]!;

    private ApiError? CheckLinks(RecordInput record)
    {
        foreach (var field in Type.Links)
        {
            if (!record.TryGet(field, out var value) || value is null || _linked[field.Name].ContainsKey((string)value)) continue;
            return field.Link == StandardObjects.SalesPerson
                ? Errors.SalesPersonNotFound
                : Errors.InvalidData($"No company has the {field.Name} '{value}'");
        }
        return null;
    }

    private RecordOutcome Create(RecordInput record, object? key)
    {
        if (_partitions.ForNew(out var partition) is { } error) return new(null, null, error);
        var row = new RecordRow(0, isNew: true, record.Values.Count + 4);
        row.Set("leadPartitionId", partition);
        row.Set("createdAt", _changes.Cause.Now);
        row.Set("updatedAt", _changes.Cause.Now);
        row.Set(ChangedAt.Name, _changes.Cause.Now);
        foreach (var (field, value) in record.Values) row.Set(ColumnOf(field).Name, Stored(field, value));
        if (key is not null) _existing.Add(key, row);
        _touched.Add(row);
        _known.Add(row);
        _changes.Created(row, Type.Find("leadSource") is { } source && record.TryGet(source, out var text) ? (string?)text : null);
        return new("created", row, default);
    }

    private RecordOutcome Update(RecordInput record, RecordRow row)
    {
        var (standard, any) = (false, false);
        foreach (var (field, value) in record.Values)
        {
            if (field == Type.Id) continue;
            var column = ColumnOf(field).Name;
            var before = row[column];
            if (!row.Set(column, Stored(field, value))) continue;
            any = true;
            standard |= !field.IsCustom;
            _changes.Changed(row, field, field.Link is not null && before is long id ? _externalKeys.GetValueOrDefault((field, id)) : before, value);
        }
        // The visible time reflects standard fields only ("Bulk Lead Extract"); exports go by the other one.
        if (standard) row.Set("updatedAt", _changes.Cause.Now);
        if (any) row.Set(ChangedAt.Name, _changes.Cause.Now);
        if (_known.Add(row)) _touched.Add(row);
        return new("updated", row, default);
    }

    private object? Stored(Field field, object? value) => field.Link is null || value is null ? value : _linked[field.Name][(string)value];
}
