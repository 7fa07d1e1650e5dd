using System.Text.Json;
using System.Text.Json.Serialization;
using Leadbase.Records.Fields;

namespace Leadbase.Records.Objects;

/// <summary>The object types that every instance has, before an administrator changes or adds anything.</summary>
public static class StandardObjects
{
    /// <summary>The name of the lead object.</summary>
    public const string Lead = "lead";

    /// <summary>The name of the company object.</summary>
    public const string Company = "company";

    /// <summary>The name of the sales person object.</summary>
    public const string SalesPerson = "salesPerson";

    private static readonly Lazy<IReadOnlyList<Field>> Leads = new(LoadLeadFields);

    /// <summary>The standard fields of an object.</summary>
    public static IReadOnlyList<Field> FieldsOf(string objectName) => objectName switch
    {
        Lead => Leads.Value,
        Company => [.. Own(Leads.Value.Where(f => f.Object == Company || f.Link == Company))],
        _ => [.. Own(Leads.Value.Where(f => f.Link == SalesPerson))],
    };

    /// <summary>An object type from its fields.</summary>
    public static ObjectType Create(string name, IReadOnlyList<Field> fields) => name switch
    {
        Lead => new ObjectType(Lead, "API Lead", "id", ["email"], fields),
        Company => new ObjectType(Company, "Company", "id", ["externalCompanyId"], fields),
        _ => new ObjectType(SalesPerson, "Sales Person", "id", ["externalSalesPersonId"], fields),
    };

    /// <summary>The key of a linked object by which records name it.</summary>
    public static string ExternalKeyOf(string objectName) => objectName == Company ? "externalCompanyId" : "externalSalesPersonId";

    private static IEnumerable<Field> Own(IEnumerable<Field> fields)
    {
        yield return System(1, "id", "Id", FieldTypes.Reference);
        foreach (var field in fields) yield return field with { Object = null, Link = null, Searchable = field.Link is not null };
        yield return System(200, "createdAt", "Created At", FieldTypes.DateTime);
        yield return System(201, "updatedAt", "Updated At", FieldTypes.DateTime);
    }

    private static Field System(long id, string name, string label, FieldType type) =>
        new() { Id = id, Name = name, DisplayName = label, Type = type, ReadOnly = true, ColumnName = name };

    private static List<Field> LoadLeadFields()
    {
        using var stream = typeof(StandardObjects).Assembly.GetManifestResourceStream("lead-fields.json")!;
        var rows = JsonSerializer.Deserialize(stream, FieldRows.Default.ListFieldRow)!;
        return [.. rows.Select(ToField)];
    }

    private static Field ToField(FieldRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        DisplayName = row.DisplayName,
        Type = row.Name == "id" ? FieldTypes.Reference : FieldTypes.Get(row.DataType),
        Length = row.Length,
        ReadOnly = row.ReadOnly,
        SoapName = row.SoapName,
        Searchable = row.Searchable,
        Object = row.Object,
        Link = row.Link,
        ColumnName = row.Name,
        IsHtmlEncodingInEmail = FieldTypes.Get(row.DataType).Storage == Storage.StorageKind.Text && row.DataType is not ("date" or "datetime"),
        Expression = row.Name == "mktoName" ? """nullif(trim(coalesce(t."firstName", '') || ' ' || coalesce(t."lastName", '')), '')""" : null,
    };

    internal sealed record FieldRow(
        long Id, string Name, string DisplayName, string DataType, int? Length, bool ReadOnly, string? SoapName, bool Searchable, string? Object, string? Link);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<StandardObjects.FieldRow>))]
internal sealed partial class FieldRows : JsonSerializerContext;
