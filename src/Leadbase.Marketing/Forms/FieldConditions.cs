using System.Globalization;
using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>Conditions on what was filled in: of visibility rules and of what follows a submission.</summary>
public static class FieldConditions
{
    /// <summary>Conditions of a rule, at most.</summary>
    public const int MaxRules = 100;

    /// <summary>Every operator.</summary>
    public static readonly IReadOnlySet<string> Operators = new HashSet<string>(StringComparer.Ordinal)
    {
        "is", "isNot", "isEmpty", "isNotEmpty", "startsWith", "notStartsWith", "endsWith", "notEndsWith", "contains", "notContains",
        "greaterThan", "lessThan", "atLeast", "atMost", "between", "notBetween", "inTimeFrame", "notInTimeFrame", "inPast", "notInPast",
        "after", "before", "onOrAfter", "onOrBefore",
    };

    /// <summary>Reads the condition that an object has.</summary>
    /// <returns>701, 709 for a field that the form does not have, 1001.</returns>
    public static Outcome<FieldRule> Read(RecordSchema schema, FormDocument form, JsonElement rule)
    {
        if (TextOf(rule, "subjectField") is not { Length: > 0 } name) return AssetErrors.Blank("subjectField");
        if (TextOf(rule, "operator") is not { Length: > 0 } op) return AssetErrors.Blank("operator");
        if (!Operators.Contains(op)) return Errors.InvalidValue(op, "operator");
        if (FormFieldTypes.FindIn(schema, form, name) is not { IsInput: true } field) return AssetErrors.Rule($"the form has no field '{name}'");
        List<string> values = [];
        if (rule.TryGetProperty("values", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            if (given.ValueKind == JsonValueKind.Array) values.AddRange(given.EnumerateArray().Select(v => v.ToString()));
            else values.AddRange(given.ToString().Split(',', StringSplitOptions.TrimEntries));
        }
        return new FieldRule(field.Id, op, values) { AltLabel = TextOf(rule, "altLabel") };
    }

    /// <summary>Whether a value meets a condition. Of moments and numbers, what is none meets nothing; windows of time need a moment that is not known here.</summary>
    public static bool IsMet(FieldRule rule, string? value)
    {
        var text = value ?? "";
        return rule.Operator switch
        {
            "isEmpty" => text.Length == 0,
            "isNotEmpty" => text.Length > 0,
            "is" => Any((t, v) => t.Equals(v, StringComparison.OrdinalIgnoreCase)),
            "isNot" => !Any((t, v) => t.Equals(v, StringComparison.OrdinalIgnoreCase)),
            "startsWith" => Any((t, v) => t.StartsWith(v, StringComparison.OrdinalIgnoreCase)),
            "notStartsWith" => !Any((t, v) => t.StartsWith(v, StringComparison.OrdinalIgnoreCase)),
            "endsWith" => Any((t, v) => t.EndsWith(v, StringComparison.OrdinalIgnoreCase)),
            "notEndsWith" => !Any((t, v) => t.EndsWith(v, StringComparison.OrdinalIgnoreCase)),
            "contains" => Any((t, v) => t.Contains(v, StringComparison.OrdinalIgnoreCase)),
            "notContains" => !Any((t, v) => t.Contains(v, StringComparison.OrdinalIgnoreCase)),
            "greaterThan" or "after" => Order(0) > 0,
            "lessThan" or "before" => Order(0) < 0,
            "atLeast" or "onOrAfter" => Order(0) >= 0,
            "atMost" or "onOrBefore" => Order(0) <= 0,
            "between" => Order(0) >= 0 && Order(1) <= 0,
            "notBetween" => Order(0) < 0 || Order(1) > 0,
            _ => false,
        };

        bool Any(Func<string, string, bool> test) => rule.Values.Any(v => test(text, v));

        int? Order(int index) => index < rule.Values.Count ? Compare(text, rule.Values[index]) : null;
    }

    /// <summary>The text of a member; null when it is not there.</summary>
    public static string? TextOf(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private static int? Compare(string left, string right)
    {
        if (decimal.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out var b)) return a.CompareTo(b);
        return DateTimeOffset.TryParse(left, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from)
            && DateTimeOffset.TryParse(right, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var to) ? from.CompareTo(to) : null;
    }
}
