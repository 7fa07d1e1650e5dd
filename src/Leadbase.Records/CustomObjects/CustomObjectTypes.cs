using System.Globalization;
using Leadbase.Assets;
using Leadbase.Records.Fields;
using Leadbase.Records.Objects;

namespace Leadbase.Records.CustomObjects;

/// <summary>Object types from the documents of custom object types.</summary>
internal static class CustomObjectTypes
{
    /// <summary>The fields of every type.</summary>
    public static readonly IReadOnlyList<Field> SystemFields =
    [
        System(1, "marketoGUID", "Marketo GUID", FieldTypes.Get("string")) with { Length = 36 },
        System(2, "createdAt", "Created At", FieldTypes.DateTime),
        System(3, "updatedAt", "Updated At", FieldTypes.DateTime),
    ];

    /// <summary>
    /// The table of a type. No other table begins so, and no id is given twice: a type that takes the name of one that is
    /// gone has a table of its own.
    /// </summary>
    public static string TableOf(Asset asset) => string.Create(CultureInfo.InvariantCulture, $"co_{asset.Id}");

    /// <summary>The object type of what is approved.</summary>
    public static ObjectType OfApproved(Asset asset) => Of(asset, asset.ReadApproved<CustomObjectDocument>()!);

    /// <summary>The object type of a document.</summary>
    public static ObjectType Of(Asset asset, CustomObjectDocument document)
    {
        List<string> dedupe = [.. document.Fields.Where(f => f.IsDedupeField).Select(f => f.Name)];
        var definition = new ObjectDefinition(
            asset.Name, document.DisplayName, document.Description, SystemFields[0].Name, dedupe, Searchable(asset, document, dedupe), Crm: false)
        {
            TableName = TableOf(asset),
            PluralName = document.PluralName,
            IsCustom = true,
            CreatedAt = asset.CreatedAt,
            UpdatedAt = document.ApprovedAt ?? asset.UpdatedAt,
        };
        return new ObjectType(definition, [.. SystemFields, .. document.Fields.Select(f => f.ToField())]);
    }

    // What was never approved has no records and so no GUIDs to search for.
    private static List<IReadOnlyList<string>> Searchable(Asset asset, CustomObjectDocument document, List<string> dedupe)
    {
        List<IReadOnlyList<string>> sets = [dedupe];
        if (asset.Approved is not null) sets.Add([SystemFields[0].Name]);
        sets.AddRange(document.Fields.Where(f => f.RelatedTo is not null && !(dedupe is [var only] && only == f.Name)).Select(f => (IReadOnlyList<string>)[f.Name]));
        return sets;
    }

    private static Field System(long id, string name, string displayName, FieldType type) =>
        new() { Id = id, Name = name, DisplayName = displayName, Type = type, ReadOnly = true, ColumnName = name };
}
