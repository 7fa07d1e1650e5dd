using Leadbase.Marketing.SmartLists;

namespace Leadbase.Marketing.Campaigns;

/// <summary>What the triggers of a campaign say of it.</summary>
internal static class CampaignTriggers
{
    private const string Name = "Campaign is Requested";
    private const string Source = "Web Service API";

    /// <summary>The trigger by which the web service may request a campaign.</summary>
    public static readonly SmartListFilter Requested = new()
    {
        Name = Name,
        RuleType = "Activity",
        RuleTypeId = Activities.ActivityType.RequestCampaign,
        Operator = "occurs",
        Conditions = [new SmartListCondition { ActivityAttributeName = "Source", Operator = "is", Values = [Source], IsPrimary = true }],
    };

    /// <summary>Whether the web service is among those who may request a campaign.</summary>
    public static bool IsRequestable(SmartListRules rules) => rules.Triggers.Any(t =>
        Operator.Letters(t.Name) == Operator.Letters(Name)
        && (t.Conditions.Count == 0 || t.Conditions.Any(c => c.Operator is "is any" || c.Values.Contains(Source, StringComparer.OrdinalIgnoreCase))));
}
