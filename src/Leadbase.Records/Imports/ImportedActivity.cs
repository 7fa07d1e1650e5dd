using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Leads;

namespace Leadbase.Records.Imports;

/// <summary>An activity of a file: whose it is, by one of three keys, and what it is.</summary>
/// <param name="Lead">The lead's id, or null.</param>
/// <param name="Email">The lead's address as it is compared, or null.</param>
/// <param name="Cookie">The visitor's cookie, or null.</param>
/// <param name="Activity">The activity, without its lead.</param>
public sealed record ImportedActivity(long? Lead, string? Email, string? Cookie, Activity Activity)
{
    private const int MaxAttributeBytes = 65_536;

    private static readonly string[] Members =
        ["leadId", "email", "cookie", "activityTypeId", "activityDate", "primaryAttributeValueId", "primaryAttributeValue", "attributes", "id", "marketoGUID", "campaignId"];

    /// <summary>Reads a record of a file; the problem, in words for a person, when it cannot be imported.</summary>
    /// <param name="json">The record.</param>
    /// <param name="zone">Where dates without offset are.</param>
    /// <param name="types">The activity types there are.</param>
    /// <param name="activity">The activity.</param>
    public static string? Read(JsonElement json, TimeZoneInfo zone, Func<long, ActivityTypeInfo?> types, out ImportedActivity? activity)
    {
        activity = null;
        try
        {
            return ReadObject(json, zone, types, out activity);
        }
        catch (InvalidOperationException)
        {
            return "half of a surrogate pair is no text";
        }
    }

    private static string? ReadObject(JsonElement json, TimeZoneInfo zone, Func<long, ActivityTypeInfo?> types, out ImportedActivity? activity)
    {
        activity = null;
        if (json.ValueKind != JsonValueKind.Object) return "not an object";
        foreach (var property in json.EnumerateObject())
        {
            if (!Members.Contains(property.Name, StringComparer.Ordinal)) return $"unknown member '{property.Name}'";
        }
        if (ReadKey(json, out var lead, out var email, out var cookie) is { } noKey) return noKey;
        if (ReadNumber(json, "activityTypeId", out var typeId) is { } noNumber) return noNumber;
        if (typeId is null) return "'activityTypeId' is missing";
        if (types(typeId.Value) is not { } type) return $"there is no activity type {typeId}";
        if (ReadText(json, "activityDate", out var date) is { } noDate) return noDate;
        if (date is null) return "'activityDate' is missing";
        if (!IsoTime.TryParse(date, zone, out var seconds)) return $"'{date}' is not a date and time, as 2026-01-02T03:04:05Z is";
        if (ReadNumber(json, "primaryAttributeValueId", out var primaryId) is { } noId) return noId;
        if (ReadText(json, "primaryAttributeValue", out var primaryValue) is { } noValue) return noValue;
        if (ReadAttributes(json, type, out var attributes) is { } noAttributes) return noAttributes;
        activity = new ImportedActivity(lead, email?.ToLowerInvariant(), cookie, new Activity(type.Id, 0, seconds, primaryId, primaryValue, attributes));
        return null;
    }

    private static string? ReadKey(JsonElement json, out long? lead, out string? email, out string? cookie)
    {
        (email, cookie) = (null, null);
        var problem = ReadNumber(json, "leadId", out lead) ?? ReadText(json, "email", out email) ?? ReadText(json, "cookie", out cookie);
        if (problem is not null) return problem;
        email = email?.Trim();
        if ((lead is null ? 0 : 1) + (email is null ? 0 : 1) + (cookie is null ? 0 : 1) != 1) return "exactly one of 'leadId', 'email' and 'cookie' says whose it is";
        return cookie is null || LeadCookies.IsCookie(cookie) ? null : $"'{cookie}' is not a cookie, as id:123-ABC-456&token:_mch-example.com-1396310362214-46169 is";
    }

    private static string? ReadNumber(JsonElement json, string name, out long? number)
    {
        number = null;
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var parsed)) return $"'{name}' is not a whole number";
        number = parsed;
        return null;
    }

    private static string? ReadText(JsonElement json, string name, out string? text)
    {
        text = null;
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) return $"'{name}' is not text";
        text = value.GetString() is { Length: > 0 } given ? given : null;
        return text?.Contains('\0', StringComparison.Ordinal) == true ? $"'{name}' has the character U+0000" : null;
    }

    // As an object, or as the list of pairs that Get Lead Activities returns.
    private static string? ReadAttributes(JsonElement json, ActivityTypeInfo type, out string? packed)
    {
        packed = null;
        if (!json.TryGetProperty("attributes", out var attributes) || attributes.ValueKind == JsonValueKind.Null) return null;
        var values = new string?[type.Attributes.Count];
        var given = new HashSet<int>();
        foreach (var (name, value) in Pairs(attributes))
        {
            var index = IndexOf(type, name);
            if (index < 0) return name is null ? "'attributes' is neither an object nor a list of name and value" : $"'{type.Name}' has no attribute '{name}'";
            if (!given.Add(index)) return $"the attribute '{name}' is given twice";
            if (TextOf(value, type.Attributes[index], out values[index]) is { } problem) return problem;
        }
        packed = Activity.Pack(values);
        return packed is not null && Encoding.UTF8.GetByteCount(packed) > MaxAttributeBytes ? $"the attributes are longer than {MaxAttributeBytes} bytes" : null;
    }

    private static IEnumerable<(string? Name, JsonElement Value)> Pairs(JsonElement attributes) => attributes.ValueKind switch
    {
        JsonValueKind.Object => attributes.EnumerateObject().Select(p => ((string?)p.Name, p.Value)),
        JsonValueKind.Array => attributes.EnumerateArray().Select(e =>
            e.ValueKind == JsonValueKind.Object && e.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && e.TryGetProperty("value", out var value)
                ? (name.GetString(), value) : (null, default)),
        _ => [(null, default)],
    };

    private static int IndexOf(ActivityTypeInfo type, string? name)
    {
        for (var i = 0; i < type.Attributes.Count; i++)
        {
            if (type.Attributes[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }

    private static string? TextOf(JsonElement value, ActivityAttribute attribute, out string? text)
    {
        text = value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => "",
        };
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return $"the attribute '{attribute.Name}' is not a value";
        if (text is not { Length: > 0 }) return null;
        var fits = attribute.DataType switch
        {
            "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "float" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "boolean" => bool.TryParse(text, out _),
            "date" or "datetime" => IsoTime.TryParse(text, TimeZoneInfo.Utc, out _),
            _ => true,
        };
        return fits ? null : $"'{text}' is not a value of the attribute '{attribute.Name}', which is of type {attribute.DataType}";
    }
}
