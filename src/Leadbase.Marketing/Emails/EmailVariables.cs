using System.Text.Json;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Emails;

/// <summary>Variables of emails, each of the whole email or of a module ("Emails", Variables).</summary>
internal static class EmailVariables
{
    /// <summary>Get Email Variables: a variable of modules for each module that has it.</summary>
    public static readonly Handler Get = AssetDocuments.Read(EmailKind.Instance, (assets, _, document) =>
    {
        var outline = HtmlOutline.Of(document.Html);
        var modules = ModuleList.Of(outline);
        var json = assets.Call.Result;
        foreach (var variable in TemplateVariable.AllOf(outline))
        {
            if (!variable.IsModuleScope) Write(json, document, variable, null);
            else foreach (var module in modules.Where(m => Uses(outline, m, variable))) Write(json, document, variable, module.Id);
        }
        return Task.FromResult(Answer.Success);
    });

    /// <summary>Update Email Variable.</summary>
    public static readonly Handler Update = EmailChange.Of(
        (call, document) =>
        {
            if (AssetInput.Text(call, "value") is not { } value) return AssetErrors.Blank("value");
            var outline = HtmlOutline.Of(document.Html);
            if (Find(outline, call) is not { } variable) return AssetErrors.Rule($"the email has no variable '{call.Route[1]}'");
            var module = variable.IsModuleScope ? AssetInput.Text(call, "moduleId") : null;
            if (variable.IsModuleScope && string.IsNullOrEmpty(module)) return AssetErrors.Blank("moduleId");
            if (module is not null && !ModuleList.Of(outline).Exists(m => m.Id == module && Uses(outline, m, variable))) return AssetErrors.Rule($"the email has no module '{module}' with this variable");
            if (!variable.Accepts(value)) return Errors.InvalidValue(value, variable.Type.ToString());
            return document with { Variables = new Dictionary<string, string>(document.Variables) { [EmailDocument.VariableKey(variable.Id, module)] = value } };
        },
        (call, view) =>
        {
            var document = view.Document<EmailDocument>();
            var variable = Find(HtmlOutline.Of(document.Html), call)!;
            Write(call.Result, document, variable, variable.IsModuleScope ? AssetInput.Text(call, "moduleId") : null);
        });

    /// <summary>The value of a variable, in a module or outside of all.</summary>
    public static string ValueOf(EmailDocument document, TemplateVariable variable, string? module) =>
        document.Variables.GetValueOrDefault(EmailDocument.VariableKey(variable.Id, module)) ?? variable.Default;

    private static TemplateVariable? Find(HtmlOutline outline, Call call) => TemplateVariable.AllOf(outline).Find(v => v.Id == call.Route[1]);

    private static bool Uses(HtmlOutline outline, HtmlElement module, TemplateVariable variable) =>
        outline.Html.AsSpan(module.Start, module.End - module.Start).Contains("${" + variable.Id + "}", StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter json, EmailDocument document, TemplateVariable variable, string? module)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, variable.Id);
        json.WriteString("value"u8, ValueOf(document, variable, module));
        json.WriteBoolean("moduleScope"u8, variable.IsModuleScope);
        if (module is not null) json.WriteString("moduleId"u8, module);
        json.WriteEndObject();
    }
}
