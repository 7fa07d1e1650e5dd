using Leadbase.Assets;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>Filters about what a lead belongs to: static lists, programs, smart campaigns, smart lists, a partition.</summary>
internal static class MembershipFilter
{
    private const string P = LeadCondition.Parameter;

    /// <summary>The condition of such a filter; null when it is none.</summary>
    /// <param name="rules">What is known, and where problems go.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="name">Its name, without a "Not".</param>
    public static async Task<LeadCondition?> OfAsync(RuleContext rules, SmartListFilter filter, string name)
    {
        Func<RuleContext, SmartListFilter, SmartListCondition, Task<LeadCondition>>? of = Operator.Letters(name) switch
        {
            "memberoflist" or "memberofstaticlist" => (r, _, c) => MembersAsync(r, AssetType.StaticList, "list_member", "list", c),
            "memberofsmartcampaign" => (r, _, c) => MembersAsync(r, AssetType.SmartCampaign, "campaign_member", "campaign", c),
            "memberofprogram" => ProgramAsync,
            "memberofsmartlist" => SmartListAsync,
            "leadpartition" or "personpartition" => PartitionAsync,
            _ => null,
        };
        if (of is null) return null;
        if (PrimaryOf(filter) is not { } primary) return rules.Fail("a condition that says of what is needed");
        if (Operator.Find(primary.Operator ?? filter.Operator ?? "is") is not { Comparison: Comparison.Is, Negated: var negated }) return rules.Fail("the operator must be is or is not");
        if (primary.Values.Count == 0) return rules.Fail("a value is needed");
        var condition = await of(rules, filter, primary);
        return negated ? condition.Not() : condition;
    }

    private static async Task<LeadCondition> MembersAsync(RuleContext rules, string type, string table, string column, SmartListCondition primary)
    {
        if (await rules.AssetsAsync(type, primary) is not { } ids) return LeadCondition.Nobody;
        return LeadCondition.Exists($"{rules.Table(table)} m where m.lead = t.id", Among(rules, $"m.{column}", ids));
    }

    private static async Task<LeadCondition> ProgramAsync(RuleContext rules, SmartListFilter filter, SmartListCondition primary)
    {
        if (await rules.AssetsAsync(AssetType.Program, primary) is not { } ids) return LeadCondition.Nobody;
        var parts = new List<LeadCondition> { Among(rules, "m.\"programId\"", ids) };
        var member = rules.Schema.Get(StandardObjects.ProgramMember);
        foreach (var condition in filter.Conditions.Where(c => !ReferenceEquals(c, primary)))
        {
            if (FieldOf(member, condition.Subject) is not { IsOwn: true } field) return rules.Fail($"a program member has no '{condition.Subject}'");
            parts.Add(ValueCondition.Of(rules, new Operand($"m.{field.Column.Quoted}", Operand.KindOf(field.Type)), condition.Operator, condition.Values));
        }
        return LeadCondition.Exists($"{rules.Table(member.TableName)} m where m.\"leadId\" = t.id", LeadCondition.All(parts));
    }

    private static async Task<LeadCondition> SmartListAsync(RuleContext rules, SmartListFilter filter, SmartListCondition primary)
    {
        if (await rules.AssetsAsync(AssetType.SmartList, primary) is not { } ids) return LeadCondition.Nobody;
        var lists = new List<LeadCondition>();
        foreach (var id in ids) lists.Add(await SmartListQuery.OfListAsync(rules, id));
        return LeadCondition.Any(lists);
    }

    private static Task<LeadCondition> PartitionAsync(RuleContext rules, SmartListFilter filter, SmartListCondition primary)
    {
        var ids = new List<long>();
        foreach (var value in primary.Values)
        {
            if (rules.Directory.Partitions.FirstOrDefault(p => string.Equals(p.Name, value, StringComparison.OrdinalIgnoreCase)) is not { } partition)
            {
                return Task.FromResult(rules.Fail($"there is no partition '{value}'"));
            }
            ids.Add(partition.Id);
        }
        return Task.FromResult(Among(rules, "t.\"leadPartitionId\"", ids));
    }

    /// <summary>The type of the assets that such a filter names; null when it names none.</summary>
    public static string? AssetTypeOf(string name) => Operator.Letters(name) switch
    {
        "memberoflist" or "memberofstaticlist" => AssetType.StaticList,
        "memberofsmartcampaign" => AssetType.SmartCampaign,
        "memberofprogram" => AssetType.Program,
        "memberofsmartlist" => AssetType.SmartList,
        _ => null,
    };

    /// <summary>The condition that says what a filter is about; a file need not say so of the first.</summary>
    public static SmartListCondition? PrimaryOf(SmartListFilter filter) =>
        filter.Conditions.FirstOrDefault(c => c.IsPrimary) ?? (filter.Conditions is [var first, ..] ? first : null);

    // The page of program members calls it a status, and its field statusName.
    private static Field? FieldOf(ObjectType member, string? name) => name is null ? null : Operator.Letters(name) switch
    {
        "status" or "programstatus" => member.Find("statusName"),
        _ => member.Fields.FirstOrDefault(f => string.Equals(f.DisplayName, name, StringComparison.OrdinalIgnoreCase)) ?? member.Find(name),
    };

    private static LeadCondition Among(RuleContext rules, string sql, List<long> ids) => ids.Count == 1
        ? LeadCondition.Of($"{sql} = {P}", s => s.Bind(ids[0]))
        : LeadCondition.Of(rules.Dialect.In(sql, 0), s => s.BindSet(ids));
}
