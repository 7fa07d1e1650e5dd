using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.PublicSites;
using Leadbase.Marketing.Tokens;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>An approved form as a part of a page: plain HTML, and a script only where fields are shown by what is filled in.</summary>
/// <param name="schema">The fields, for their labels.</param>
/// <param name="lead">Who sees it: a known visitor is asked for what is not known yet; null for nobody.</param>
/// <param name="prefills">Whether fields that are prefilled begin with the lead's values.</param>
internal sealed class FormHtml(RecordSchema schema, LeadValues? lead, bool prefills)
{
    /// <summary>The path that forms send to, on a host of pages.</summary>
    public const string Action = "/index.php/leadCapture/save2";

    /// <summary>The form's markup.</summary>
    /// <param name="form">The form; one that is not approved shows nothing.</param>
    /// <param name="page">The page it is on.</param>
    public string Of(Asset form, Asset page)
    {
        if (form.ReadApproved<FormDocument>() is not { } document) return "";
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<form id=\"mktoForm_{form.Id}\" class=\"mktoForm\" method=\"post\" action=\"{Action}\">\n");
        Hidden(html, "formid", form.Id.ToString(CultureInfo.InvariantCulture));
        Hidden(html, "lpId", page.Id.ToString(CultureInfo.InvariantCulture));
        Append(html, document, null);
        html.Append("<div class=\"mktoButtonRow\"><button type=\"submit\" class=\"mktoButton\">").Append(HtmlText.Encode(document.Button.Label)).Append("</button></div>\n</form>");
        if (document.Fields.Any(f => f.Visibility.Rules.Count > 0)) html.Append(CultureInfo.InvariantCulture, $"\n<script src=\"{PublicScript.Path}\" defer></script>");
        return html.ToString();
    }

    private void Append(StringBuilder html, FormDocument document, FormField? set)
    {
        var fields = document.Fields.Where(f => f.Set == set?.Id).OrderBy(f => f.Row).ThenBy(f => f.Column);
        foreach (var field in set is { Id: FormField.Profiling } ? Unknown(fields, set) : fields)
        {
            if (field.DataType == FormField.RichText) html.Append("<div class=\"mktoHtmlText\"").Append(RulesOf(field)).Append('>').Append(field.Text).Append("</div>\n");
            else if (!field.IsSet) Append(html, field);
            else if (field.Id == FormField.Profiling) Append(html, document, field);
            else
            {
                html.Append("<fieldset").Append(RulesOf(field)).Append('>');
                if (field.Label is { Length: > 0 } legend) html.Append("<legend>").Append(HtmlText.Encode(legend)).Append("</legend>");
                Append(html, document, field);
                html.Append("</fieldset>\n");
            }
        }
    }

    // So many of them as are asked for at a time, which the visitor has not told yet.
    private IEnumerable<FormField> Unknown(IEnumerable<FormField> fields, FormField set) =>
        fields.Where(f => f.IsInput && lead?.Find(f.Id, ofCompany: false).Value is not { Length: > 0 }).Take((int)Math.Clamp(set.BlankFields ?? int.MaxValue, 0, int.MaxValue));

    private void Append(StringBuilder html, FormField field)
    {
        var (id, value) = (HtmlText.Encode(field.Id), ValueOf(field));
        if (field.DataType == "hidden")
        {
            Hidden(html, field.Id, value.Html);
            return;
        }
        var label = field.Label is { Length: > 0 } own ? own : schema.Lead.Find(field.Id)?.DisplayName ?? field.Id;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"mktoFormRow\"{RulesOf(field)}><label for=\"{id}\">{HtmlText.Encode(label)}</label> ");
        Input(html, field, id, value);
        if (field.Instructions is { Length: > 0 } help) html.Append("<small>").Append(HtmlText.Encode(help)).Append("</small>");
        html.Append("</div>\n");
    }

    private static void Input(StringBuilder html, FormField field, string id, FieldValue value)
    {
        var common = $"id=\"{id}\" name=\"{id}\"{(field.Required ? " required" : "")}{(field.MaxLength is { } max ? string.Create(CultureInfo.InvariantCulture, $" maxlength=\"{max}\"") : "")}";
        var choices = field.Choices.Count > 0 ? field.Choices : [.. field.Values.Select(v => new FormChoice(v, v))];
        if (choices.Count > 0)
        {
            html.Append("<select ").Append(common).Append(field.MultiSelect ? " multiple>" : ">");
            if (!field.MultiSelect && !choices.Any(c => c.Value.Length == 0)) html.Append("<option value=\"\"></option>");
            foreach (var choice in choices)
            {
                var selected = value.Text.Length > 0 ? choice.Value.Equals(value.Text, StringComparison.OrdinalIgnoreCase) : choice.IsDefault;
                html.Append("<option value=\"").Append(HtmlText.Encode(choice.Value)).Append(selected ? "\" selected>" : "\">").Append(HtmlText.Encode(choice.Label)).Append("</option>");
            }
            html.Append("</select>");
        }
        else if (field.DataType is "textArea" or "textarea")
        {
            html.Append("<textarea ").Append(common).Append('>').Append(value.Html).Append("</textarea>");
        }
        else if (field.DataType is "checkbox" or "boolean" or "single_checkbox")
        {
            var isChecked = value.Text.Equals("true", StringComparison.OrdinalIgnoreCase) || (value.Text.Length == 0 && field.InitiallyChecked);
            html.Append("<input type=\"checkbox\" value=\"true\" ").Append(common).Append(isChecked ? " checked>" : ">");
        }
        else
        {
            html.Append("<input type=\"").Append(TypeOf(field)).Append("\" value=\"").Append(value.Html).Append("\" placeholder=\"").Append(HtmlText.Encode(field.HintText ?? "")).Append("\" ").Append(common).Append('>');
        }
    }

    // What forms.js reads, as the server reads it: without tokens.
    private static string RulesOf(FormField part)
    {
        if (part.Visibility.Rules.Count == 0) return "";
        var rules = part.Visibility.Rules.Select(r => new
        {
            field = r.SubjectField,
            @operator = r.Operator,
            values = r.Values,
            label = r.AltLabel,
            choices = r.PickListValues?.Select(c => (string[])[c.Label, c.Value]),
        });
        return $" data-visibility=\"{HtmlText.EncodeInert(JsonSerializer.Serialize(new { type = part.Visibility.RuleType, rules }))}\"";
    }

    // The page's author may write tokens into a default; what a visitor has entered is never taken for one.
    private FieldValue ValueOf(FormField field) =>
        prefills && field.FormPrefill && lead?.Find(field.Id, ofCompany: false).Value is { } own ? new(own, HtmlText.EncodeInert(own)) : new(field.DefaultValue ?? "", HtmlText.Encode(field.DefaultValue ?? ""));

    private static string TypeOf(FormField field) => field.DataType switch
    {
        "email" => "email",
        "telephone" or "phone" => "tel",
        "url" => "url",
        "number" or "double" or "integer" => "number",
        "date" => "date",
        _ => field.Id.Equals("email", StringComparison.OrdinalIgnoreCase) ? "email" : "text",
    };

    private static void Hidden(StringBuilder html, string name, string value) =>
        html.Append("<input type=\"hidden\" name=\"").Append(HtmlText.Encode(name)).Append("\" value=\"").Append(value).Append("\">\n");

    /// <summary>What a field has at first, and how it is written.</summary>
    private readonly record struct FieldValue(string Text, string Html);
}
