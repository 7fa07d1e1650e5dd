using System.Globalization;
using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Forms;

/// <summary>The parameters of a field ("Forms", Edit Field): what is not given stays as it is.</summary>
internal static class FormFieldInput
{
    /// <summary>Values that a field offers, at most.</summary>
    public const int MaxChoices = 1000;

    /// <summary>Characters of a text, at most.</summary>
    public const int MaxText = 2000;

    private static readonly string[] Texts = ["label", "defaultValue", "validationMessage", "hintText", "instructions", "maskInput"];
    private static readonly string[] Numbers = ["fieldWidth", "labelWidth", "maxLength", "visibleLines", "blankFields"];

    /// <summary>The field as the parameters say (709, 1001).</summary>
    public static Outcome<FormField> Read(Call call, FormField field)
    {
        if (Texts.FirstOrDefault(n => AssetInput.Text(call, n)?.Length > MaxText) is { } tooLong) return AssetErrors.Rule($"{tooLong} has at most {MaxText} characters");
        field = field with
        {
            Label = AssetInput.Text(call, "label") ?? field.Label,
            DefaultValue = AssetInput.Text(call, "defaultValue") ?? field.DefaultValue,
            ValidationMessage = AssetInput.Text(call, "validationMessage") ?? field.ValidationMessage,
            HintText = AssetInput.Text(call, "hintText") ?? field.HintText,
            Instructions = AssetInput.Text(call, "instructions") ?? field.Instructions,
            MaskInput = AssetInput.Text(call, "maskInput") ?? field.MaskInput,
        };
        foreach (var read in (Func<Call, FormField, Outcome<FormField>>[])[Type, Counts, Flags, Limits, Choices])
        {
            var made = read(call, field);
            if (made.Value is not { } next) return made;
            field = next;
        }
        return field;
    }

    private static Outcome<FormField> Type(Call call, FormField field)
    {
        if (AssetInput.Text(call, "fieldType") is not { Length: > 0 } given) return field;
        return FormFieldTypes.TypeOf(given) is { } type ? field with { DataType = type } : Errors.InvalidValue(given, "fieldType");
    }

    private static Outcome<FormField> Counts(Call call, FormField field)
    {
        var values = new long?[Numbers.Length];
        for (var i = 0; i < Numbers.Length; i++)
        {
            if (!AssetInput.TryNumber(call, Numbers[i], out values[i], out var error)) return error;
            if (values[i] is < 0 or > 100_000) return Errors.InvalidValue(AssetInput.Text(call, Numbers[i])!, "Integer");
        }
        return field with
        {
            FieldWidth = values[0] ?? field.FieldWidth,
            LabelWidth = values[1] ?? field.LabelWidth,
            MaxLength = values[2] ?? field.MaxLength,
            VisibleLines = values[3] ?? field.VisibleLines,
            BlankFields = values[4] ?? field.BlankFields,
        };
    }

    private static Outcome<FormField> Flags(Call call, FormField field)
    {
        if (!AssetInput.TryFlag(call, "required", out var required, out var error) || !AssetInput.TryFlag(call, "formPrefill", out var prefill, out error)
            || !AssetInput.TryFlag(call, "labelToRight", out var toRight, out error) || !AssetInput.TryFlag(call, "multiSelect", out var multi, out error)
            || !AssetInput.TryFlag(call, "initiallyChecked", out var isChecked, out error) || !AssetInput.TryFlag(call, "isSensitive", out var sensitive, out error)) return error;
        return field with
        {
            Required = required ?? field.Required,
            FormPrefill = prefill ?? field.FormPrefill,
            LabelToRight = toRight ?? field.LabelToRight,
            MultiSelect = multi ?? field.MultiSelect,
            InitiallyChecked = isChecked ?? field.InitiallyChecked,
            IsSensitive = sensitive ?? field.IsSensitive,
        };
    }

    private static Outcome<FormField> Limits(Call call, FormField field)
    {
        if (!TryDecimal(call, "minValue", out var min, out var error) || !TryDecimal(call, "maxValue", out var max, out error)) return error;
        return field with { MinValue = min ?? field.MinValue, MaxValue = max ?? field.MaxValue };
    }

    // As objects, or as texts with commas between them; without a default the first choice is nobody's.
    private static Outcome<FormField> Choices(Call call, FormField field)
    {
        if (AssetInput.Text(call, "values") is not { Length: > 0 } text) return field;
        List<FormChoice> choices = [];
        if (text.AsSpan().TrimStart().StartsWith("["))
        {
            if (!AssetInput.TryJson(call, "values", out var json, out var error)) return error;
            foreach (var element in json!.Value.EnumerateArray())
            {
                if (ChoiceOf(element) is not { } choice) return Errors.InvalidValue(element.ToString(), "value with a label");
                choices.Add(choice);
            }
        }
        else
        {
            choices.AddRange(text.Split(',', StringSplitOptions.TrimEntries).Select(v => new FormChoice(v, v)));
        }
        if (choices.Count > MaxChoices) return AssetErrors.Rule($"a field offers at most {MaxChoices} values");
        if (choices.Count(c => c.IsDefault) > 1) return AssetErrors.Rule("only one value can be the default");
        if (!choices.Exists(c => c.IsDefault)) choices.Insert(0, new("Select...", "", IsDefault: true));
        return field with { Choices = choices };
    }

    /// <summary>A choice that an object or a text describes; null when it describes none.</summary>
    public static FormChoice? ChoiceOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String) return new(element.GetString()!, element.GetString()!);
        if (FieldConditions.TextOf(element, "value") is not { } value) return null;
        var isDefault = FieldConditions.TextOf(element, "isDefault") ?? FieldConditions.TextOf(element, "selected");
        return new(FieldConditions.TextOf(element, "label") ?? value, value, string.Equals(isDefault, "true", StringComparison.OrdinalIgnoreCase));
    }

    private static bool TryDecimal(Call call, string name, out decimal? value, out ApiError error)
    {
        (value, error) = (null, default);
        if (AssetInput.Text(call, name) is not { Length: > 0 } text) return true;
        if (decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)) value = number;
        else error = Errors.InvalidValue(text, "Number");
        return error == default;
    }
}
