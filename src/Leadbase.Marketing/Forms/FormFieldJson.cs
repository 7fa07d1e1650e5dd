using System.Text.Json;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>Parts of forms in answers; what a part does not have is left away.</summary>
internal static class FormFieldJson
{
    /// <summary>Writes a field, a set of fields or a text.</summary>
    public static void Write(Utf8JsonWriter json, RecordSchema schema, FormDocument form, FormField part)
    {
        var field = FormFieldTypes.FieldOf(schema, part);
        var type = FormFieldTypes.DataTypeOf(part, field);
        json.WriteStartObject();
        json.WriteString("id"u8, NameOf(field, part));
        if (part.IsInput) json.WriteString("label"u8, part.Label ?? (field?.DisplayName ?? part.Id) + ":");
        else if (part.Label is { } label) json.WriteString("label"u8, label);
        WriteNumber(json, "labelWidth", part.LabelWidth);
        WriteNumber(json, "fieldWidth", part.FieldWidth);
        json.WriteString("dataType"u8, type);
        WriteText(json, "defaultValue", part.DefaultValue);
        if (part.IsInput) json.WriteString("validationMessage"u8, part.ValidationMessage ?? FormFieldTypes.MessageOf(type));
        json.WriteNumber("rowNumber"u8, part.Row);
        json.WriteNumber("columnNumber"u8, part.Column);
        if (type is "text" or "textarea") WriteNumber(json, "maxLength", part.MaxLength ?? field?.Length);
        if (part.IsInput) WriteInput(json, part, type);
        if (part.DataType == FormField.FieldSet || FormLayout.PartsOf(form, part.Id).Any()) WriteMembers(json, schema, form, part);
        WriteNumber(json, "blankFields", part.BlankFields);
        if (part.Id != FormField.Profiling) WriteVisibility(json, schema, form, part.Visibility);
        WriteText(json, "hintText", part.HintText);
        WriteText(json, "instructions", part.Instructions);
        WriteText(json, "text", part.Text);
        json.WriteEndObject();
    }

    /// <summary>What a form calls a part.</summary>
    public static string NameOf(Field? field, FormField part) => field is null ? part.Id : FormFieldTypes.NameOf(field);

    /// <summary>Writes conditions as the members of an object.</summary>
    public static void WriteRule(Utf8JsonWriter json, RecordSchema schema, FormDocument form, FieldRule rule)
    {
        json.WriteString("subjectField"u8, form.Find(rule.SubjectField) is { } subject ? NameOf(FormFieldTypes.FieldOf(schema, subject), subject) : rule.SubjectField);
        json.WriteString("operator"u8, rule.Operator);
        json.WriteStartArray("values"u8);
        foreach (var value in rule.Values) json.WriteStringValue(value);
        json.WriteEndArray();
        WriteText(json, "altLabel", rule.AltLabel);
        if (rule.PickListValues is not { } choices) return;
        json.WriteStartArray("picklistFilterValues"u8);
        foreach (var choice in choices) Write(json, choice);
        json.WriteEndArray();
    }

    /// <summary>Writes the members of a visibility rule.</summary>
    public static void WriteRules(Utf8JsonWriter json, RecordSchema schema, FormDocument form, FieldVisibility visibility)
    {
        json.WriteString("ruleType"u8, visibility.RuleType);
        if (visibility.Rules.Count == 0) return;
        json.WriteStartArray("rules"u8);
        foreach (var rule in visibility.Rules)
        {
            json.WriteStartObject();
            WriteRule(json, schema, form, rule);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteInput(Utf8JsonWriter json, FormField part, string type)
    {
        json.WriteBoolean("required"u8, part.Required);
        json.WriteBoolean("formPrefill"u8, part.FormPrefill);
        if (part.IsSensitive) json.WriteBoolean("isSensitive"u8, true);
        var choices = part.Choices.Count > 0 ? part.Choices : [.. part.Values.Select(v => new FormChoice(v, v))];
        if (type is "select" or "radio" or "checkbox") WriteChoices(json, part, choices, type == "select");
        else if (part.MinValue is not null || part.MaxValue is not null) WriteLimits(json, part);
    }

    private static void WriteChoices(Utf8JsonWriter json, FormField part, IReadOnlyList<FormChoice> choices, bool hasLines)
    {
        json.WriteStartObject("fieldMetaData"u8);
        json.WriteBoolean("multiSelect"u8, part.MultiSelect);
        json.WriteStartArray("values"u8);
        foreach (var choice in choices) Write(json, choice);
        json.WriteEndArray();
        if (hasLines) json.WriteNumber("visibleLines"u8, part.VisibleLines ?? 1);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FormChoice choice)
    {
        json.WriteStartObject();
        json.WriteString("label"u8, choice.Label);
        json.WriteString("value"u8, choice.Value);
        if (choice.IsDefault)
        {
            json.WriteBoolean("isDefault"u8, true);
            json.WriteBoolean("selected"u8, true);
        }
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, FormField part)
    {
        json.WriteStartObject("fieldMetaData"u8);
        Limit("minValue", part.MinValue);
        Limit("maxValue", part.MaxValue);
        json.WriteEndObject();

        void Limit(string name, decimal? limit)
        {
            if (limit is { } number) json.WriteNumber(name, number);
            else json.WriteNull(name);
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, RecordSchema schema, FormDocument form, FormField set)
    {
        json.WriteStartArray("fields"u8);
        foreach (var part in FormLayout.PartsOf(form, set.Id)) json.WriteStringValue(NameOf(FormFieldTypes.FieldOf(schema, part), part));
        json.WriteEndArray();
    }

    private static void WriteVisibility(Utf8JsonWriter json, RecordSchema schema, FormDocument form, FieldVisibility visibility)
    {
        json.WriteStartObject("visibilityRules"u8);
        WriteRules(json, schema, form, visibility);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known) json.WriteNumber(name, known);
    }
}
