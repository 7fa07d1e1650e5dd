using System.Text.Json;
using System.Text.RegularExpressions;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.EmailTemplates;

namespace Leadbase.Marketing.Emails;

/// <summary>Adding, deleting, duplicating, renaming and rearranging modules ("Emails", Modules). A module is known by the id of its element.</summary>
internal static partial class EmailModules
{
    /// <summary>Add Email Module: one of the template's, at a position.</summary>
    public static readonly Handler Add = EmailChange.Of(async (assets, document) =>
    {
        if (AssetInput.Required(assets.Call, "index").Error is { } blank) return blank;
        if (!AssetInput.TryNumber(assets.Call, "index", out var index, out var error)) return error;
        if (index < 0) return Errors.InvalidValue(AssetInput.Text(assets.Call, "index")!, "Integer");
        if (document.Template is not { } id || await AssetStore.FindAsync(assets.Session, AssetType.EmailTemplate, id) is not { } source) return AssetErrors.Rule("the email has no template");
        var template = HtmlOutline.Of(EmailTemplateKind.Instance.Read(source, approved: true)?.Html ?? "");
        if (ModuleList.Of(template).Find(m => m.Id == assets.Call.Route[1]) is not { } module) return AssetErrors.Rule($"the template has no module '{assets.Call.Route[1]}'");
        return Insert(assets.Call, document, template, module, (int)Math.Min(index!.Value, int.MaxValue));
    });

    /// <summary>Duplicate Email Module: a copy below the original, with what its sections and variables have.</summary>
    public static readonly Handler Duplicate = Of((call, document, outline, module) =>
        Insert(call, document, outline, module, ModuleList.Of(outline).IndexOf(module) + 1));

    /// <summary>Delete Module, with what its sections and variables have.</summary>
    public static readonly Handler Delete = Of((_, document, outline, module) => document with
    {
        Html = ModuleList.Delete(outline, module),
        Sections = document.Sections.Where(s => outline.ById(s.Key) is not { } e || !module.Contains(e.Start)).ToDictionary(StringComparer.Ordinal),
        Variables = document.Variables.Where(v => !v.Key.StartsWith(module.Id + "/", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal),
    });

    /// <summary>Rename Email Module: its id is another one.</summary>
    public static readonly Handler Rename = Of((call, document, outline, module) =>
    {
        var name = AssetInput.Required(call, "name");
        if (name.Value is not { } id) return name.Error!.Value;
        if (id != module.Id && NameRefusal(id, IdsOf(outline)) is { } refusal) return refusal;
        return document with { Html = ModuleList.Rename(outline, module, id), Variables = document.Variables.ToDictionary(v => Renamed(v.Key, module.Id!, id), v => v.Value, StringComparer.Ordinal) };
    });

    /// <summary>Rearrange Email Modules: every module and its position.</summary>
    public static readonly Handler Rearrange = EmailChange.Of((call, document) =>
    {
        var text = AssetInput.Required(call, "positions");
        if (text.Error is { } blank) return blank;
        if (Positions(call, text.Value!) is not { } positions) return Errors.InvalidValue(text.Value!, "array of index and moduleId");
        var outline = HtmlOutline.Of(document.Html);
        var modules = ModuleList.Of(outline);
        var order = positions.OrderBy(p => p.Index).Select(p => modules.Find(m => m.Id == p.Module)).ToList();
        var isWhole = order.Count == modules.Count && order.Distinct().Count(m => m is not null) == modules.Count && positions.DistinctBy(p => p.Index).Count() == modules.Count;
        return isWhole ? document with { Html = ModuleList.Rearrange(outline, order!) } : AssetErrors.Rule("positions must name every module once, each with a position of its own");
    });

    private static Handler Of(Func<Call, EmailDocument, HtmlOutline, HtmlElement, Outcome<EmailDocument>> change) => EmailChange.Of((call, document) =>
    {
        var outline = HtmlOutline.Of(document.Html);
        var module = ModuleList.Of(outline).Find(m => m.Id == call.Route[1]);
        return module is null ? AssetErrors.Rule($"the email has no module '{call.Route[1]}'") : change(call, document, outline, module);
    });

    private static Outcome<EmailDocument> Insert(Call call, EmailDocument document, HtmlOutline source, HtmlElement module, int index)
    {
        var outline = HtmlOutline.Of(document.Html);
        if (ModuleList.ContainerOf(outline) is null) return AssetErrors.Rule("the email has no container of modules");
        if (ModuleList.Of(outline).Count >= ModuleList.MaxModules) return AssetErrors.Rule($"an email has at most {ModuleList.MaxModules} modules");
        var taken = IdsOf(outline);
        var id = AssetInput.Text(call, "name") is { Length: > 0 } name ? name : ModuleList.Free(module.Id!, taken);
        if (NameRefusal(id, taken) is { } refusal) return refusal;
        var (text, oldIds) = ModuleList.Copy(source, module, id, taken);
        var changed = document with { Html = ModuleList.Insert(outline, text, index) };
        // Only a duplicate has sections and variables to take along; in a template's module they are as declared.
        return ReferenceEquals(source.Html, document.Html) ? WithCopies(changed, module.Id!, id, oldIds) : changed;
    }

    private static EmailDocument WithCopies(EmailDocument document, string from, string to, Dictionary<string, string> oldIds)
    {
        foreach (var (id, oldId) in oldIds)
        {
            if (!document.Sections.TryGetValue(oldId, out var content)) continue;
            var number = document.LastDynamicId + 1;
            document = content.DynamicId is null
                ? document.WithSection(id, content)
                : (document with { LastDynamicId = number }).WithSection(id, content with { DynamicId = number });
        }
        var copies = document.Variables.Where(v => v.Key.StartsWith(from + "/", StringComparison.Ordinal)).Select(v => KeyValuePair.Create(Renamed(v.Key, from, to), v.Value));
        return document with { Variables = document.Variables.Concat(copies).ToDictionary(StringComparer.Ordinal) };
    }

    private static ApiError? NameRefusal(string id, HashSet<string> taken) =>
        !TemplateRules.IsId(id) ? AssetErrors.Rule("the name of a module has letters, digits, - and _")
        : taken.Contains(id) ? AssetErrors.Rule($"the name '{id}' is already in use")
        : null;

    private static HashSet<string> IdsOf(HtmlOutline outline) => outline.Elements.Select(e => e.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static string Renamed(string key, string from, string to) => key.StartsWith(from + "/", StringComparison.Ordinal) ? to + key[from.Length..] : key;

    private static List<(long Index, string Module)>? Positions(Call call, string text)
    {
        if (!AssetInput.TryJson(call, "positions", out var json, out _))
        {
            // The page's own example has a name without its first quote.
            json = JsonInput.Parse(BareName().Replace(text, "\"$1\""), maxDepth: 8);
        }
        if (json is not { ValueKind: JsonValueKind.Array } array) return null;
        var positions = array.EnumerateArray().Select(Position).ToList();
        return positions.Contains(null) ? null : [.. positions.Select(p => p!.Value)];
    }

    private static (long Index, string Module)? Position(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("index", out var index) || !item.TryGetProperty("moduleId", out var module)) return null;
        return index.ValueKind == JsonValueKind.Number && index.TryGetInt64(out var number) && module.ValueKind == JsonValueKind.String ? (number, module.GetString()!) : null;
    }

    [GeneratedRegex(@"(?<=[{,]\s*)([A-Za-z]+)""?(?=\s*:)")]
    private static partial Regex BareName();
}
