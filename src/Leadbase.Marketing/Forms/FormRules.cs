using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>When fields are seen, what follows a submission, and the button ("Forms", Visibility Rule; Followup; Submit Button). Each replaces what was there.</summary>
internal static class FormRules
{
    private static readonly string[] RuleTypes = ["show", "hide", FieldVisibility.Always];

    /// <summary>Add Form Field Visibility Rules.</summary>
    public static readonly Handler Visibility = FormChange.Of(
        edit =>
        {
            var found = edit.Part();
            if (found.Value is not { } part) return found.Error!.Value;
            if (!AssetInput.TryJson(edit.Call, "visibilityRule", out var json, out var error)) return error;
            if (json is not { } given) return AssetErrors.Blank("visibilityRule");
            var type = FieldConditions.TextOf(given, "ruleType") ?? FieldVisibility.Always;
            if (!RuleTypes.Contains(type)) return Errors.InvalidValue(type, "ruleType");
            if (!TryRules(edit, given, part, out var rules, out error)) return error;
            if (type != FieldVisibility.Always && rules.Count == 0) return AssetErrors.Blank("rules");
            return edit.Document.With(part with { Visibility = new(type, type == FieldVisibility.Always ? [] : rules) });
        },
        (call, schema, _, form) =>
        {
            var part = FormFieldTypes.FindIn(schema, form, call.Route[1])!;
            var json = call.Result;
            json.WriteStartObject();
            json.WriteString("formFieldId"u8, FormFieldJson.NameOf(FormFieldTypes.FieldOf(schema, part), part));
            FormFieldJson.WriteRules(json, schema, form, part.Visibility);
            json.WriteEndObject();
        });

    /// <summary>Get Thank You Page by Form Id.</summary>
    public static readonly Handler GetThankYou = FormChange.Read(WriteThankYou);

    /// <summary>Update Thank You Page Assignments.</summary>
    public static readonly Handler UpdateThankYou = FormChange.Of(
        edit =>
        {
            if (!AssetInput.TryJson(edit.Call, "thankyou", out var json, out var error)) return error;
            if (json is not { } given) return AssetErrors.Blank("thankyou");
            if (given.ValueKind != JsonValueKind.Array) return Errors.InvalidValue(given.ToString(), "array of rules");
            var rules = new List<FollowupRule>();
            foreach (var element in given.EnumerateArray())
            {
                var made = Followup(edit, element);
                if (made.Value is not { } rule) return made.Error!.Value;
                rules.Add(rule);
            }
            if (rules.Count > FieldConditions.MaxRules) return AssetErrors.Rule($"there are at most {FieldConditions.MaxRules} rules");
            if (rules.Count(r => r.Default) > 1) return AssetErrors.Rule("only one rule can be the default");
            if (!rules.Exists(r => r.Default)) rules.Add(FollowupRule.Stay);
            return edit.Document with { ThankYou = rules };
        },
        WriteThankYou);

    /// <summary>Update Submit Button.</summary>
    public static readonly Handler Button = FormChange.Of(
        edit =>
        {
            if (!AssetInput.TryNumber(edit.Call, "buttonPosition", out var position, out var error)) return error;
            if (position is < 0 or > 100_000) return Errors.InvalidValue(AssetInput.Text(edit.Call, "buttonPosition")!, "Integer");
            var plain = FormSettings.ButtonOf(edit.Document.Language);
            var button = new SubmitButton
            {
                Location = position ?? plain.Location,
                Style = AssetInput.Text(edit.Call, "buttonStyle"),
                Label = AssetInput.Text(edit.Call, "label") ?? plain.Label,
                WaitingLabel = AssetInput.Text(edit.Call, "waitingLabel") ?? plain.WaitingLabel,
            };
            return new[] { button.Label, button.WaitingLabel, button.Style ?? "" }.Any(t => t.Length > 255) ? AssetErrors.Rule("a text of the button has at most 255 characters") : edit.Document with { Button = button };
        },
        (call, _, view, _) => AssetJson.Write(call.Result, FormKind.Instance, view));

    /// <summary>Writes the rules of what follows a submission.</summary>
    public static void WriteList(Utf8JsonWriter json, RecordSchema? schema, FormDocument form)
    {
        json.WriteStartArray("thankYouList"u8);
        foreach (var rule in form.ThankYou)
        {
            json.WriteStartObject();
            json.WriteString("followupType"u8, rule.FollowupType);
            if (rule.FollowupType == "lp" && long.TryParse(rule.FollowupValue, out var page)) json.WriteNumber("followupValue"u8, page);
            else json.WriteString("followupValue"u8, rule.FollowupValue);
            if (rule.Condition is { } condition) WriteCondition(json, schema, form, condition);
            json.WriteBoolean("default"u8, rule.Default);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCondition(Utf8JsonWriter json, RecordSchema? schema, FormDocument form, FieldRule condition)
    {
        if (schema is not null) FormFieldJson.WriteRule(json, schema, form, condition);
        else
        {
            json.WriteString("subjectField"u8, condition.SubjectField);
            json.WriteString("operator"u8, condition.Operator);
            json.WriteStartArray("values"u8);
            foreach (var value in condition.Values) json.WriteStringValue(value);
            json.WriteEndArray();
        }
    }

    private static void WriteThankYou(Call call, RecordSchema schema, AssetView view, FormDocument form)
    {
        var json = call.Result;
        json.WriteStartObject();
        json.WriteNumber("id"u8, view.Asset.Id);
        WriteList(json, schema, form);
        json.WriteEndObject();
    }

    private static Outcome<FollowupRule> Followup(FormEdit edit, JsonElement element)
    {
        var type = FieldConditions.TextOf(element, "followupType") ?? "none";
        var value = FieldConditions.TextOf(element, "followupValue");
        if (type is not ("none" or "lp" or "url")) return Errors.InvalidValue(type, "followupType");
        if (type != "none" && string.IsNullOrWhiteSpace(value)) return AssetErrors.Blank("followupValue");
        if (type == "lp" && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return Errors.InvalidValue(value!, "Integer");
        if (type == "url" && !IsAddress(value!)) return Errors.InvalidValue(value!, "URL");
        var isDefault = string.Equals(FieldConditions.TextOf(element, "default"), "true", StringComparison.OrdinalIgnoreCase);
        var rule = new FollowupRule(type, type == "none" ? null : value, isDefault);
        if (isDefault) return rule;
        var condition = FieldConditions.Read(edit.Schema, edit.Document, element);
        return condition.Value is { } known ? rule with { Condition = known } : condition.Error!.Value;
    }

    /// <summary>Whether a text is an address on the web that a browser can be sent to.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= 2000 && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool TryRules(FormEdit edit, JsonElement given, FormField part, out List<FieldRule> rules, out ApiError error)
    {
        (rules, error) = ([], default);
        if (given.ValueKind != JsonValueKind.Object || !given.TryGetProperty("rules", out var list) || list.ValueKind == JsonValueKind.Null) return true;
        error = Errors.InvalidValue(list.ToString(), "array of rules");
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > FieldConditions.MaxRules) return false;
        foreach (var element in list.EnumerateArray())
        {
            var made = FieldConditions.Read(edit.Schema, edit.Document, element);
            error = made.Error ?? AssetErrors.Rule("a field cannot be seen by its own value");
            if (made.Value is not { } rule || rule.SubjectField == part.Id) return false;
            rules.Add(rule with { PickListValues = ChoicesOf(element) });
        }
        error = default;
        return true;
    }

    private static List<FormChoice>? ChoicesOf(JsonElement rule) =>
        rule.TryGetProperty("pickListValues", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(FormFieldInput.ChoiceOf).OfType<FormChoice>()] : null;
}
