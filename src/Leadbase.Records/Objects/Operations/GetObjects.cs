using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Storage;

namespace Leadbase.Records.Objects.Operations;

/// <summary>
/// The query of every object type but the lead ("Lead Database", Query): by one searchable field and its values, or by a
/// compound key and an <c>input</c> of records, as parameters or as a JSON body.
/// </summary>
public static class GetObjects
{
    /// <summary>The query of an object type.</summary>
    public static Handler Of(string objectName) => Of(ObjectChoices.Standard(objectName));

    /// <summary>The query of the object type that the call chooses.</summary>
    public static Handler Of(ObjectChoice choice) => call => HandleAsync(call, choice);

    private static async ValueTask<Answer> HandleAsync(Call call, ObjectChoice choice)
    {
        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        if (choice(schema, call) is not { } type) return Errors.ObjectNotFound;
        LiftBody(call);
        if (call.Parameters["filterType"] is not { Length: > 0 } filterType) return Errors.Missing("filterType");
        if (ObjectRequest.FilterFields(type, filterType) is not { } filter) return type.Find(filterType) is null ? Errors.FieldNotFound(filterType) : Errors.FieldNotSupported(filterType);
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(type.TableName, out var after, out error)) return error;
        if (ProjectionOf(call, schema, type, out var unknown) is not { } projection) return Errors.FieldNotFound(unknown);
        if (!TryKeys(call, type, filter, out var keys, out error)) return error;
        return await QueryAsync(call, type, projection, filter, keys, after, size);
    }

    /// <summary>A JSON body has the same members as the query; null is one that is not given.</summary>
    private static void LiftBody(Call call)
    {
        if (call.Body is not { ValueKind: JsonValueKind.Object } body) return;
        foreach (var member in body.EnumerateObject().Where(m => m.Name != "input"))
        {
            var isList = member.Value.ValueKind == JsonValueKind.Array;
            var values = isList ? [.. member.Value.EnumerateArray()] : new[] { member.Value };
            foreach (var value in values.Where(v => v.ValueKind != JsonValueKind.Null))
            {
                call.Parameters.Add(member.Name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), isWhole: isList);
            }
        }
    }

    /// <summary>The fields that a call names, or the object type's default ones; null when one does not exist.</summary>
    internal static Projection? ProjectionOf(Call call, RecordSchema schema, ObjectType type, out string unknown)
    {
        unknown = "";
        List<Field> fields = [type.Id];
        IReadOnlyList<string> names = call.Parameters.List("fields");
        if (names.Count == 0) names = type.Definition.DefaultFields ?? [.. type.Definition.DedupeFields, "createdAt", "updatedAt"];
        foreach (var name in names)
        {
            if (type.Find(name) is not { } field)
            {
                unknown = name;
                return null;
            }
            fields.Add(field);
        }
        return Projection.Of(schema, type, [.. fields.Distinct()]);
    }

    /// <summary>The keys that are asked for: of a simple key the values, of a compound one the records of the input.</summary>
    private static bool TryKeys(Call call, ObjectType type, IReadOnlyList<Field> filter, out List<RecordInput> keys, out ApiError error)
    {
        keys = [];
        var zone = call.Instance.TimeZone;
        if (call.Body is { } body && body.ValueKind == JsonValueKind.Object && body.TryGetProperty("input", out _))
        {
            if (!call.TryInput(out var input, out error)) return false;
            keys.AddRange(input.EnumerateArray().Select(record => RecordInput.Bind(type, record, zone, _ => null)));
            error = keys.Select(k => k.Error ?? MissingPart(k, filter)).FirstOrDefault(e => e is not null) ?? default;
            return error.Code is null;
        }
        error = Errors.Missing("input");
        if (filter.Count > 1) return false;
        error = ObjectFilter.Read(call, filter[0], out var values) ?? default;
        keys.AddRange(values.Select(value => RecordInput.Of(filter[0], value)));
        return error.Code is null;
    }

    private static ApiError? MissingPart(RecordInput key, IReadOnlyList<Field> filter) =>
        RecordKey.Of(filter, key.Value, out var missing) is null ? Errors.Missing(missing!.Name) : null;

    private static async Task<Answer> QueryAsync(
        Call call, ObjectType type, Projection projection, IReadOnlyList<Field> filter, List<RecordInput> keys, long after, int size)
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var simple = filter.Count == 1 ? ObjectFilter.Of(filter[0], keys.Select(k => k.Value(filter[0])!)) : null;
        var condition = simple?.Condition(session.Database.Dialect, 2) ?? CompoundCondition(filter, keys);
        var statement = session.Sql(projection.Where($"t.id > $1 and ({condition})", size + 1)).Bind(after);
        if (simple is null) BindCompound(statement, filter, keys);
        else simple.Bind(statement);
        return await WritePageAsync(call, projection, statement, type.TableName, size);
    }

    /// <summary>Writes the records of a statement that reads one more than the page holds.</summary>
    internal static async Task<Answer> WritePageAsync(Call call, Projection projection, Statement statement, string tokenKind, int size)
    {
        var json = call.Result;
        var (sequence, last) = (0, 0L);
        await using var reader = await statement.QueryAsync();
        while (await reader.ReadAsync())
        {
            if (sequence == size) return Answer.Page(PagingToken.Create(call.Instance, tokenKind, last));
            last = reader.GetInt64(0);
            projection.Write(json, reader, sequence++);
        }
        return Answer.Success;
    }

    // A compound key is an exact row of values; each is its own condition, and there are at most as many as a batch.
    private static string CompoundCondition(IReadOnlyList<Field> filter, List<RecordInput> keys)
    {
        var next = 2;
        return string.Join(" or ", keys.Select(_ => $"({string.Join(" and ", filter.Select(f => $"{f.KeySql} = ${next++}"))})"));
    }

    private static void BindCompound(Statement statement, IReadOnlyList<Field> filter, List<RecordInput> keys)
    {
        foreach (var key in keys)
        {
            foreach (var field in filter) statement.Bind(field.Type.Storage, field.Type.Key(key.Value(field)!));
        }
    }
}
