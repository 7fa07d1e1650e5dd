using System.Data.Common;
using System.Text.Json;
using Leadbase.Storage;

namespace Leadbase.Records.Fields;

/// <summary>What became of a value on its way into a field.</summary>
public enum Coercion
{
    /// <summary>The value has the field's type.</summary>
    Ok,

    /// <summary>The value is of another type (1001).</summary>
    WrongType,

    /// <summary>The value is longer than the field (1003).</summary>
    TooLong,
}

/// <summary>What a value's meaning depends on besides its type.</summary>
/// <param name="Length">The field's length in characters; null where the type has none.</param>
/// <param name="TimeZone">Where a datetime without offset is.</param>
public readonly record struct FieldContext(int? Length, TimeZoneInfo TimeZone);

/// <summary>
/// How values of one documented type ("Field Types") are read, kept, compared and written. Every object type and every
/// custom field uses these, so that a rule of a type is in one place.
/// </summary>
public abstract class FieldType
{
    /// <summary>The name in the API, for example <c>datetime</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How values are kept.</summary>
    public virtual StorageKind Storage => StorageKind.Text;

    /// <summary>The length of a new custom field of this type, or null where it has none.</summary>
    public virtual int? DefaultLength => null;

    /// <summary>Whether a filter may name a custom field of this type ("Get Leads by Filter Type": string, email, integer).</summary>
    public virtual bool IsFilterable => false;

    /// <summary>Reads a text: a JSON string, a filter value, or a CSV cell. Never called with an empty text, which is null.</summary>
    public abstract Coercion Parse(string text, in FieldContext context, out object? value);

    /// <summary>Reads a JSON value that is neither null nor an empty string.</summary>
    public virtual Coercion Read(JsonElement json, in FieldContext context, out object? value)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return Parse(json.GetString()!, context, out value);
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return Parse(json.GetRawText(), context, out value);
            default:
                value = null;
                return Coercion.WrongType;
        }
    }

    /// <summary>Writes a column that is not null.</summary>
    public abstract void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal);

    /// <summary>Writes a column that is not null as a value of a CSV file.</summary>
    public virtual void WriteCsv(CsvOutput csv, DbDataReader reader, int ordinal)
    {
        switch (Storage)
        {
            case StorageKind.Integer: csv.Number(reader.GetInt64(ordinal)); break;
            case StorageKind.Real: csv.Number(reader.GetDouble(ordinal)); break;
            case StorageKind.Boolean: csv.Flag(reader.GetBoolean(ordinal)); break;
            default:
                if (reader is IUtf8Reader utf8) csv.Text(utf8.GetUtf8(ordinal));
                else csv.Text(reader.GetString(ordinal));
                break;
        }
    }

    /// <summary>The value as activities, CSV files and messages show it.</summary>
    public abstract string ToText(object value);

    /// <summary>What is compared when a filter or a lookup names the field; an index is on the same expression.</summary>
    public virtual string KeyExpression(string column) => column;

    /// <summary>The value in the form that is compared.</summary>
    public virtual object Key(object value) => value;
}
