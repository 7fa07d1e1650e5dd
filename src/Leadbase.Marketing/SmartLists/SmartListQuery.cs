using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>
/// Who is in a smart list: its rules as one condition in SQL, which is part of whatever statement asks, against the database as
/// it is then. Rules without a filter mean nobody; those of an asset in a workspace reach the workspace's partitions.
/// </summary>
public static class SmartListQuery
{
    /// <summary>The condition of a smart list; null, with what is wrong, when there is none, or its rules cannot be evaluated.</summary>
    public static async Task<(LeadCondition? Condition, string Problem)> OfListAsync(Session session, Instance instance, long list)
    {
        var rules = await RuleContext.OfAsync(session, instance);
        return Result(rules, await OfListAsync(rules, list));
    }

    /// <summary>The condition of rules; null, with what is wrong, when they cannot be evaluated.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="workspace">The workspace of the asset that they are of, whose partitions alone they reach; null for all.</param>
    public static async Task<(LeadCondition? Condition, string Problem)> OfAsync(Session session, Instance instance, SmartListRules rules, long? workspace = null)
    {
        var context = await RuleContext.OfAsync(session, instance);
        return Result(context, Within(context, workspace, await OfAsync(context, rules)));
    }

    /// <summary>The members after one, in the order of their ids, and at most so many.</summary>
    public static async Task<List<long>> MembersAsync(Session session, LeadCondition condition, long after, int limit) =>
        await condition.Bind(session.Sql($"select t.id from {session.Database.Table("lead")} t where t.id > $1 and {condition.Sql(2)} order by t.id limit {limit}").Bind(after))
            .ListAsync(r => r.GetInt64(0));

    /// <summary>How many members there are.</summary>
    public static async Task<long> CountAsync(Session session, LeadCondition condition) =>
        await condition.Bind(session.Sql($"select count(*) from {session.Database.Table("lead")} t where {condition.Sql(1)}")).NumberAsync() ?? 0;

    internal static async Task<LeadCondition> OfListAsync(RuleContext context, long list)
    {
        if (await AssetStore.FindAsync(context.Session, AssetType.SmartList, list) is not { } asset) return context.Fail($"there is no smart list {list}");
        if (!context.Enter(list)) return LeadCondition.Nobody;
        var condition = await OfAsync(context, asset.ReadApproved<SmartListDocument>()?.Rules ?? new SmartListRules());
        context.Leave();
        return Within(context, asset.Workspace, condition);
    }

    internal static async Task<LeadCondition> OfAsync(RuleContext context, SmartListRules rules)
    {
        if (!rules.IsBounded(out var problem)) return context.Fail(problem);
        if (rules.Filters.Count == 0 || !context.Counts(rules.Filters.Count)) return LeadCondition.Nobody;
        if (RuleLogic.Of(rules, out problem) is not { } logic) return context.Fail(problem);
        var filters = new List<LeadCondition>();
        var place = context.Place;
        foreach (var filter in rules.Filters)
        {
            context.Place = $"{(place.Length > 0 ? place + ", " : "")}filter {filters.Count + 1} ({filter.Name})";
            filters.Add(await FilterCondition.OfAsync(context, filter));
        }
        context.Place = place;
        return Combine(logic, filters);
    }

    /// <summary>The condition on leads of the partitions that a workspace reaches.</summary>
    private static LeadCondition Within(RuleContext context, long? workspace, LeadCondition condition)
    {
        if (context.Directory.Workspaces.FirstOrDefault(w => w.Id == workspace) is not { Partitions: var partitions }) return condition;
        if (context.Directory.Partitions.All(p => partitions.Contains(p.Id))) return condition;
        return LeadCondition.All([condition, LeadCondition.Of(context.Dialect.In("t.\"leadPartitionId\"", 0), s => s.BindSet(partitions))]);
    }

    private static LeadCondition Combine(RuleLogic logic, List<LeadCondition> filters) => logic switch
    {
        RuleLogic.Filter filter => filters[filter.Place],
        RuleLogic.Group { All: true } all => LeadCondition.All([.. all.Parts.Select(p => Combine(p, filters))]),
        RuleLogic.Group any => LeadCondition.Any([.. any.Parts.Select(p => Combine(p, filters))]),
        _ => throw new InvalidOperationException("No such logic."),
    };

    private static (LeadCondition? Condition, string Problem) Result(RuleContext context, LeadCondition condition) =>
        context.Problem is { } problem ? (null, problem) : (condition, "");
}
