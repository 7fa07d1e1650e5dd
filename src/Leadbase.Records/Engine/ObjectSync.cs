using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Records.Leads;
using Leadbase.Records.Memberships;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Engine;

/// <summary>
/// Creates, updates and deletes records of any object type but the lead: one transaction per batch, one outcome per
/// record, in input order ("Lead Database", Create and Update, Delete).
/// </summary>
public static class ObjectSync
{
    private const string Guid = "marketoGUID";

    /// <summary>Writes a batch.</summary>
    public static Task<RecordOutcome[]> RunAsync(
        RecordSchema schema, ObjectType type, SyncAction action, IReadOnlyList<Field> keyFields, IReadOnlyList<RecordInput> records, CancellationToken cancel) =>
        WriteTransaction.RunAsync(schema.Instance, session => SyncAsync(session, schema, type, action, keyFields, records), cancel);

    /// <summary>Creates and updates by the dedupe fields, in the caller's transaction; each key may be named once.</summary>
    public static Task<RecordOutcome[]> RunAsync(Session session, RecordSchema schema, ObjectType type, IReadOnlyList<RecordInput> records) =>
        SyncAsync(session, schema, type, SyncAction.CreateOrUpdate, type.DedupeFields, records);

    /// <summary>Deletes a batch; a record that does not exist is 1013.</summary>
    public static Task<RecordOutcome[]> DeleteAsync(
        RecordSchema schema, ObjectType type, IReadOnlyList<Field> keyFields, IReadOnlyList<RecordInput> records, CancellationToken cancel) =>
        WriteTransaction.RunAsync(schema.Instance, session => DeleteAsync(session, type, keyFields, records), cancel);

    private static async Task<RecordOutcome[]> SyncAsync(
        Session session, RecordSchema schema, ObjectType type, SyncAction action, IReadOnlyList<Field> keyFields, IReadOnlyList<RecordInput> records)
    {
        var (created, updated) = (type.Find("createdAt")!.Column, type.Find("updatedAt")!.Column);
        List<Column> columns =
        [
            .. new[] { created, updated, type.Id.Column }.Where(c => c.Name != "id"),
            .. type.Defaults.Select(f => f.Column),
            .. records.SelectMany(r => r.Values).Select(v => v.Key).Where(f => f.Name != "id").Select(f => f.Column),
        ];
        columns = [.. columns.DistinctBy(c => c.Name)];
        var references = await RecordReferences.ReadAsync(session, schema, type, records);
        var renames = new Renames(type, keyFields);
        await session.Database.Dialect.LockKeysAsync(session, type.TableName, records.Select(KeyOf).Concat(records.Select(renames.KeyOf)).OfType<string>());
        await renames.ReadAsync(session, records);
        var existing = await ObjectMatcher.ReadAsync(session, type, keyFields, records, columns);
        var (touched, seen, now) = (new List<RecordRow>(), new HashSet<string>(StringComparer.Ordinal), schema.Instance.Now);
        var outcomes = records.Select(Decide).ToArray();
        await RecordWriter.AssignIdsAsync(session, type, touched);
        await RecordWriter.WriteAsync(session, type, columns, touched);
        foreach (var row in touched.Where(r => r.IsNew)) row.Load("id", row.Id);
        return outcomes;

        string? KeyOf(RecordInput record) => record.Error is null ? RecordKey.Of(keyFields, record.Value, out _) : null;

        RecordOutcome Decide(RecordInput record)
        {
            if ((record.Error ?? references.Check(record)) is { } error) return new(null, null, error);
            if (RecordKey.Of(keyFields, record.Value, out var missing) is not { } key) return new(null, null, Errors.Missing(missing!.Name));
            if (!seen.Add(key)) return new(null, null, Errors.DuplicateInput);
            existing.TryGetValue(key, out var row);
            return (action, row) switch
            {
                (SyncAction.CreateOnly, not null) => new(null, null, Errors.ObjectExists),
                (SyncAction.UpdateOnly, null) => new(null, null, Errors.ObjectNotFound),
                // A key of the system's own is never made by a caller.
                (_, null) when keyFields[0] == type.Id => new(null, null, Errors.ObjectNotFound),
                (_, null) => Create(record),
                _ => Update(record, row),
            };
        }

        RecordOutcome Create(RecordInput record)
        {
            if (type.Fields.FirstOrDefault(f => f.Required && record.Value(f) is null) is { } blank) return new(null, null, Errors.Missing(blank.Name));
            var row = new RecordRow(0, isNew: true);
            // In the order of time: ids of one batch stand together in their index, where random ones would each touch a page of it.
            if (type.Id.Name == Guid) row.Set(Guid, System.Guid.CreateVersion7(schema.Instance.Clock.GetUtcNow()).ToString());
            row.Set(created.Name, now);
            row.Set(updated.Name, now);
            foreach (var field in type.Defaults) row.Set(field.ColumnName, field.Default);
            foreach (var (field, value) in record.Values) row.Set(field.ColumnName, value);
            touched.Add(row);
            return new("created", row, default);
        }

        RecordOutcome Update(RecordInput record, RecordRow row)
        {
            if (record.Values.FirstOrDefault(v => v.Key.Required && v.Value is null).Key is { } blank) return new(null, null, Errors.Missing(blank.Name));
            if (!renames.TryClaim(record, row)) return new(null, null, Errors.ObjectExists);
            var changed = false;
            foreach (var (field, value) in record.Values.Where(v => v.Key != type.Id)) changed |= row.Set(field.ColumnName, value);
            if (changed)
            {
                row.Set(updated.Name, now);
                touched.Add(row);
            }
            return new("updated", row, default);
        }
    }

    private static async Task<RecordOutcome[]> DeleteAsync(
        Session session, ObjectType type, IReadOnlyList<Field> keyFields, IReadOnlyList<RecordInput> records)
    {
        Column[] columns = [.. new[] { type.Id.Column }.Where(c => c.Name != "id")];
        var existing = await ObjectMatcher.ReadAsync(session, type, keyFields, records, columns);
        var (deleted, outcomes) = (new HashSet<long>(), new List<RecordOutcome>());
        foreach (var record in records)
        {
            var key = RecordKey.Of(keyFields, record.Value, out var missing);
            if (record.Error is { } error) outcomes.Add(new(null, null, error));
            else if (key is null) outcomes.Add(new(null, null, Errors.Missing(missing!.Name)));
            else if (existing.TryGetValue(key, out var row) && deleted.Add(row.Id)) outcomes.Add(new("deleted", row, default));
            else outcomes.Add(new(null, null, Errors.ObjectNotFound));
        }
        await session.Sql($"delete from {type.Table(session.Database)} where {session.Database.Dialect.In("id", 1)}").BindSet([.. deleted]).ExecuteAsync();
        await DeleteLinks(session, type, deleted);
        await NamedAccountMembers.ForgetAsync(session, type, deleted);
        return [.. outcomes];
    }

    // Leads of a company that is gone have no company any more.
    private static async Task DeleteLinks(Session session, ObjectType type, HashSet<long> deleted)
    {
        if (type.Name is not (StandardObjects.Company or StandardObjects.SalesPerson) || deleted.Count == 0) return;
        var column = Identifier.Quote(Join.ColumnOf(type.Name));
        await session.Sql(string.Create(CultureInfo.InvariantCulture,
            $"update {session.Database.Table(StandardObjects.Lead)} set {column} = null where {session.Database.Dialect.In(column, 1)}"))
            .BindSet([.. deleted]).ExecuteAsync();
    }
}
