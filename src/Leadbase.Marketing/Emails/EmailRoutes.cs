using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Emails;

/// <summary>The operations of emails.</summary>
internal static class EmailRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapEmails(this Routes routes) => routes
        .MapAsset(EmailKind.Instance, Life)
        .Map("getEmailContentByIdUsingGET", EmailSections.Get)
        .Map("updateEmailContentUsingPOST", EmailHeaders.Update)
        .Map("updateEmailComponentContentUsingPOST", UpdateEmailSection.Handle)
        .Map("getEmailDynamicContentUsingGET", EmailDynamicContent.Get)
        .Map("updateEmailDynamicContentUsingPOST", EmailDynamicContent.Update)
        .Map("addModuleUsingPOST", EmailModules.Add)
        .Map("deleteModuleUsingPOST", EmailModules.Delete)
        .Map("duplicateModuleUsingPOST", EmailModules.Duplicate)
        .Map("renameUsingPOST", EmailModules.Rename)
        .Map("rearrangeModulesUsingPOST", EmailModules.Rearrange)
        .Map("getEmailVariablesUsingGET", EmailVariables.Get)
        .Map("updateVariableUsingPOST", EmailVariables.Update)
        .Map("getEmailFullContentUsingGET", EmailFullContent.Get)
        .Map("createEmailFullContentUsingPOST", EmailFullContent.Replace)
        .Map("sendSampleEmailUsingPOST", SendSample.Handle)
        .Map("getEmailCCFieldsUsingGET", EmailCcFields.Get);

    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getEmailByIdUsingGET",
        ByName = "getEmailByNameUsingGET",
        Browse = "getEmailUsingGET",
        Create = "createEmailUsingPOST",
        Update = "updateEmailUsingPOST",
        Clone = "cloneEmailUsingPOST",
        Delete = "deleteEmailUsingPOST",
        Approve = "approveDraftUsingPOST",
        Unapprove = "unapproveDraftUsingPOST",
        Discard = "discardDraftUsingPOST",
    };
}
