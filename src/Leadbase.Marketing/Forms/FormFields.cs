using System.Text;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>The parts of a form: fields, sets and texts ("Forms", Field List; Edit Field; Rich Text; Fieldset).</summary>
internal static class FormFields
{
    private static readonly HashSet<string> NoText = new(StringComparer.Ordinal) { "script", "meta", "link" };

    /// <summary>Get Fields for Form.</summary>
    public static readonly Handler Get = FormChange.Read((call, schema, _, form) =>
    {
        var json = call.Result;
        foreach (var part in FormLayout.All(form)) FormFieldJson.Write(json, schema, form, part);
    });

    /// <summary>Add Field to Form.</summary>
    public static readonly Handler Add = FormChange.Of(
        edit =>
        {
            var name = AssetInput.Required(edit.Call, "fieldId");
            if (name.Error is { } blank) return blank;
            if (FormFieldTypes.Find(edit.Schema, name.Value!) is not { } field) return AssetErrors.Rule($"there is no field '{name.Value}' for forms");
            if (edit.Document.Find(field.Name) is not null) return AssetErrors.Rule($"the form already has the field '{name.Value}'");
            if (edit.Schema.Lead.Find(field.Name) is null && edit.Asset.Folder is not { Type: AssetType.Program }) return AssetErrors.Rule("a form with fields of program members must be in a program");
            var made = FormFieldInput.Read(edit.Call, Default(field));
            return made.Value is { } part ? FormLayout.Add(edit.Document, part) : made.Error!.Value;
        },
        WriteLast);

    /// <summary>Update Form Field.</summary>
    public static readonly Handler Update = FormChange.Of(
        edit =>
        {
            var found = edit.Part();
            if (found.Value is not { } part) return found.Error!.Value;
            var made = FormFieldInput.Read(edit.Call, part);
            return made.Value is { } changed ? edit.Document.With(changed) : made.Error!.Value;
        },
        (call, schema, _, form) => FormFieldJson.Write(call.Result, schema, form, FormFieldTypes.FindIn(schema, form, call.Route[1])!));

    /// <summary>Delete Form Field; with a set goes what is in it.</summary>
    public static readonly Handler Delete = FormChange.Of(edit => Remove(edit, edit.Part()));

    /// <summary>Delete Field from Fieldset.</summary>
    public static readonly Handler DeleteFromSet = FormChange.Of(edit =>
    {
        var (set, part) = (edit.Part(), edit.Part(2));
        if (set.Error is { } noSet) return noSet;
        return part.Value is { } field && field.Set != set.Value!.Id ? AssetErrors.Rule($"the field '{field.Id}' is not in this field set") : Remove(edit, part);
    });

    /// <summary>Add Fieldset to Form.</summary>
    public static readonly Handler AddSet = FormChange.Of(
        edit =>
        {
            var label = AssetInput.Required(edit.Call, "label");
            if (label.Error is { } blank) return blank;
            if (label.Value!.Length > FormFieldInput.MaxText) return AssetErrors.Rule($"label has at most {FormFieldInput.MaxText} characters");
            return FormLayout.Add(edit.Document, new(NewId(edit, "FieldSet")) { DataType = FormField.FieldSet, Label = label.Value });
        },
        WriteLast);

    /// <summary>Add Rich Text Field.</summary>
    public static readonly Handler AddText = FormChange.Of(
        edit =>
        {
            var text = AssetInput.Content(edit.Call, "text");
            if (text.Value is not { } markup) return text.Error!.Value;
            if (HtmlOutline.Of(markup).Elements.FirstOrDefault(e => NoText.Contains(e.Name)) is { } forbidden) return AssetErrors.Rule($"a rich text has no {forbidden.Name} element");
            return FormLayout.Add(edit.Document, new(NewId(edit, "HtmlText")) { DataType = FormField.RichText, LabelWidth = 260, Text = markup });
        },
        WriteLast);

    /// <summary>Change Form Field Positions.</summary>
    public static readonly Handler Arrange = FormChange.Of(edit =>
    {
        if (!AssetInput.TryJson(edit.Call, "positions", out var positions, out var error)) return error;
        return positions is { } list ? FormLayout.Arrange(edit.Schema, edit.Document, list) : AssetErrors.Blank("positions");
    });

    private static Outcome<FormDocument> Remove(FormEdit edit, Outcome<FormField> found)
    {
        if (found.Value is not { } part) return found.Error!.Value;
        var left = edit.Document with { Fields = [.. edit.Document.Fields.Where(f => f.Id != part.Id && f.Set != part.Id)] };
        var rules = left.Fields.SelectMany(f => f.Visibility.Rules).Concat(left.ThankYou.Select(t => t.Condition).OfType<FieldRule>());
        if (rules.FirstOrDefault(r => left.Find(r.SubjectField) is null) is { } rule) return AssetErrors.Rule($"a rule of the form is about the field '{rule.SubjectField}'");
        return left with { ProgressiveProfiling = left.ProgressiveProfiling && left.Find(FormField.Profiling) is not null };
    }

    private static FormField Default(Field field) => new(field.Name)
    {
        Choices = FormFieldTypes.Picklists.TryGetValue(field.Name, out var values) ? [new("Select...", "", IsDefault: true), .. values.Select(v => new FormChoice(v, v))] : [],
    };

    // As the page shows one: what it is and when it was made, in base 64.
    private static string NewId(FormEdit edit, string kind)
    {
        for (var at = edit.Call.Instance.Clock.GetUtcNow(); ; at = at.AddMilliseconds(1))
        {
            var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{kind}_{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}")));
            if (edit.Document.Find(id) is null) return id;
        }
    }

    private static void WriteLast(Call call, RecordSchema schema, AssetView view, FormDocument form) => FormFieldJson.Write(call.Result, schema, form, form.Fields[^1]);
}
