using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Forms;

/// <summary>The parameters of a form as a whole, which its creation and its update share ("Forms", Create and Update).</summary>
internal static class FormSettings
{
    private static readonly Dictionary<string, (string Locale, string Submit, string Wait)> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["English"] = ("en_US", "Submit", "Please Wait"),
        ["French"] = ("fr_FR", "Envoyer", "Veuillez patienter"),
        ["German"] = ("de_DE", "Absenden", "Bitte warten"),
        ["Spanish"] = ("es_ES", "Enviar", "Espere"),
        ["Italian"] = ("it_IT", "Invia", "Attendere"),
        ["Portuguese"] = ("pt_BR", "Enviar", "Aguarde"),
        ["Dutch"] = ("nl_NL", "Verzenden", "Even geduld"),
        ["Japanese"] = ("ja_JP", "送信", "お待ちください"),
    };

    private static readonly string[] Texts = ["theme", "language", "locale", "labelPosition", "fontFamily", "fontSize"];

    /// <summary>The button of a form in a language.</summary>
    public static SubmitButton ButtonOf(string language) =>
        Languages.TryGetValue(language, out var known) ? new() { Label = known.Submit, WaitingLabel = known.Wait } : new();

    /// <summary>The document as the parameters say (709, 1001); what is not given stays, and the same document is returned where nothing is.</summary>
    public static Outcome<FormDocument> Read(Call call, FormDocument form)
    {
        if (Texts.FirstOrDefault(n => AssetInput.Text(call, n)?.Length > 255) is { } tooLong) return AssetErrors.Rule($"{tooLong} has at most 255 characters");
        if (AssetInput.Text(call, "customCss")?.Length > 100_000) return AssetErrors.Rule("customCss has at most 100000 characters");
        if (!AssetInput.TryFlag(call, "progressiveProfiling", out var profiling, out var error)) return error;
        var visitor = Visitor(call, form.KnownVisitor);
        if (visitor.Value is not { } knownVisitor) return visitor.Error!.Value;
        var changed = form with
        {
            Theme = AssetInput.Text(call, "theme") ?? form.Theme,
            LabelPosition = AssetInput.Text(call, "labelPosition") ?? form.LabelPosition,
            FontFamily = AssetInput.Text(call, "fontFamily") ?? form.FontFamily,
            FontSize = AssetInput.Text(call, "fontSize") ?? form.FontSize,
            CustomCss = AssetInput.Text(call, "customCss") ?? form.CustomCss,
            KnownVisitor = knownVisitor,
            ProgressiveProfiling = profiling ?? form.ProgressiveProfiling,
        };
        changed = Spoken(call, changed);
        return Equals(changed, form) ? form : changed.ProgressiveProfiling == form.ProgressiveProfiling ? changed : Profiled(changed);
    }

    // A language brings its locale, and its own words where the button still has those of another.
    private static FormDocument Spoken(Call call, FormDocument form)
    {
        var locale = AssetInput.Text(call, "locale");
        if (AssetInput.Text(call, "language") is not { Length: > 0 } language || language == form.Language) return locale is null ? form : form with { Locale = locale };
        var (before, after) = (ButtonOf(form.Language), ButtonOf(language));
        var isPlain = form.Button.Label == before.Label && form.Button.WaitingLabel == before.WaitingLabel;
        return form with
        {
            Language = language,
            Locale = locale ?? (Languages.TryGetValue(language, out var known) ? known.Locale : form.Locale),
            Button = isPlain ? form.Button with { Label = after.Label, WaitingLabel = after.WaitingLabel } : form.Button,
        };
    }

    private static Outcome<FormDocument> Profiled(FormDocument form)
    {
        if (form.ProgressiveProfiling) return form.Find(FormField.Profiling) is null ? FormLayout.Add(form, new FormField(FormField.Profiling)) : form;
        var inside = FormLayout.PartsOf(form, FormField.Profiling).ToList();
        var left = form with { Fields = [.. form.Fields.Where(f => f.Id != FormField.Profiling && f.Set != FormField.Profiling)] };
        foreach (var part in inside)
        {
            var added = FormLayout.Add(left, part with { Set = null });
            if (added.Value is not { } more) return added;
            left = more;
        }
        return left;
    }

    private static Outcome<KnownVisitor> Visitor(Call call, KnownVisitor before)
    {
        if (!AssetInput.TryJson(call, "knownVisitor", out var json, out var error)) return error;
        if (json is not { } given) return before;
        var (type, template) = (FieldConditions.TextOf(given, "type") ?? "form", FieldConditions.TextOf(given, "template"));
        if (type is not ("form" or "custom")) return Errors.InvalidValue(type, "form or custom");
        return template?.Length > 100_000 ? AssetErrors.Rule("the template for known visitors has at most 100000 characters") : new KnownVisitor(type, template);
    }
}
