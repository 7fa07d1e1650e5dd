using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of the operations that read the log.</summary>
internal static class ActivityCodes
{
    private const string Activities = "/rest/v1/activities.json";
    private const string Changes = "/rest/v1/activities/leadchanges.json";
    private const string Deleted = "/rest/v1/activities/deletedleads.json";
    private const string Token = "/rest/v1/activities/pagingtoken.json";

    public static readonly CodeScenario[] All =
    [
        Get("getActivitiesPagingTokenUsingGET", "1001", Token + "?sinceDatetime=yesterday"),
        Get("getActivitiesPagingTokenUsingGET", "1002", Token),

        Get("getLeadActivitiesUsingGET", "1001", Activities + "?activityTypeIds=x"),
        Get("getLeadActivitiesUsingGET", "1002", Activities),
        Get("getLeadActivitiesUsingGET", "1003", Activities + "?activityTypeIds=12&nextPageToken=x"),
        Page("getLeadActivitiesUsingGET", "1013", Activities + "?activityTypeIds=12&listId=99999"),

        Page("getDeletedLeadsUsingGET", "1001", Deleted + "?batchSize=x"),
        Get("getDeletedLeadsUsingGET", "1002", Deleted),
        Get("getDeletedLeadsUsingGET", "1003", Deleted + "?nextPageToken=x"),

        Page("getLeadChangesUsingGET", "1001", Changes + "?fields=email&batchSize=x"),
        Get("getLeadChangesUsingGET", "1002", Changes),
        Get("getLeadChangesUsingGET", "1003", Changes + "?fields=email&nextPageToken=x"),
        Get("getLeadChangesUsingGET", "1006", Changes + "?fields=nothing"),
        Page("getLeadChangesUsingGET", "1013", Changes + "?fields=email&listId=99999"),
    ];

    private static CodeScenario Page(string operation, string code, string path) =>
        new(operation, code, p => p.Api.GetAsync($"{path}&nextPageToken={p.ActivityToken}"));
}
