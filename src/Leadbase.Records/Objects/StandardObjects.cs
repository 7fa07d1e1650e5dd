using System.Text.Json;
using System.Text.Json.Serialization;
using Leadbase.Records.Fields;
using Leadbase.Records.Leads;
using Leadbase.Storage;

namespace Leadbase.Records.Objects;

/// <summary>What an object type is, besides its fields: a row of <c>objects.json</c>.</summary>
/// <param name="Name">The name, which is also the table's.</param>
/// <param name="DisplayName">The label.</param>
/// <param name="Description">What it is, in a few words.</param>
/// <param name="IdField">The key that the system gives: <c>id</c>, or <c>marketoGUID</c>.</param>
/// <param name="DedupeFields">The keys that callers give.</param>
/// <param name="SearchableFields">The sets of fields that a query may name.</param>
/// <param name="Crm">Whether a native CRM sync owns it, so that the API may not write it (1018).</param>
public sealed record ObjectDefinition(
    string Name, string DisplayName, string Description, string IdField, IReadOnlyList<string> DedupeFields,
    IReadOnlyList<IReadOnlyList<string>> SearchableFields, bool Crm);

/// <summary>The object types that every instance has, before an administrator changes or adds anything.</summary>
public static class StandardObjects
{
    /// <summary>The name of the lead object.</summary>
    public const string Lead = "lead";

    /// <summary>The name of the company object.</summary>
    public const string Company = "company";

    /// <summary>The name of the sales person object.</summary>
    public const string SalesPerson = "salesPerson";

    /// <summary>The name of the opportunity object.</summary>
    public const string Opportunity = "opportunity";

    /// <summary>The name of the opportunity role object.</summary>
    public const string OpportunityRole = "opportunityRole";

    /// <summary>The name of the named account object.</summary>
    public const string NamedAccount = "namedAccount";

    private static readonly Lazy<IReadOnlyDictionary<string, (ObjectDefinition Definition, IReadOnlyList<Field> Fields)>> Types = new(Load);

    /// <summary>The names of all standard objects; linked ones before those that link to them.</summary>
    public static IEnumerable<string> Names => Types.Value.Keys;

    /// <summary>The standard fields of an object.</summary>
    public static IReadOnlyList<Field> FieldsOf(string objectName) => Types.Value[objectName].Fields;

    /// <summary>An object type from its fields.</summary>
    public static ObjectType Create(string name, IReadOnlyList<Field> fields) => new(Types.Value[name].Definition, fields);

    /// <summary>The key by which records name a linked object.</summary>
    public static string ExternalKeyOf(string objectName) => Types.Value[objectName].Definition.DedupeFields[0];

    private static Dictionary<string, (ObjectDefinition, IReadOnlyList<Field>)> Load()
    {
        var types = new Dictionary<string, (ObjectDefinition, IReadOnlyList<Field>)>(StringComparer.Ordinal);
        foreach (var row in Read("objects.json", ObjectRows.Default.ListObjectRow))
        {
            var definition = new ObjectDefinition(row.Name, row.DisplayName, row.Description, row.IdField, row.DedupeFields, row.SearchableFields, row.Crm);
            var searchable = row.SearchableFields.SelectMany(set => set).ToHashSet(StringComparer.Ordinal);
            types[row.Name] = (definition, [.. row.Fields.Select(f => ToField(f) with { Searchable = searchable.Contains(f.Name) })]);
        }
        var leads = new ObjectDefinition(Lead, "API Lead", "Lead", "id", ["email"], [], Crm: false);
        types[Lead] = (leads, [.. Read("lead-fields.json", ObjectRows.Default.ListFieldRow).Select(ToField)]);
        return types;
    }

    private static T Read<T>(string resource, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var stream = typeof(StandardObjects).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize(stream, type)!;
    }

    private static Field ToField(FieldRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        DisplayName = row.DisplayName,
        // An id is larger than the integers of the API, although Describe calls it one.
        Type = row.Name == "id" ? FieldTypes.Reference : FieldTypes.Get(row.DataType),
        Length = row.Length,
        ReadOnly = row.ReadOnly,
        SoapName = row.SoapName,
        Searchable = row.Searchable,
        Required = row.Required,
        Object = row.Object,
        Link = row.Link,
        RefersTo = row.RefersTo,
        ColumnName = row.Name,
        IsHtmlEncodingInEmail = FieldTypes.Get(row.DataType).Storage == StorageKind.Text && row.DataType is not "date",
        Values = row.Name == LeadCookies.FieldName ? new ValueTable(LeadCookies.Table, "lead", "cookie") : null,
        Expression = row.Name == "mktoName" ? """nullif(trim(coalesce(t."firstName", '') || ' ' || coalesce(t."lastName", '')), '')""" : null,
    };

    internal sealed record FieldRow(
        long Id, string Name, string DisplayName, string DataType, int? Length, bool ReadOnly, string? SoapName, bool Searchable,
        bool Required, string? Object, string? Link, string? RefersTo);

    internal sealed record ObjectRow(
        string Name, string DisplayName, string Description, string IdField, List<string> DedupeFields,
        List<List<string>> SearchableFields, bool Crm, List<FieldRow> Fields);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<StandardObjects.FieldRow>))]
[JsonSerializable(typeof(List<StandardObjects.ObjectRow>))]
internal sealed partial class ObjectRows : JsonSerializerContext;
