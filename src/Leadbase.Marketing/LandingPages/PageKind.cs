using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.LandingPageTemplates;
using Leadbase.Marketing.PublicSites;
using Leadbase.Storage;

namespace Leadbase.Marketing.LandingPages;

/// <summary>Landing pages ("Landing Pages").</summary>
internal sealed class PageKind : AssetKind<PageDocument>
{
    public static readonly PageKind Instance = new();

    public override string Type => AssetType.LandingPage;

    public override IReadOnlyList<string> FolderTypes => ["Landing Page", FolderDocument.Marketing, FolderDocument.Program];

    public override string UrlCode => "LP";

    public override string UrlMember => "computedUrl";

    public override WholeAnswers Whole => WholeAnswers.Unapprove;

    public override async Task<ApiError?> CheckApproveAsync(AssetCall call, Asset asset)
    {
        foreach (var used in References(Working(asset)).Distinct().Where(r => r.Type is AssetType.Form or AssetType.Snippet))
        {
            if (await AssetStore.FindAsync(call.Session, used.Type, used.Id) is not { Approved: not null }) return AssetErrors.Rule($"{used.Type} {used.Id} is not approved");
        }
        return null;
    }

    public override Task OnStoredAsync(Session session, Asset asset) => PageNames.SetAsync(session, asset);

    public override Task OnDeletedAsync(AssetCall call, Asset asset) => PageNames.ClearAsync(call.Session, asset.Id);

    public override async Task<Outcome<Asset>> CloneAsync(AssetCall call, Asset source, Asset copy)
    {
        var document = Working(copy);
        if (AssetInput.Text(call.Call, "template") is { Length: > 0 })
        {
            var changed = await WithTemplateAsync(call, document);
            if (changed.Value is not { } other) return changed.Error!.Value;
            // A section has no place in another guided template, unless that has one of its id.
            document = other.IsGuided ? other with { Sections = [.. other.Sections.Where(s => PageSections.Of(other with { Sections = [] }).Any(d => d.Id == s.Id))] } : other;
        }
        var named = await PageSettings.NameAsync(call, copy, document with { UrlPageName = PageSettings.NameOf(copy.Name) }, AssetInput.Text(call.Call, "urlPageName"));
        return named.Value is { } page ? With(copy, page, call.Now) : named.Error!.Value;
    }

    /// <summary>The page with the template that a parameter names.</summary>
    private static async Task<Outcome<PageDocument>> WithTemplateAsync(AssetCall call, PageDocument document)
    {
        if (AssetInput.Required(call.Call, "template").Error is { } blank) return blank;
        if (!AssetInput.TryNumber(call.Call, "template", out var id, out var error)) return error;
        if (await call.VisibleAsync(AssetType.LandingPageTemplate, id!.Value) is not { } template) return AssetErrors.Rule($"there is no landing page template {id}");
        if (template.ReadApproved<PageTemplateDocument>() is not { } approved) return AssetErrors.Rule($"the landing page template {id} is not approved");
        return document with { Template = id.Value, Html = approved.Html, IsGuided = approved.IsGuided, EnableMunchkin = approved.EnableMunchkin };
    }

    protected override async Task<Outcome<PageDocument>> CreateAsync(AssetCall call, Asset asset, PageDocument document)
    {
        var begun = await WithTemplateAsync(call, document);
        if (begun.Value is not { } page) return begun;
        var read = PageSettings.Read(call.Call, page with { UrlPageName = PageSettings.NameOf(asset.Name) });
        return read.Value is { } settled ? await PageSettings.NameAsync(call, asset, settled, AssetInput.Text(call.Call, "urlPageName")) : read;
    }

    protected override async Task<Outcome<PageDocument>> UpdateAsync(AssetCall call, Asset asset, PageDocument document)
    {
        var read = PageSettings.Read(call.Call, document);
        return read.Value is { } settled && AssetInput.Text(call.Call, "urlPageName") is { } name ? await PageSettings.NameAsync(call, asset, settled, name) : read;
    }

    protected override IEnumerable<AssetReference> References(PageDocument document)
    {
        if (document.Template != 0) yield return new(AssetType.LandingPageTemplate, document.Template);
        foreach (var section in document.Sections)
        {
            if (section.Segmentation is { } segmentation) yield return new(AssetType.Segmentation, segmentation);
            foreach (var (type, value) in section.Variations.Select(v => (v.Type, v.Value)).Append((section.Type, section.Value)))
            {
                if (ReferenceOf(type, value) is { } reference) yield return reference;
            }
        }
    }

    protected override PageDocument Repoint(PageDocument document, Func<AssetReference, AssetReference> map) => document with
    {
        Template = map(new(AssetType.LandingPageTemplate, document.Template)).Id,
        Sections = [.. document.Sections.Select(s => s with
        {
            Segmentation = s.Segmentation is { } id ? map(new(AssetType.Segmentation, id)).Id : null,
            Value = Repoint(s.Type, s.Value, map),
            Variations = [.. s.Variations.Select(v => v with { Value = Repoint(v.Type, v.Value, map) })],
        })],
    };

    protected override void Write(Utf8JsonWriter json, AssetView view, PageDocument document)
    {
        json.WriteNumber("template"u8, document.Template);
        json.WriteString("title"u8, document.Title);
        json.WriteString("keywords"u8, document.Keywords);
        json.WriteString("robots"u8, document.Robots);
        json.WriteString("customHeadHTML"u8, document.CustomHeadHtml);
        json.WriteString("facebookOgTags"u8, document.FacebookOgTags);
        json.WriteBoolean("formPrefill"u8, document.FormPrefill);
        json.WriteBoolean("mobileEnabled"u8, document.MobileEnabled);
        json.WriteString("URL"u8, PublicAddress.OfPage(view.Call.Instance, view.Call.Http.Request, document.UrlPageName));
    }

    private static AssetReference? ReferenceOf(string type, string value) =>
        TypeOf(type) is { } asset && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(asset, id) : null;

    private static string Repoint(string type, string value, Func<AssetReference, AssetReference> map) =>
        ReferenceOf(type, value) is { } reference ? map(reference).Id.ToString(CultureInfo.InvariantCulture) : value;

    private static string? TypeOf(string type) => type switch
    {
        PageSections.Form => AssetType.Form,
        PageSections.Snippet => AssetType.Snippet,
        PageSections.Image => AssetType.File,
        _ => null,
    };
}
