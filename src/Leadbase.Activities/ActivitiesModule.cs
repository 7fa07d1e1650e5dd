using Leadbase.Activities.CustomTypes;
using Leadbase.Activities.Queries;
using Leadbase.Gateway;

namespace Leadbase.Activities;

/// <summary>The operations that read the log, and those of custom activity types.</summary>
public static class ActivitiesModule
{
    /// <summary>Maps them.</summary>
    public static Routes MapActivities(this Routes routes) => routes
        .Map("getActivitiesPagingTokenUsingGET", GetPagingToken.Handle)
        .Map("getLeadActivitiesUsingGET", GetActivities.Handle)
        .Map("getDeletedLeadsUsingGET", GetActivities.Deleted)
        .Map("getAllActivityTypesUsingGET", GetActivityTypes.Handle)
        .Map("getCustomActivityTypeUsingGET", GetCustomTypes.Browse)
        .Map("describeCustomActivityTypeUsingGET", GetCustomTypes.Describe)
        .Map("createCustomActivityTypeUsingPOST", EditCustomType.Create)
        .Map("updateCustomActivityTypeUsingPOST", EditCustomType.Update)
        .Map("createCustomActivityTypeAttributesUsingPOST", EditCustomType.CreateAttributes)
        .Map("updateCustomActivityTypeAttributesUsingPOST", EditCustomType.UpdateAttributes)
        .Map("deleteCustomActivityTypeAttributesUsingPOST", EditCustomType.DeleteAttributes)
        .Map("approveCustomActivityTypeUsingPOST", CustomTypeLifecycle.Approve)
        .Map("discardDraftofCustomActivityTypeUsingPOST", CustomTypeLifecycle.DiscardDraft)
        .Map("deleteCustomActivityTypeUsingPOST", CustomTypeLifecycle.Delete);
}
