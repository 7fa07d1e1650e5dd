using System.Text.Json;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.LandingPages;

/// <summary>Variables of guided landing pages ("Landing Pages", Variables).</summary>
internal static class PageVariables
{
    /// <summary>Get Landing Page Variables.</summary>
    public static readonly Handler Get = AssetDocuments.Read(PageKind.Instance, (assets, _, page) =>
    {
        var variables = Of(page);
        foreach (var variable in variables) Write(assets.Call.Result, page, variable);
        return Task.FromResult(variables.Count > 0 ? Answer.Success : Answer.Warn(AssetErrors.NothingFound));
    });

    /// <summary>Update Landing Page Variable.</summary>
    public static readonly Handler Update = AssetDocuments.Change(
        PageKind.Instance,
        (assets, _, page) => Task.FromResult(Change(assets.Call, page)),
        (call, view) =>
        {
            var page = view.Document<PageDocument>();
            Write(call.Result, page, Of(page).First(v => v.Id == call.Route[1]));
        });

    /// <summary>The value of a variable.</summary>
    public static string ValueOf(PageDocument page, TemplateVariable variable) => page.Variables.GetValueOrDefault(variable.Id) ?? variable.Default;

    private static Outcome<PageDocument> Change(Call call, PageDocument page)
    {
        if (AssetInput.Text(call, "value") is not { } value) return AssetErrors.Blank("value");
        if (Of(page).Find(v => v.Id == call.Route[1]) is not { } variable) return AssetErrors.Rule($"the page has no variable '{call.Route[1]}'");
        if (!variable.Accepts(value)) return Errors.InvalidValue(value, variable.Type.ToString());
        return page with { Variables = new Dictionary<string, string>(page.Variables) { [variable.Id] = value } };
    }

    private static List<TemplateVariable> Of(PageDocument page) => page.IsGuided ? TemplateVariable.AllOf(HtmlOutline.Of(page.Html)) : [];

    private static void Write(Utf8JsonWriter json, PageDocument page, TemplateVariable variable)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, variable.Id);
        json.WriteString("value"u8, ValueOf(page, variable));
        json.WriteString("type"u8, variable.Type.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }
}
