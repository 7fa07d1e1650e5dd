using System.Collections.Frozen;
using Leadbase.Activities;
using Leadbase.Assets;

namespace Leadbase.Marketing.SmartLists;

/// <summary>What filters about activities, and what they compare, are called besides the names of the types and attributes themselves.</summary>
internal static class ActivityNames
{
    /// <summary>The condition about when it happened.</summary>
    public const string Date = "dateofactivity";

    /// <summary>The id of that condition, as the page has it.</summary>
    public const long DateId = -101;

    /// <summary>The condition about how often it happened.</summary>
    public const string Times = "minnumberoftimes";

    /// <summary>The id of that condition.</summary>
    public const long TimesId = -102;

    // A filter speaks of what a person did, a type of what happens.
    private static readonly FrozenDictionary<string, long> Filters = new Dictionary<string, long>
    {
        ["visitedwebpage"] = 1,
        ["filledoutform"] = ActivityType.FillOutForm,
        ["clickedlinkonwebpage"] = 3,
        ["clickedlink"] = 3,
        ["wassentemail"] = 6,
        ["wasdeliveredemail"] = 7,
        ["emailwasdelivered"] = 7,
        ["emailbounced"] = 8,
        ["emailbouncedsoft"] = 27,
        ["unsubscribedfromemail"] = 9,
        ["openedemail"] = 10,
        ["clickedlinkinemail"] = 11,
        ["leadwascreated"] = ActivityType.NewLead,
        ["personwascreated"] = ActivityType.NewLead,
        ["datavaluechanged"] = ActivityType.ChangeDataValue,
        ["scorewaschanged"] = 22,
        ["addedtolist"] = ActivityType.AddToList,
        ["removedfromlist"] = ActivityType.RemoveFromList,
        ["hadinterestingmoment"] = 46,
        ["campaignwasrequested"] = ActivityType.RequestCampaign,
        ["campaignwasexecuted"] = ActivityType.ExecuteCampaign,
        ["programstatuswaschanged"] = ActivityType.ChangeStatusInProgression,
        ["changedprogramstatus"] = ActivityType.ChangeStatusInProgression,
        ["programmemberdatawaschanged"] = ActivityType.ChangeProgramMemberData,
        ["segmentchanged"] = 108,
        ["pushedleadtomarketo"] = ActivityType.PushLead,
    }.ToFrozenDictionary();

    /// <summary>The type of the activities that a filter is about, or null.</summary>
    public static ActivityTypeInfo? TypeOf(ActivityTypes types, string filter)
    {
        if (Filters.TryGetValue(Operator.Letters(filter), out var id)) return types.Find(id);
        return types.All.FirstOrDefault(t => Same(t.FilterName, filter) || Same(t.Name, filter) || Same(t.ApiName, filter));
    }

    /// <summary>The kind of asset that a type's activities are about, as their primary attribute tells; null where it is none.</summary>
    public static string? AssetTypeOf(ActivityTypeInfo type) => type.PrimaryAttribute?.Name switch
    {
        "Webform ID" => AssetType.Form,
        "List ID" => AssetType.StaticList,
        "Program ID" => AssetType.Program,
        "Campaign ID" => AssetType.SmartCampaign,
        "Webpage ID" => AssetType.LandingPage,
        "Mailing ID" => AssetType.Email,
        _ => null,
    };

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
