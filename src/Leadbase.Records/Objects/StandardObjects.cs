using System.Text.Json;
using System.Text.Json.Serialization;
using Leadbase.Records.Fields;
using Leadbase.Records.Leads;
using Leadbase.Storage;

namespace Leadbase.Records.Objects;

/// <summary>What an object type is, besides its fields: a row of <c>objects.json</c>, or what was made of it here.</summary>
/// <param name="Name">The API name.</param>
/// <param name="DisplayName">The label.</param>
/// <param name="Description">What it is, in a few words, or null.</param>
/// <param name="IdField">The key that the system gives: <c>id</c>, or <c>marketoGUID</c>; of a program member, within its program, the lead's.</param>
/// <param name="DedupeFields">The keys that callers give.</param>
/// <param name="SearchableFields">The sets of fields that a query may name.</param>
/// <param name="Crm">Whether a native CRM sync owns it, so that the API may not write it (1018).</param>
public sealed record ObjectDefinition(
    string Name, string DisplayName, string? Description, string IdField, IReadOnlyList<string> DedupeFields,
    IReadOnlyList<IReadOnlyList<string>> SearchableFields, bool Crm)
{
    /// <summary>What a sync of most object types may do, the default first.</summary>
    public static readonly IReadOnlyList<string> AllActions = ["createOrUpdate", "createOnly", "updateOnly"];

    /// <summary>What a sync may do, the default first.</summary>
    public IReadOnlyList<string> Actions { get; init; } = AllActions;

    /// <summary>What a query answers that names no fields; null for the keys and the times.</summary>
    public IReadOnlyList<string>? DefaultFields { get; init; }

    /// <summary>Whether a record that is named by its id can be given other dedupe keys.</summary>
    public bool KeysUpdateable { get; init; }

    /// <summary>
    /// The field within whose values records are always searched: a program member's program. Within it the id field is
    /// unique, and pages go by it. Null where the id is unique by itself.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>The most custom fields it may have, below the instance's own limit; null where that one alone counts.</summary>
    public int? MaxCustomFields { get; init; }

    /// <summary>The types of custom fields that a query may name; null where the types themselves decide.</summary>
    public IReadOnlyList<string>? FilterTypes { get; init; }

    /// <summary>The name of the table, of its id sequence and of what is locked: of a standard object its own.</summary>
    public string TableName { get; init; } = Name;

    /// <summary>The label of several, of an object that was made here.</summary>
    public string? PluralName { get; init; }

    /// <summary>Whether it was made here.</summary>
    public bool IsCustom { get; init; }

    /// <summary>When it was made, in seconds since 1970; null for a standard object.</summary>
    public long? CreatedAt { get; init; }

    /// <summary>When it was last changed, in seconds since 1970; null for a standard object.</summary>
    public long? UpdatedAt { get; init; }

    /// <summary>Whether a query may name a custom field of a type.</summary>
    public bool CanFilter(FieldType type) => type.IsFilterable && (FilterTypes is null || FilterTypes.Contains(type.Name));
}

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

    /// <summary>The name of the named account list object.</summary>
    public const string NamedAccountList = "namedAccountList";

    /// <summary>The name of the program member object.</summary>
    public const string ProgramMember = "programMember";

    private static readonly Lazy<IReadOnlyDictionary<string, (ObjectDefinition Definition, IReadOnlyList<Field> Fields)>> Types = new(Load);

    /// <summary>The names of all standard objects; linked ones before those that link to them.</summary>
    public static IEnumerable<string> Names => Types.Value.Keys;

    /// <summary>The standard fields of an object.</summary>
    public static IReadOnlyList<Field> FieldsOf(string objectName) => Types.Value[objectName].Fields;

    /// <summary>What an object is, besides its fields.</summary>
    public static ObjectDefinition DefinitionOf(string objectName) => Types.Value[objectName].Definition;

    /// <summary>An object type from its fields.</summary>
    public static ObjectType Create(string name, IReadOnlyList<Field> fields) => new(Types.Value[name].Definition, fields);

    /// <summary>The key by which records name a linked object.</summary>
    public static string ExternalKeyOf(string objectName) => Types.Value[objectName].Definition.DedupeFields[0];

    private static Dictionary<string, (ObjectDefinition, IReadOnlyList<Field>)> Load()
    {
        var types = new Dictionary<string, (ObjectDefinition, IReadOnlyList<Field>)>(StringComparer.Ordinal);
        foreach (var row in Read("objects.json", ObjectRows.Default.ListObjectRow))
        {
            var definition = new ObjectDefinition(row.Name, row.DisplayName, row.Description, row.IdField, row.DedupeFields, row.SearchableFields, row.Crm)
            {
                Actions = row.Actions ?? ObjectDefinition.AllActions,
                DefaultFields = row.DefaultFields,
                KeysUpdateable = row.KeysUpdateable,
                Scope = row.Scope,
                MaxCustomFields = row.MaxCustomFields,
                FilterTypes = row.FilterTypes,
            };
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
        Default = row.Default,
        Values = row.Name == LeadCookies.FieldName ? new ValueTable(LeadCookies.Table, "lead", "cookie") : null,
        Expression = row.Expression,
    };

    internal sealed record FieldRow(
        long Id, string Name, string DisplayName, string DataType, int? Length, bool ReadOnly, string? SoapName, bool Searchable,
        bool Required, string? Object, string? Link, string? RefersTo, string? Default, string? Expression);

    internal sealed record ObjectRow(
        string Name, string DisplayName, string Description, string IdField, List<string> DedupeFields,
        List<List<string>> SearchableFields, bool Crm, string? Scope, int? MaxCustomFields, List<string>? FilterTypes, List<FieldRow> Fields,
        List<string>? Actions, List<string>? DefaultFields, bool KeysUpdateable);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<StandardObjects.FieldRow>))]
[JsonSerializable(typeof(List<StandardObjects.ObjectRow>))]
internal sealed partial class ObjectRows : JsonSerializerContext;
