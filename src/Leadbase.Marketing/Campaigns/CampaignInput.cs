using System.Globalization;
using System.Text.Json;
using Leadbase.Gateway;
using Leadbase.Records.Leads;

namespace Leadbase.Marketing.Campaigns;

/// <summary>A My Token whose value is another one during a run.</summary>
/// <param name="Name">As <c>{{my.name}}</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record RunToken(string Name, string Value);

/// <summary>Reading of the <c>input</c> object that requests and schedules share.</summary>
internal static class CampaignInput
{
    private const int MaxTokens = 100;
    private const int MaxLeads = 100;

    /// <summary>The body's input; a body without one has an empty one when <paramref name="required"/> is false.</summary>
    public static ApiError? Read(Call call, bool required, out JsonElement input)
    {
        input = default;
        var present = call.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("input", out input) && input.ValueKind != JsonValueKind.Null;
        if (!present) return required ? Errors.Missing("input") : null;
        return input.ValueKind == JsonValueKind.Object ? null : Errors.InvalidValue("input", "object");
    }

    /// <summary>The tokens: at most 100, each named <c>{{my.…}}</c>.</summary>
    public static ApiError? Tokens(JsonElement input, out List<RunToken> tokens)
    {
        tokens = [];
        if (!TryMember(input, "tokens", out var array)) return null;
        if (array.ValueKind != JsonValueKind.Array) return Errors.InvalidValue("tokens", "array");
        if (array.GetArrayLength() > MaxTokens) return Errors.InvalidData($"Too many tokens; at most {MaxTokens} are allowed");
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object) return Errors.InvalidValue("tokens", "array of objects");
            if (!TryText(element, "name", out var name)) return Errors.Missing("name");
            if (!TryText(element, "value", out var value)) return Errors.Missing("value");
            if (!name.StartsWith("{{my.", StringComparison.OrdinalIgnoreCase) || !name.EndsWith("}}", StringComparison.Ordinal) || name.Length < 8)
            {
                return Errors.InvalidData("The name of a token must have the form {{my.name}}");
            }
            tokens.Add(new(name, value));
        }
        return null;
    }

    /// <summary>The leads: at least one and at most 100.</summary>
    public static ApiError? Leads(JsonElement input, out List<LeadId> leads)
    {
        leads = [];
        if (!TryMember(input, "leads", out var array)) return Errors.Missing("leads");
        if (array.ValueKind != JsonValueKind.Array) return Errors.InvalidValue("leads", "array");
        if (array.GetArrayLength() == 0) return Errors.Missing("leads");
        if (array.GetArrayLength() > MaxLeads) return Errors.InvalidData($"Too many leads; at most {MaxLeads} are allowed");
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object || !TryMember(element, "id", out var id)) return Errors.Missing("id");
            var text = id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Errors.InvalidValue(text, "Integer");
            leads.Add(new(number, null));
        }
        return null;
    }

    /// <summary>A text member; null when it is absent, an error when it is none.</summary>
    public static ApiError? Text(JsonElement input, string name, out string? text)
    {
        text = null;
        if (!TryMember(input, name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) return Errors.InvalidValue(value.GetRawText(), "string");
        text = value.GetString() is { Length: > 0 } given ? given : null;
        return null;
    }

    private static bool TryMember(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private static bool TryText(JsonElement element, string name, out string text)
    {
        text = TryMember(element, name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return value.ValueKind == JsonValueKind.String;
    }
}
