using Leadbase.Activities.Queries;
using Leadbase.Gateway;

namespace Leadbase.Activities;

/// <summary>The operations that read the log.</summary>
public static class ActivitiesModule
{
    /// <summary>Maps them.</summary>
    public static Routes MapActivities(this Routes routes) => routes
        .Map("getActivitiesPagingTokenUsingGET", GetPagingToken.Handle)
        .Map("getLeadActivitiesUsingGET", GetActivities.Handle)
        .Map("getDeletedLeadsUsingGET", GetActivities.Deleted)
        .Map("getAllActivityTypesUsingGET", GetActivityTypes.Handle);
}
