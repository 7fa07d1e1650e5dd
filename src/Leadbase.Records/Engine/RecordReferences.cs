using System.Globalization;
using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Engine;

/// <summary>The keys of other objects that a batch names, and which of them exist.</summary>
public sealed class RecordReferences
{
    private readonly Dictionary<Field, HashSet<string>> _existing = [];

    /// <summary>Looks up every key that the records name, one statement per field.</summary>
    public static async Task<RecordReferences> ReadAsync(Session session, RecordSchema schema, ObjectType type, IReadOnlyList<RecordInput> records)
    {
        var references = new RecordReferences();
        foreach (var field in type.References)
        {
            var target = schema.Get(field.RefersTo!);
            var key = KeyOf(target, field);
            var keys = records.Select(r => r.Value(field)).OfType<object>().Select(key.Type.Key).Distinct().ToList();
            if (keys.Count == 0) continue;
            var statement = session.Sql(
                $"select distinct {key.KeySql} from {target.Table(session.Database)} t where {session.Database.Dialect.In(key.KeySql, 1)}");
            _ = key.Type.Storage == StorageKind.Text ? statement.BindSet([.. keys.Cast<string>()]) : statement.BindSet([.. keys.Cast<long>()]);
            references._existing[field] = [.. await statement.ListAsync(r => Text(r.Value(0, key.Type.Storage)!))];
        }
        return references;
    }

    /// <summary>The error of a record that names a key which does not exist.</summary>
    public ApiError? Check(RecordInput record)
    {
        foreach (var (field, keys) in _existing)
        {
            if (record.Value(field) is not { } value || keys.Contains(Text(field.Type.Key(value)))) continue;
            return field.RefersTo switch
            {
                StandardObjects.SalesPerson => Errors.SalesPersonNotFound,
                StandardObjects.Lead => Errors.LeadNotFound,
                _ => Errors.InvalidData($"No {field.RefersTo} has the {field.Name} '{Text(value)}'"),
            };
        }
        return null;
    }

    private static Field KeyOf(ObjectType target, Field field)
    {
        if (field.RefersToField is { } name) return target.Find(name)!;
        return target.Name == StandardObjects.Lead ? target.Id : target.DedupeFields[0];
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
