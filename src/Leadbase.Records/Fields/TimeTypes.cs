using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Records.Fields;

/// <summary>A date, <c>yyyy-MM-dd</c>; of a datetime the date is taken as it is written.</summary>
public sealed class DateType : FieldType
{
    private const string Format = "yyyy-MM-dd";

    /// <inheritdoc />
    public override string Name => "date";

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        value = null;
        text = text.Trim();
        if (text.Length > 10 && IsoTime.TryParse(text, TimeZoneInfo.Utc, out _)) text = text[..10];
        if (!DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return Coercion.WrongType;
        value = date.ToString(Format, CultureInfo.InvariantCulture);
        return Coercion.Ok;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal) => json.WriteStringValue(reader.GetString(ordinal));

    /// <inheritdoc />
    public override string ToText(object value) => (string)value;
}

/// <summary>
/// A moment, in ISO 8601 with or without offset; without one it is read in the instance's time zone. Kept, compared and
/// written to the second, in UTC: <c>2015-08-24T20:17:23Z</c>.
/// </summary>
public sealed class DateTimeType : FieldType
{
    /// <inheritdoc />
    public override string Name => "datetime";

    /// <inheritdoc />
    public override StorageKind Storage => StorageKind.Integer;

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        var parsed = IsoTime.TryParse(text, context.TimeZone, out var seconds);
        value = parsed ? seconds : null;
        return parsed ? Coercion.Ok : Coercion.WrongType;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal) => IsoTime.Write(json, reader.GetInt64(ordinal));

    /// <inheritdoc />
    public override void WriteCsv(CsvOutput csv, DbDataReader reader, int ordinal) => csv.Time(reader.GetInt64(ordinal));

    /// <inheritdoc />
    public override string ToText(object value) => IsoTime.Format((long)value);
}
