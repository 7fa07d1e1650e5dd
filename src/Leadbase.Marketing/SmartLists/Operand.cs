using Leadbase.Records.Fields;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>As what a value is compared.</summary>
internal enum OperandKind
{
    /// <summary>Text, without regard to case.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false; what has no value is false.</summary>
    Flag,

    /// <summary>A day, as text.</summary>
    Day,

    /// <summary>A moment, in seconds since 1970.</summary>
    Moment,

    /// <summary>A moment, as text of ISO 8601 in UTC.</summary>
    MomentText,
}

/// <summary>What a condition compares.</summary>
/// <param name="Sql">The expression.</param>
/// <param name="Kind">As what.</param>
/// <param name="BlankIsEmpty">Whether an empty text is no value; fields never have one.</param>
internal readonly record struct Operand(string Sql, OperandKind Kind, bool BlankIsEmpty = false)
{
    /// <summary>The kind of a field's values.</summary>
    public static OperandKind KindOf(FieldType type) => (type.Storage, type.Name) switch
    {
        (StorageKind.Integer, "datetime") => OperandKind.Moment,
        (StorageKind.Integer, _) => OperandKind.Whole,
        (StorageKind.Real, _) => OperandKind.Number,
        (StorageKind.Boolean, _) => OperandKind.Flag,
        (_, "date") => OperandKind.Day,
        _ => OperandKind.Text,
    };

    /// <summary>A value of an activity, which the log keeps as text whatever it is.</summary>
    public static Operand OfActivity(ISqlDialect dialect, string sql, string dataType) => dataType switch
    {
        "integer" or "score" or "float" or "currency" or "percent" => new(dialect.NumberOf(sql), OperandKind.Number),
        "date" => new(sql, OperandKind.Day, BlankIsEmpty: true),
        "datetime" => new(sql, OperandKind.MomentText, BlankIsEmpty: true),
        _ => new(sql, OperandKind.Text, BlankIsEmpty: true),
    };
}
