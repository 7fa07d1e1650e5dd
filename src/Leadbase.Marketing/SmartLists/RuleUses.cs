using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>What rules and flows name, so that nobody takes it away, and the ids that a file may leave away.</summary>
internal static class RuleUses
{
    // By the letters of what an attribute of a flow step is called.
    private static readonly Dictionary<string, string> Types = new()
    {
        ["email"] = AssetType.Email,
        ["list"] = AssetType.StaticList,
        ["listname"] = AssetType.StaticList,
        ["program"] = AssetType.Program,
        ["campaign"] = AssetType.SmartCampaign,
        ["smartcampaign"] = AssetType.SmartCampaign,
    };

    /// <summary>Rules whose filters and conditions have the ids and types of what they name.</summary>
    public static async Task<SmartListRules?> IdentifiedAsync(Session session, Instance instance, SmartListRules? rules)
    {
        if (rules is null) return null;
        var context = await RuleContext.OfAsync(session, instance);
        return rules with { Filters = [.. rules.Filters.Select(f => FilterCondition.Identified(context, f))], Triggers = [.. rules.Triggers.Select(f => FilterCondition.Identified(context, f))] };
    }

    /// <summary>The assets that are named, and what is wrong where rules cannot be evaluated.</summary>
    public static async Task<(IReadOnlyList<AssetReference> Uses, string? Problem)> OfAsync(Session session, Instance instance, IEnumerable<SmartListRules?> rules, IEnumerable<FlowStep>? flow = null)
    {
        var context = await RuleContext.OfAsync(session, instance);
        foreach (var one in rules.OfType<SmartListRules>()) await SmartListQuery.OfAsync(context, one);
        foreach (var attribute in flow?.SelectMany(s => s.Attributes) ?? [])
        {
            if (attribute is { Name: { } name, Value: { } value } && Types.TryGetValue(Operator.Letters(name), out var type)) await context.FindAsync(type, value);
        }
        return ([.. context.Uses.OrderBy(u => u.Type, StringComparer.Ordinal).ThenBy(u => u.Id)], context.Problem);
    }
}
