using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Leadbase.Storage;

namespace Leadbase.Records.Fields;

/// <summary>A whole number of 32 bits.</summary>
public class IntegerType : FieldType
{
    /// <inheritdoc />
    public override string Name => "integer";

    /// <inheritdoc />
    public override StorageKind Storage => StorageKind.Integer;

    /// <inheritdoc />
    public override bool IsFilterable => true;

    /// <summary>The smallest value.</summary>
    protected virtual long Min => int.MinValue;

    /// <summary>The largest value.</summary>
    protected virtual long Max => int.MaxValue;

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        value = null;
        // "10.0" and "1.0E1" are whole numbers, too; "10.5" is not.
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return Coercion.WrongType;
        if (number != decimal.Truncate(number) || number < Min || number > Max) return Coercion.WrongType;
        value = (long)number;
        return Coercion.Ok;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal) => json.WriteNumberValue(reader.GetInt64(ordinal));

    /// <inheritdoc />
    public override string ToText(object value) => ((long)value).ToString(CultureInfo.InvariantCulture);
}

/// <summary>An integer that the Change Score flow step changes.</summary>
public sealed class ScoreType : IntegerType
{
    /// <inheritdoc />
    public override string Name => "score";

    /// <inheritdoc />
    public override bool IsFilterable => false;
}

/// <summary>A percentage as an integer.</summary>
public sealed class PercentType : IntegerType
{
    /// <inheritdoc />
    public override string Name => "percent";

    /// <inheritdoc />
    public override bool IsFilterable => false;
}

/// <summary>The id of another record, or a record's own.</summary>
public sealed class ReferenceType : IntegerType
{
    /// <inheritdoc />
    public override string Name => "reference";

    /// <inheritdoc />
    public override bool IsFilterable => false;

    /// <inheritdoc />
    protected override long Min => 0;

    /// <inheritdoc />
    protected override long Max => long.MaxValue;
}

/// <summary>A real number.</summary>
public class FloatType : FieldType
{
    /// <inheritdoc />
    public override string Name => "float";

    /// <inheritdoc />
    public override StorageKind Storage => StorageKind.Real;

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        var parsed = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        // Minus nought is nought: it must not count as a change.
        value = parsed ? number + 0.0 : null;
        return parsed ? Coercion.Ok : Coercion.WrongType;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal) => json.WriteNumberValue(reader.GetDouble(ordinal));

    /// <inheritdoc />
    public override string ToText(object value) => ((double)value).ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>An amount in the subscription's currency.</summary>
public sealed class CurrencyType : FloatType
{
    /// <inheritdoc />
    public override string Name => "currency";
}

/// <summary>True or false.</summary>
public sealed class BooleanType : FieldType
{
    /// <inheritdoc />
    public override string Name => "boolean";

    /// <inheritdoc />
    public override StorageKind Storage => StorageKind.Boolean;

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        value = text.Trim().ToLowerInvariant() switch
        {
            "true" or "1" or "yes" => true,
            "false" or "0" or "no" => false,
            _ => null,
        };
        return value is null ? Coercion.WrongType : Coercion.Ok;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal) => json.WriteBooleanValue(reader.GetBoolean(ordinal));

    /// <inheritdoc />
    public override string ToText(object value) => (bool)value ? "true" : "false";
}
