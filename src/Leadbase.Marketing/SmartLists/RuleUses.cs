using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>What rules and flows name, so that nobody takes it away.</summary>
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
