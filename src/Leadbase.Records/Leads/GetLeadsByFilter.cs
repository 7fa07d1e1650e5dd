using System.Data.Common;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Leads;

/// <summary>Get Leads by Filter Type: the leads whose field has one of up to 300 values ("Leads", Query).</summary>
public static class GetLeadsByFilter
{
    /// <summary>More matches than this are 1003.</summary>
    private const int MaxMatches = 1_000;

    private const string TokenKind = "lead";

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (call.Parameters["filterType"] is not { Length: > 0 } filterType) return Errors.Missing("filterType");
        var values = call.Parameters.List("filterValues");
        if (values.Count == 0) return Errors.Missing("filterValues");
        if (values.Count > Call.MaxBatch) return Errors.InvalidData($"Too many values in filterValues; at most {Call.MaxBatch} are allowed");
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(TokenKind, out var after, out error)) return error;
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (schema.Lead.Find(filterType) is not { } filter) return Errors.FieldNotFound(filterType);
        if (!filter.Searchable || !filter.IsOwn) return Errors.FieldNotSupported(filter.Name);
        if (schema.LeadProjection(call.Parameters.List("fields"), out var unknown) is not { } projection) return Errors.FieldNotFound(unknown);
        if (!TryKeys(filter, values, call.Instance.TimeZone, out var keys, out error)) return error;
        return await QueryAsync(call, projection, filter, keys, after, size);
    }

    private static async Task<Answer> QueryAsync(Call call, Projection projection, Field filter, HashSet<object> keys, long after, int size)
    {
        var reach = call.Reach;
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var shape = new FilterShape(filter, keys.Count == 1, after > 0, reach.All, after > 0 ? size + 1 : MaxMatches + 1);
        var statement = session.Sql(projection.Filtered(shape, static (p, s, dialect) => p.Where(ConditionOf(p, s, dialect), s.Limit)));
        Bind(statement, filter, keys);
        if (after > 0) statement.Bind(after);
        if (!reach.All) statement.BindSet(reach.Partitions);
        await using var reader = await statement.QueryAsync();
        return await WriteAsync(call, projection, reader, size);
    }

    // The first page also finds out whether there are too many; the rows beyond the page are only counted.
    private static string ConditionOf(Projection projection, FilterShape shape, ISqlDialect dialect)
    {
        var condition = projection.Condition(shape.Filter, key => shape.OneKey ? $"{key} = $1" : dialect.In(key, 1));
        if (shape.After) condition += " and t.id > $2";
        return shape.Everywhere ? condition : $"{condition} and {dialect.In(Projection.PartitionColumn, shape.After ? 3 : 2)}";
    }

    private static async Task<Answer> WriteAsync(Call call, Projection projection, DbDataReader reader, int size)
    {
        var json = call.Result;
        var (count, last) = (0, 0L);
        while (await reader.ReadAsync())
        {
            if (++count > MaxMatches) return Errors.InvalidData("Too many results match the filter");
            if (count > size) continue;
            last = reader.GetInt64(0);
            projection.Write(json, reader);
        }
        return count > size ? Answer.Page(PagingToken.Create(call.Instance, TokenKind, last)) : Answer.Success;
    }

    private static void Bind(Statement statement, Field filter, HashSet<object> keys)
    {
        if (keys.Count == 1) statement.Bind(filter.Type.Storage, keys.Single());
        else if (filter.Type.Storage == StorageKind.Text) statement.BindSet([.. keys.Cast<string>()]);
        else statement.BindSet([.. keys.Cast<long>()]);
    }

    // An email that cannot be one matches nobody, and is no error; a number must be a number.
    private static bool TryKeys(Field filter, List<string> values, TimeZoneInfo zone, out HashSet<object> keys, out ApiError error)
    {
        keys = [];
        error = default;
        foreach (var text in values)
        {
            if (filter.Name == LeadCookies.FieldName && !LeadCookies.IsCookie(text))
            {
                error = Errors.InvalidCookie(text);
                return false;
            }
            if (FieldInput.Parse(filter, text, zone, out var value) is not { } wrong)
            {
                keys.Add(filter.Type.Key(value!));
            }
            else if (filter.Type.Storage != StorageKind.Text)
            {
                error = wrong;
                return false;
            }
        }
        return true;
    }
}
