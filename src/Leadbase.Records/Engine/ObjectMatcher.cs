using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Engine;

/// <summary>The existing records of an object type that has at most one record per key, found by simple or compound keys.</summary>
public static class ObjectMatcher
{
    /// <summary>Reads the records of keys, with the given columns, and keeps them from changing until the transaction ends.</summary>
    public static async Task<Dictionary<string, RecordRow>> ReadAsync(
        Session session, ObjectType type, IReadOnlyList<Field> keyFields, IReadOnlyList<RecordInput> records, IReadOnlyList<Column> columns)
    {
        var found = new Dictionary<string, RecordRow>(StringComparer.Ordinal);
        var dialect = session.Database.Dialect;
        var wanted = records.Where(r => r.Error is null && keyFields.All(f => r.TryGet(f, out var v) && v is not null)).ToList();
        if (wanted.Count == 0) return found;
        Column[] all = [.. keyFields.Select(f => f.Column).Concat(columns).DistinctBy(c => c.Name)];
        // Each part of a compound key narrows the rows; which of them belong to a key is decided below.
        var conditions = string.Join(" and ", keyFields.Select((f, i) => dialect.In(f.KeySql, i + 1)));
        var statement = session.Sql(
            $"select t.id, {string.Join(", ", all.Select(c => "t." + c.Quoted))} from {type.Table(session.Database)} t where {conditions} order by t.id{dialect.ForUpdate}");
        foreach (var field in keyFields) Bind(statement, field, wanted);
        await using var reader = await statement.QueryAsync();
        while (await reader.ReadAsync())
        {
            var row = new RecordRow(reader.GetInt64(0), isNew: false);
            for (var i = 0; i < all.Length; i++) row.Load(all[i].Name, reader.Value(i + 1, all[i].Kind));
            row.Load("id", row.Id);
            found[RecordKey.Of(keyFields, f => row[f], out _)!] = row;
        }
        return found;
    }

    private static void Bind(Statement statement, Field field, List<RecordInput> records)
    {
        var values = records.Select(r => { r.TryGet(field, out var v); return field.Type.Key(v!); }).Distinct();
        if (field.Type.Storage == StorageKind.Text) statement.BindSet([.. values.Cast<string>()]);
        else statement.BindSet([.. values.Cast<long>()]);
    }
}
