using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Records.Objects.Operations;
using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>Get, Add and Remove Named Account List Members ("Named Account Lists", Managing Membership).</summary>
public static class NamedAccountListMembers
{
    /// <summary>Get Named Account List Members: pages in the order in which the accounts were made.</summary>
    public static async ValueTask<Answer> Get(Call call)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var accounts = schema.Get(StandardObjects.NamedAccount);
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        if (await FindAsync(session, schema, call.Route[0], forUpdate: false) is not { } list) return Errors.ObjectNotFound;
        var kind = $"{StandardObjects.NamedAccountList} {list}";
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(kind, out var after, out error)) return error;
        if (GetObjects.ProjectionOf(call, schema, accounts, out var unknown) is not { } projection) return Errors.FieldNotFound(unknown);
        var statement = session.Sql(projection.Where($"t.id in ({NamedAccountMembers.Sql(session.Database, size + 1)})", size + 1)).Bind(list).Bind(after);
        return await GetObjects.WritePageAsync(call, projection, statement, kind, size);
    }

    /// <summary>Add Named Account List Members; an account that is a member stays one.</summary>
    public static ValueTask<Answer> Add(Call call) => ChangeAsync(call, AddAsync);

    /// <summary>Remove Named Account List Members; an account that is no member is 1013.</summary>
    public static ValueTask<Answer> Remove(Call call) => ChangeAsync(call, RemoveAsync);

    private static async ValueTask<Answer> ChangeAsync(Call call, Func<Session, Batch, Task<List<RecordOutcome>>> changeAsync)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var type = schema.Get(StandardObjects.NamedAccount);
        var records = SyncObjects.Bind(call, type, input, _ => null);
        var outcomes = await WriteTransaction.RunAsync(call.Instance, RunAsync, call.Cancel);
        if (outcomes is null) return Errors.ObjectNotFound;
        SyncObjects.Write(call.Result, type, outcomes);
        return Answer.Success;

        // The list and the accounts stay as they are until the transaction ends: no membership can be left of one that is gone.
        async Task<List<RecordOutcome>?> RunAsync(Session session)
        {
            if (await FindAsync(session, schema, call.Route[0], forUpdate: true) is not { } list) return null;
            var existing = await ObjectMatcher.ReadAsync(session, type, [type.Id], records, []);
            var members = await NamedAccountMembers.AmongAsync(session, list, [.. existing.Values.Select(r => r.Id)]);
            return await changeAsync(session, new Batch(list, records, r => RowOf(type, existing, r), members, schema.Instance.Now));
        }
    }

    private static async Task<List<RecordOutcome>> AddAsync(Session session, Batch batch)
    {
        var outcomes = batch.Decide("added", _ => true);
        var added = outcomes.Select(o => o.Row?.Id).OfType<long>().Distinct().Where(id => !batch.Members.Contains(id));
        await NamedAccountMembers.AddAsync(session, batch.List, added, batch.Now);
        return outcomes;
    }

    private static async Task<List<RecordOutcome>> RemoveAsync(Session session, Batch batch)
    {
        await NamedAccountMembers.RemoveAsync(session, batch.List, [.. batch.Members]);
        return batch.Decide("removed", row => batch.Members.Contains(row.Id));
    }

    private static (RecordRow? Row, ApiError Error) RowOf(ObjectType type, Dictionary<string, RecordRow> existing, RecordInput record)
    {
        if (record.Error is { } error) return (null, error);
        if (RecordKey.Of([type.Id], record.Value, out var missing) is not { } key) return (null, Errors.Missing(missing!.Name));
        return existing.TryGetValue(key, out var row) ? (row, default) : (null, Errors.ObjectNotFound);
    }

    /// <summary>The id of the list of a marketoGUID, or null.</summary>
    private static async Task<long?> FindAsync(Session session, RecordSchema schema, string guid, bool forUpdate)
    {
        var type = schema.Get(StandardObjects.NamedAccountList);
        var sql = $"select t.id from {type.Table(session.Database)} t where {type.Id.KeySql} = $1{(forUpdate ? session.Database.Dialect.ForUpdate : "")}";
        return await session.Sql(sql).Bind((string)type.Id.Type.Key(guid)).NumberAsync();
    }

    /// <summary>A batch of accounts and the list whose members they become or cease to be.</summary>
    private sealed record Batch(
        long List, List<RecordInput> Records, Func<RecordInput, (RecordRow? Row, ApiError Error)> RowOf, HashSet<long> Members, long Now)
    {
        /// <summary>An outcome per record; an account that is named twice has the same one twice, as the page shows it.</summary>
        public List<RecordOutcome> Decide(string status, Func<RecordRow, bool> admits) => [.. Records.Select(record =>
        {
            var (row, error) = RowOf(record);
            if (row is null) return new RecordOutcome(null, null, error);
            return admits(row) ? new(status, row, default) : new(null, row, Errors.ObjectNotFound);
        })];
    }
}
