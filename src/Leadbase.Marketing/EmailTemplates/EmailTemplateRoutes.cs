using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.EmailTemplates;

/// <summary>The operations of email templates.</summary>
internal static class EmailTemplateRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapEmailTemplates(this Routes routes) => routes
        .MapAsset(EmailTemplateKind.Instance, Life)
        .Map("getTemplateContentByIdUsingGET", EmailTemplateContent.Get)
        .Map("updateEmailTemplateContentUsingPOST", EmailTemplateContent.Update)
        .Map("getEmailTemplateUsedByUsingGET", ReadAssets.UsedBy(EmailTemplateKind.Instance, type => type));

    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getTemplateByIdUsingGET",
        ByName = "getTemplateByNameUsingGET",
        Browse = "getEmailTemplatesUsingGET",
        Create = "createEmailTemplateUsingPOST",
        Update = "updateEmailTemplateUsingPOST",
        Clone = "cloneTemplateUsingPOST",
        Delete = "deleteTemplateUsingPOST",
        Approve = "approveDraftUsingPOST_1",
        Unapprove = "unapproveDraftUsingPOST_1",
        Discard = "discardDraftUsingPOST_1",
    };
}
