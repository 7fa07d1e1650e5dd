using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Forms;

/// <summary>The operations of forms.</summary>
internal static class FormRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapForms(this Routes routes) => routes
        .MapAsset(FormKind.Instance, Life)
        .Map("getAllFieldsUsingGET", AvailableFields.OfLeads)
        .Map("getAllProgramMemberFieldsUsingGET", AvailableFields.OfMembers)
        .Map("getFormFieldByFormVidUsingGET", FormFields.Get)
        .Map("addFieldToAFormUsingPOST", FormFields.Add)
        .Map("updateFormFieldUsingPOST", FormFields.Update)
        .Map("deleteFormFieldUsingPOST", FormFields.Delete)
        .Map("deleteFormFieldFromFieldSetUsingPOST", FormFields.DeleteFromSet)
        .Map("addFieldSetUsingPOST", FormFields.AddSet)
        .Map("addRichTextFieldUsingPOST", FormFields.AddText)
        .Map("updateFieldPositionsUsingPOST", FormFields.Arrange)
        .Map("addFormFieldVisibilityRuleUsingPOST", FormRules.Visibility)
        .Map("getThankYouPageByIdUsingGET", FormRules.GetThankYou)
        .Map("updateThankYouPageByIdUsingPOST", FormRules.UpdateThankYou)
        .Map("updateFormSubmitButtonUsingPOST", FormRules.Button)
        .Map("getFormUsedByUsingGET", ReadAssets.UsedBy(FormKind.Instance, type => type switch
        {
            AssetType.LandingPage => "Landing Page",
            AssetType.SmartList => "Smart List",
            AssetType.SmartCampaign => "Smart Campaign",
            _ => type,
        }));

    /// <summary>The operations of their life. There is none to unapprove one.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getLpFormByIdUsingGET",
        ByName = "getLpFormByNameUsingGET",
        Browse = "browseForms2UsingGET",
        Create = "createLpFormsUsingPOST",
        Update = "updateFormsUsingPOST",
        Clone = "cloneLpFormsUsingPOST",
        Delete = "deleteFormByIdUsingPOST",
        Approve = "approveFromUsingPOST",
        Discard = "discardFormByIdUsingPOST",
    };
}
