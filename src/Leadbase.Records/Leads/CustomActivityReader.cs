using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Leadbase.Activities;
using Leadbase.Activities.CustomTypes;
using Leadbase.Gateway;
using Leadbase.Records.Fields;

namespace Leadbase.Records.Leads;

/// <summary>Reads records of Add Custom Activities as rows of the log, by the types that are in force.</summary>
internal sealed class CustomActivityReader(ActivityTypes types, TimeZoneInfo zone)
{
    /// <summary>Bytes of a record's attributes, at most ("Error Codes", 1049).</summary>
    private const int MaxBytes = 65_536;

    private readonly Dictionary<long, Shape> _shapes = [];

    // No length but that of all attributes is documented.
    private readonly FieldContext _context = new(null, zone);

    /// <summary>Of the types that records name, those that have no activities yet.</summary>
    public IEnumerable<long> Unused => _shapes.Where(s => !s.Value.Document.InUse).Select(s => s.Key);

    /// <summary>Reads a record.</summary>
    /// <returns>What is wrong with it.</returns>
    public ApiError? Read(JsonElement json, out Activity activity)
    {
        activity = default;
        if (Integer(json, "leadId", out var lead) is { } noLead) return noLead;
        if (Date(json, out var date) is { } noDate) return noDate;
        if (Integer(json, "activityTypeId", out var id) is { } noType) return noType;
        if (!Has(json, "primaryAttributeValue", out var primary)) return Errors.Missing("primaryAttributeValue");
        if (!Has(json, "attributes", out var attributes)) return Errors.Missing("attributes");
        if (attributes.ValueKind != JsonValueKind.Array) return Errors.InvalidValue(attributes.GetRawText(), "array");
        if (ShapeOf(id) is not { } shape) return Errors.ObjectNotFound;
        if (IsTooLong(attributes) || IsTooLong(primary)) return Errors.ActivityFailed;
        if (Text(shape.Primary, primary, out var about) is { } badPrimary) return badPrimary;
        if (Pack(shape, attributes, out var packed) is { } wrong) return wrong;
        activity = new Activity(id, lead, date, null, about, packed);
        return null;
    }

    private static bool Has(JsonElement json, string member, out JsonElement value) =>
        json.TryGetProperty(member, out value) && !IsEmpty(value);

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    private static bool IsTooLong(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).Length > MaxBytes;

    private static ApiError? Integer(JsonElement json, string member, out long number)
    {
        number = 0;
        if (!Has(json, member, out var value)) return Errors.Missing(member);
        var read = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return read ? null : Errors.InvalidValue(value.GetRawText(), "Integer");
    }

    private ApiError? Date(JsonElement json, out long date)
    {
        date = 0;
        if (!Has(json, "activityDate", out var value)) return Errors.Missing("activityDate");
        return value.ValueKind == JsonValueKind.String && IsoTime.TryParse(value.GetString()!, zone, out date) ? null : Errors.InvalidValue(value.GetRawText(), "Datetime");
    }

    /// <summary>The values by ordinal; a null or empty one is none.</summary>
    private ApiError? Pack(Shape shape, JsonElement attributes, out string? packed)
    {
        packed = null;
        var values = new string?[shape.Size];
        foreach (var attribute in attributes.EnumerateArray())
        {
            if (attribute.ValueKind != JsonValueKind.Object) return Errors.InvalidValue(attribute.GetRawText(), "object");
            if (!Has(attribute, "apiName", out var name) && !Has(attribute, "name", out name)) return Errors.Missing("apiName");
            if (name.ValueKind != JsonValueKind.String) return Errors.InvalidValue(name.GetRawText(), "string");
            if (!attribute.TryGetProperty("value", out var value)) return Errors.Missing("value");
            if (!shape.ByName.TryGetValue(name.GetString()!, out var target)) return Errors.FieldNotFound(name.GetString()!);
            if (IsEmpty(value)) continue;
            if (Text(target.Type, value, out values[target.Ordinal]) is { } wrong) return wrong;
        }
        packed = Activity.Pack(values);
        return null;
    }

    private ApiError? Text(FieldType type, JsonElement json, out string? text)
    {
        text = null;
        if (type.Read(json, _context, out var value) != Coercion.Ok) return Errors.InvalidValue(json.ToString(), type.Name);
        text = type.ToText(value!);
        return null;
    }

    private Shape? ShapeOf(long id)
    {
        if (_shapes.TryGetValue(id, out var known)) return known;
        return types.Find(id)?.Custom is { } document ? _shapes[id] = new Shape(document) : null;
    }

    /// <summary>What values of a type become: by API name, and else by display name.</summary>
    private sealed class Shape
    {
        public Shape(CustomTypeDocument document)
        {
            Document = document;
            Primary = TypeOf(document.PrimaryAttribute!);
            foreach (var attribute in document.Attributes) ByName[attribute.ApiName] = (attribute.Ordinal, TypeOf(attribute));
            foreach (var attribute in document.Attributes) ByName.TryAdd(attribute.Name, (attribute.Ordinal, TypeOf(attribute)));
            Size = document.Attributes.Count == 0 ? 0 : document.Attributes.Max(a => a.Ordinal) + 1;
        }

        public CustomTypeDocument Document { get; }

        public FieldType Primary { get; }

        public Dictionary<string, (int Ordinal, FieldType Type)> ByName { get; } = new(StringComparer.OrdinalIgnoreCase);

        public int Size { get; }

        private static FieldType TypeOf(CustomAttribute attribute) => FieldTypes.Get(attribute.DataType switch
        {
            "link" => "url",
            // How long a text area may be is a rule of fields.
            "text" => "string",
            var type => type,
        });
    }
}
