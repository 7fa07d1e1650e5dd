using System.Globalization;
using System.Text;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.Tokens;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Forms;

/// <summary>An approved form as a part of a page: plain HTML, without any script.</summary>
/// <param name="schema">The fields, for their labels.</param>
/// <param name="lead">Who sees it: fields that are prefilled begin with the lead's values; null for nobody.</param>
internal sealed class FormHtml(RecordSchema schema, LeadValues? lead)
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
        return html.ToString();
    }

    private void Append(StringBuilder html, FormDocument document, string? set)
    {
        foreach (var field in document.Fields.Where(f => f.Set == set).OrderBy(f => f.Row).ThenBy(f => f.Column))
        {
            if (field.DataType == FormField.RichText) html.Append("<div class=\"mktoHtmlText\">").Append(field.Text).Append("</div>\n");
            else if (!field.IsSet) Append(html, field);
            else
            {
                html.Append("<fieldset>");
                if (field.Label is { Length: > 0 } legend) html.Append("<legend>").Append(HtmlText.Encode(legend)).Append("</legend>");
                Append(html, document, field.Id);
                html.Append("</fieldset>\n");
            }
        }
    }

    private void Append(StringBuilder html, FormField field)
    {
        var (id, value) = (HtmlText.Encode(field.Id), ValueOf(field));
        if (field.DataType == "hidden")
        {
            Hidden(html, field.Id, value);
            return;
        }
        var label = field.Label is { Length: > 0 } own ? own : schema.Lead.Find(field.Id)?.DisplayName ?? field.Id;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"mktoFormRow\"><label for=\"{id}\">{HtmlText.Encode(label)}</label> ");
        Input(html, field, id, value);
        if (field.Instructions is { Length: > 0 } help) html.Append("<small>").Append(HtmlText.Encode(help)).Append("</small>");
        html.Append("</div>\n");
    }

    private static void Input(StringBuilder html, FormField field, string id, string value)
    {
        var common = $"id=\"{id}\" name=\"{id}\"{(field.Required ? " required" : "")}{(field.MaxLength is { } max ? string.Create(CultureInfo.InvariantCulture, $" maxlength=\"{max}\"") : "")}";
        var choices = field.Choices.Count > 0 ? field.Choices : [.. field.Values.Select(v => new FormChoice(v, v))];
        if (choices.Count > 0)
        {
            html.Append("<select ").Append(common).Append(field.MultiSelect ? " multiple>" : ">");
            if (!field.MultiSelect && !choices.Any(c => c.Value.Length == 0)) html.Append("<option value=\"\"></option>");
            foreach (var choice in choices)
            {
                var selected = value.Length > 0 ? choice.Value.Equals(value, StringComparison.OrdinalIgnoreCase) : choice.IsDefault;
                html.Append("<option value=\"").Append(HtmlText.Encode(choice.Value)).Append(selected ? "\" selected>" : "\">").Append(HtmlText.Encode(choice.Label)).Append("</option>");
            }
            html.Append("</select>");
        }
        else if (field.DataType is "textArea" or "textarea")
        {
            html.Append("<textarea ").Append(common).Append('>').Append(HtmlText.Encode(value)).Append("</textarea>");
        }
        else if (field.DataType is "checkbox" or "boolean" or "single_checkbox")
        {
            var isChecked = value.Equals("true", StringComparison.OrdinalIgnoreCase) || (value.Length == 0 && field.InitiallyChecked);
            html.Append("<input type=\"checkbox\" value=\"true\" ").Append(common).Append(isChecked ? " checked>" : ">");
        }
        else
        {
            html.Append("<input type=\"").Append(TypeOf(field)).Append("\" value=\"").Append(HtmlText.Encode(value)).Append("\" placeholder=\"").Append(HtmlText.Encode(field.HintText ?? "")).Append("\" ").Append(common).Append('>');
        }
    }

    private string ValueOf(FormField field) => (field.FormPrefill ? lead?.Find(field.Id, ofCompany: false).Value : null) ?? field.DefaultValue ?? "";

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
        html.Append("<input type=\"hidden\" name=\"").Append(HtmlText.Encode(name)).Append("\" value=\"").Append(HtmlText.Encode(value)).Append("\">\n");
}
