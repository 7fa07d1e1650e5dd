using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.LandingPageTemplates;

/// <summary>The operations of landing page templates.</summary>
internal static class PageTemplateRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapPageTemplates(this Routes routes) => routes
        .MapAsset(PageTemplateKind.Instance, Life)
        .Map("getLandingPageTemplateContentUsingGET", GetContent)
        .Map("updateLandingPageTemplateContentUsingPOST", UpdateContent);

    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getLandingPageTemplateByIdUsingGET",
        ByName = "getLandingPageTemplateByNameUsingGET",
        Browse = "getLandingPageTemplatesUsingGET",
        Create = "createLpTemplateUsingPOST",
        Update = "updateLpTemplateUsingPOST",
        Clone = "cloneLpTemplateUsingPOST",
        Delete = "deleteLpTemplateUsingPOST",
        Approve = "approveLandingPageTemplateUsingPOST",
        Unapprove = "unapproveLandingPageTemplateUsingPOST",
        Discard = "discardDraftUsingPOST_2",
    };

    private static readonly Handler GetContent = AssetDocuments.Read(PageTemplateKind.Instance, (assets, view, document) =>
    {
        var json = assets.Call.Result;
        json.WriteStartObject();
        json.WriteNumber("id"u8, view.Asset.Id);
        json.WriteString("status"u8, PageTemplateKind.Instance.StatusOf(view.Asset, view.IsApproved));
        json.WriteString("content"u8, document.Html);
        json.WriteString("templateType"u8, document.TemplateType);
        json.WriteBoolean("enableMunchkin"u8, document.EnableMunchkin);
        json.WriteEndObject();
        return Task.FromResult(Answer.Success);
    });

    private static readonly Handler UpdateContent = AssetDocuments.Change(PageTemplateKind.Instance, (assets, _, document) =>
    {
        var content = AssetInput.Content(assets.Call, "content");
        return Task.FromResult<Outcome<PageTemplateDocument>>(content.Value is { } html ? document with { Html = html } : content.Error!.Value);
    });
}
