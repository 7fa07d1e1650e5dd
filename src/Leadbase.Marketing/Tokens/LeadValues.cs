using System.Buffers;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Tokens;

/// <summary>The values of a lead, and of its company, as texts.</summary>
internal sealed class LeadValues
{
    private readonly ObjectType _type;
    private readonly IReadOnlyDictionary<string, string> _values;

    private LeadValues(long id, ObjectType type, IReadOnlyDictionary<string, string> values) => (Id, _type, _values) = (id, type, values);

    /// <summary>The lead.</summary>
    public long Id { get; }

    /// <summary>Somebody whom nobody knows: every token has its default.</summary>
    public static LeadValues Nobody(RecordSchema schema) => new(0, schema.Lead, new Dictionary<string, string>());

    /// <summary>The values of a lead; null when there is none that the partitions reach.</summary>
    public static async Task<LeadValues?> ReadAsync(Session session, RecordSchema schema, PartitionReach reach, long id)
    {
        Field[] fields = [schema.Lead.Id, .. schema.Lead.Fields.Where(f => f != schema.Lead.Id)];
        var projection = Projection.Of(schema, schema.Lead, fields);
        var statement = session.Sql(reach.All ? projection.ByIdSql : projection.ByIdReachSql).Bind(id);
        if (!reach.All) statement.BindSet(reach.Partitions);
        await using var reader = await statement.QueryAsync();
        if (!await reader.ReadAsync()) return null;
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer)) projection.Write(json, reader);
        using var row = JsonDocument.Parse(buffer.WrittenMemory);
        var values = row.RootElement.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null);
        return new LeadValues(id, schema.Lead, values.ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal));
    }

    /// <summary>A field by its label or its REST name, without regard to case, and the lead's value of it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="ofCompany">Whether it is a field of the lead's company.</param>
    public (Field? Field, string? Value) Find(string name, bool ofCompany)
    {
        var field = FieldOf(f => f.DisplayName) ?? FieldOf(f => f.Name);
        return field is null ? (null, null) : (field, _values.GetValueOrDefault(field.Name));

        Field? FieldOf(Func<Field, string> text) =>
            _type.Fields.FirstOrDefault(f => (!ofCompany || f.Object == StandardObjects.Company) && text(f).Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
