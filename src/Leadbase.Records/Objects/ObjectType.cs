using System.Collections.Frozen;
using Leadbase.Storage;

namespace Leadbase.Records.Objects;

/// <summary>
/// An object type as data: lead, company, opportunity, and every other, custom objects included. One object type is one
/// table and one field of its own is one typed column.
/// </summary>
public sealed class ObjectType
{
    private readonly FrozenDictionary<string, Field> _byName;

    /// <summary>An object type with its fields.</summary>
    public ObjectType(ObjectDefinition definition, IReadOnlyList<Field> fields)
    {
        Definition = definition;
        Fields = fields;
        // The documentation writes marketoGuid for marketoGUID: names are found without regard to case.
        _byName = fields.ToFrozenDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        Id = _byName[definition.IdField];
        DedupeFields = [.. definition.DedupeFields.Select(f => _byName[f])];
        Links = [.. fields.Where(f => f.Link is not null)];
        References = [.. fields.Where(f => f.RefersTo is not null)];
        Defaults = [.. fields.Where(f => f.Default is not null)];
    }

    /// <summary>What it is besides its fields.</summary>
    public ObjectDefinition Definition { get; }

    /// <summary>The API name.</summary>
    public string Name => Definition.Name;

    /// <summary>The name of the table, of its id sequence and of what is locked.</summary>
    public string TableName => Definition.TableName;

    /// <summary>The label.</summary>
    public string DisplayName => Definition.DisplayName;

    /// <summary>Every field, in the order of Describe.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The field that the system gives a record as its key.</summary>
    public Field Id { get; }

    /// <summary>The fields by which a record is recognised when it is written again.</summary>
    public IReadOnlyList<Field> DedupeFields { get; }

    /// <summary>The fields that link a record's row to another object's by its external key.</summary>
    public IReadOnlyList<Field> Links { get; }

    /// <summary>The fields whose values must be keys of existing records of another object.</summary>
    public IReadOnlyList<Field> References { get; }

    /// <summary>The fields that a new record has values in without being given any.</summary>
    public IReadOnlyList<Field> Defaults { get; }

    /// <summary>The field of a name, without regard to case; null when there is none.</summary>
    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The same without a string of its own.</summary>
    public Field? Find(ReadOnlySpan<char> name) =>
        _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var field) ? field : null;

    /// <summary>The quoted table of an instance.</summary>
    public string Table(Database database) => database.Table(TableName);
}
