using System.Data.Common;
using System.Text;
using System.Text.Json;
using Leadbase.Storage;

namespace Leadbase.Records.Fields;

/// <summary>Text of up to 255 characters.</summary>
public class StringType : FieldType
{
    /// <inheritdoc />
    public override string Name => "string";

    /// <inheritdoc />
    public override int? DefaultLength => 255;

    /// <inheritdoc />
    public override bool IsFilterable => true;

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        value = text;
        // U+0000 cannot be kept by PostgreSQL; no client means it.
        if (text.Contains('\0', StringComparison.Ordinal)) return Coercion.WrongType;
        return context.Length is { } length && text.Length > length && Characters(text) > length ? Coercion.TooLong : Coercion.Ok;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, DbDataReader reader, int ordinal)
    {
        if (reader is IUtf8Reader utf8) json.WriteStringValue(utf8.GetUtf8(ordinal));
        else json.WriteStringValue(reader.GetString(ordinal));
    }

    /// <inheritdoc />
    public override string ToText(object value) => (string)value;

    private static int Characters(string text)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes()) count++;
        return count;
    }
}

/// <summary>An email address: ASCII only, compared without regard to case.</summary>
public sealed class EmailType : StringType
{
    /// <inheritdoc />
    public override string Name => "email";

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        text = text.Trim();
        var coercion = base.Parse(text, context, out value);
        if (coercion != Coercion.Ok) return coercion;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var wellFormed = at > 0 && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0 && text.All(c => c is > ' ' and < '\x7f');
        return wellFormed ? Coercion.Ok : Coercion.WrongType;
    }

    // lower() folds ASCII in both databases alike, and an address has nothing else.
    /// <inheritdoc />
    public override string KeyExpression(string column) => $"lower({column})";

    /// <inheritdoc />
    public override object Key(object value) => Folding.Lower((string)value);
}

/// <summary>A phone number, as written.</summary>
public sealed class PhoneType : StringType
{
    /// <inheritdoc />
    public override string Name => "phone";

    /// <inheritdoc />
    public override bool IsFilterable => false;
}

/// <summary>A URL, as written; the documentation's own examples have some without a protocol.</summary>
public sealed class UrlType : StringType
{
    /// <inheritdoc />
    public override string Name => "url";

    /// <inheritdoc />
    public override bool IsFilterable => false;
}

/// <summary>Longer text, of up to 30,000 bytes of UTF-8.</summary>
public sealed class TextAreaType : StringType
{
    /// <summary>The most bytes a value may have.</summary>
    public const int MaxBytes = 30_000;

    /// <inheritdoc />
    public override string Name => "text";

    /// <inheritdoc />
    public override int? DefaultLength => null;

    /// <inheritdoc />
    public override bool IsFilterable => false;

    /// <inheritdoc />
    public override Coercion Parse(string text, in FieldContext context, out object? value)
    {
        var coercion = base.Parse(text, context, out value);
        return coercion == Coercion.Ok && Encoding.UTF8.GetByteCount(text) > MaxBytes ? Coercion.TooLong : coercion;
    }
}
