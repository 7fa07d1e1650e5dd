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
        var (filters, triggers) = (new List<SmartListFilter>(), new List<SmartListFilter>());
        foreach (var filter in rules.Filters) filters.Add(await FilterCondition.IdentifiedAsync(context, filter));
        foreach (var trigger in rules.Triggers) triggers.Add(await FilterCondition.IdentifiedAsync(context, trigger));
        return rules with { Filters = filters, Triggers = triggers };
    }

    /// <summary>Rules as they are shown: the assets that they name go by their present names, after the program's where they are in one.</summary>
    public static async Task<SmartListRules> ShownAsync(Session session, SmartListRules rules)
    {
        var names = new Dictionary<AssetReference, string>();
        foreach (var reference in rules.Uses)
        {
            if (await AssetStore.FindAsync(session, reference.Type, reference.Id) is not { } asset) continue;
            var program = asset.Folder is { Type: AssetType.Program, Id: var id } ? await AssetStore.FindAsync(session, AssetType.Program, id) : null;
            names[reference] = program is null ? asset.Name : $"{program.Name}.{asset.Name}";
        }
        return rules.WithConditions(c => c with { Assets = null, Values = [.. c.Values.Select((v, i) => c.Assets?[i] is { } a && names.TryGetValue(a, out var name) ? name : v)] });
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
