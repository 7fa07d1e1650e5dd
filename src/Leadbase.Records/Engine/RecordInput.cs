using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Records.Fields;
using Leadbase.Records.Objects;

namespace Leadbase.Records.Engine;

/// <summary>One record of a batch: the fields it names with their typed values, or why it is skipped.</summary>
public sealed class RecordInput
{
    private readonly List<KeyValuePair<Field, object?>> _values = [];

    /// <summary>Why the record is skipped, or null.</summary>
    public ApiError? Error { get; set; }

    /// <summary>The fields that the record names, in its order, with their values; null clears a field.</summary>
    public IReadOnlyList<KeyValuePair<Field, object?>> Values => _values;

    /// <summary>Whether the record names a field, and its value.</summary>
    public bool TryGet(Field field, out object? value)
    {
        foreach (var (key, v) in _values)
        {
            if (!ReferenceEquals(key, field)) continue;
            value = v;
            return true;
        }
        value = null;
        return false;
    }

    /// <summary>The value of a field; null when the record does not name it.</summary>
    public object? Value(Field field) => TryGet(field, out var value) ? value : null;

    /// <summary>Takes a field out of the record, for what is not a column; null when the record does not name it.</summary>
    public object? Take(Field field)
    {
        var value = Value(field);
        _values.RemoveAll(v => v.Key == field);
        return value;
    }

    /// <summary>Skips the record: nothing of it may reach a statement.</summary>
    public void Skip(ApiError error)
    {
        _values.Clear();
        Error = error;
    }

    /// <summary>A record of one value, as a filter names it.</summary>
    public static RecordInput Of(Field field, object? value)
    {
        var record = new RecordInput();
        record._values.Add(new(field, value));
        return record;
    }

    /// <summary>Adds the value of a field that the call gives elsewhere than in the record.</summary>
    public RecordInput With(Field field, object? value)
    {
        _values.Add(new(field, value));
        return this;
    }

    /// <summary>Reads a record: every field must exist, be named once, be writable, and have a value of its type.</summary>
    /// <param name="type">The object type.</param>
    /// <param name="json">The record.</param>
    /// <param name="zone">Where datetimes without offset are.</param>
    /// <param name="admit">Further rules of the object: an error for a field that may not be written here.</param>
    public static RecordInput Bind(ObjectType type, JsonElement json, TimeZoneInfo zone, Func<Field, ApiError?> admit)
    {
        var record = new RecordInput();
        foreach (var property in json.EnumerateObject())
        {
            if (record.Bind(type, property, zone, admit) is not { } error) continue;
            record.Skip(error);
            break;
        }
        return record;
    }

    private ApiError? Bind(ObjectType type, JsonProperty property, TimeZoneInfo zone, Func<Field, ApiError?> admit)
    {
        if (Find(type, property) is not { } field) return Errors.FieldNotFound(property.Name);
        if (TryGet(field, out _)) return Errors.InvalidData($"Field '{field.Name}' is given more than once");
        if (admit(field) is { } refusal) return refusal;
        var error = FieldInput.Read(field, property.Value, zone, out var value);
        _values.Add(new(field, value));
        return error;
    }

    // Without a string of its own for each name of each record; an escaped or an overlong one takes the longer way.
    private static Field? Find(ObjectType type, JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        Span<char> name = stackalloc char[128];
        return raw.Length <= name.Length && !raw.Contains((byte)'\\')
            ? type.Find(name[..Encoding.UTF8.GetChars(raw, name)])
            : type.Find(property.Name);
    }
}

/// <summary>Reading of single values into fields, with the documented errors.</summary>
public static class FieldInput
{
    /// <summary>Reads a JSON value; null and the empty text are both null.</summary>
    public static ApiError? Read(Field field, JsonElement json, TimeZoneInfo zone, out object? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.Null || (json.ValueKind == JsonValueKind.String && json.ValueEquals(""u8))) return null;
        var coercion = field.Type.Read(json, new FieldContext(field.Length, zone), out value);
        return coercion == Coercion.Ok ? null : Explain(field, coercion, json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText());
    }

    /// <summary>Reads a text; the empty text is null.</summary>
    public static ApiError? Parse(Field field, string text, TimeZoneInfo zone, out object? value)
    {
        value = null;
        if (text.Length == 0) return null;
        var coercion = field.Type.Parse(text, new FieldContext(field.Length, zone), out value);
        return coercion == Coercion.Ok ? null : Explain(field, coercion, text);
    }

    private static ApiError Explain(Field field, Coercion coercion, string text) => coercion == Coercion.TooLong
        ? Errors.InvalidData($"The value of field '{field.Name}' is longer than {(field.Length is { } length ? $"{length} characters" : $"{TextAreaType.MaxBytes} bytes")}")
        : Errors.InvalidValue(text, field.ApiType);
}
