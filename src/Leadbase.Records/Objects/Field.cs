using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadbase.Records.Fields;
using Leadbase.Storage;

namespace Leadbase.Records.Objects;

/// <summary>A field of an object type, standard or custom. What an administrator may change of it is in the instance's data.</summary>
public sealed partial record Field
{
    private JsonEncodedText? _encoded;

    /// <summary>The id that Describe shows and that activities refer to.</summary>
    public required long Id { get; init; }

    /// <summary>The REST API name.</summary>
    public required string Name { get; init; }

    /// <summary>The label.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The type.</summary>
    public required FieldType Type { get; init; }

    /// <summary>The length in characters, where the type has one.</summary>
    public int? Length { get; init; }

    /// <summary>Whether the system alone writes it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The name that the SOAP API had, which Describe still shows.</summary>
    public string? SoapName { get; init; }

    /// <summary>Whether a filter or a lookup may name it.</summary>
    public bool Searchable { get; init; }

    /// <summary>The linked object whose value this is, for example <c>company</c> on a lead; null for the record's own.</summary>
    public string? Object { get; init; }

    /// <summary>The object that this field links the record to by its external key.</summary>
    public string? Link { get; init; }

    /// <summary>The object of which the value must be an existing record's key.</summary>
    public string? RefersTo { get; init; }

    /// <summary>The field of that object which the value is of; null for the object's own key.</summary>
    public string? RefersToField { get; init; }

    /// <summary>Whether a new record must have a value.</summary>
    public bool Required { get; init; }

    /// <summary>The text that the system writes in a new record, or null.</summary>
    public string? Default { get; init; }

    /// <summary>A description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is hidden.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether its value is encoded as HTML in an email.</summary>
    public bool IsHtmlEncodingInEmail { get; init; } = true;

    /// <summary>Whether it is marked as sensitive.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether a user made it.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Whether it was made through the API.</summary>
    public bool IsApiCreated { get; init; }

    /// <summary>The column's unquoted name; the field's own for all but very long names.</summary>
    public string ColumnName { get; init; } = "";

    /// <summary>
    /// A value that is computed in place of a column: from others of the row, which is called <c>t</c>, or by a sub-select
    /// from another table, which is written in braces, for example <c>{asset}</c>, until <see cref="In"/> names it.
    /// </summary>
    public string? Expression { get; init; }

    /// <summary>The table of the values of a field that may have several; the column of the field's own name is then not used.</summary>
    public ValueTable? Values { get; init; }

    /// <summary>Whether the record's own table has the value.</summary>
    public bool IsOwn => Object is null && Link is null && Expression is null;

    /// <summary>A field is only ever equal to itself: comparing all that it says of itself would cost every record of a batch.</summary>
    public bool Equals(Field? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <summary>The field in a database, whose tables an expression then names.</summary>
    public Field In(Database database) => Expression?.Contains('{', StringComparison.Ordinal) == true
        ? this with { Expression = Placeholder().Replace(Expression, m => database.Table(m.Groups[1].Value)) }
        : this;

    /// <summary>The column, for a field of the record's own.</summary>
    public Column Column => new(ColumnName, Type.Storage);

    /// <summary>The name, encoded once for all answers.</summary>
    public JsonEncodedText Encoded => _encoded ??= JsonEncodedText.Encode(Name);

    /// <summary>The type as the API names it: an id, and what refers to one, is called an integer.</summary>
    public string ApiType => Name == "id" || RefersToField == "id" ? "integer" : Type.Name;

    /// <summary>The SQL of the value, given how the rows of this object and of linked ones are called.</summary>
    public string Sql => Expression
        ?? (Link is not null ? $"{Join.AliasOf(Link)}.{Identifier.Quote(ColumnName)}"
        : Object is not null ? $"{Join.AliasOf(Object)}.{Identifier.Quote(ColumnName)}"
        : $"t.{Identifier.Quote(ColumnName)}");

    /// <summary>The SQL of what a filter on this field compares.</summary>
    public string KeySql => Type.KeyExpression(Sql);

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

/// <summary>A table with a row for each value of a field, shown as a list with commas.</summary>
/// <param name="Table">The table.</param>
/// <param name="Owner">The column of the record's id.</param>
/// <param name="Value">The column of the value.</param>
public sealed record ValueTable(string Table, string Owner, string Value);

/// <summary>How a record's row is joined to the row of an object it is linked to.</summary>
public static class Join
{
    /// <summary>The name of a linked row in a statement.</summary>
    public static string AliasOf(string objectName) => objectName == "company" ? "c" : "s";

    /// <summary>The column that holds the id of the linked row.</summary>
    public static string ColumnOf(string objectName) => "_" + objectName;
}
