using Leadbase.Records.Objects;

namespace Leadbase.Marketing.SmartLists;

/// <summary>A filter as a condition on leads: about a membership, about an activity, or about a field.</summary>
internal static class FilterCondition
{
    private const string Not = "not ";

    /// <summary>The condition of a filter.</summary>
    public static async Task<LeadCondition> OfAsync(RuleContext rules, SmartListFilter filter)
    {
        // The page shows what occurs, and not how the opposite is written: both the name and the operator may say so.
        var (name, negated) = filter.Name.StartsWith(Not, StringComparison.OrdinalIgnoreCase) ? (filter.Name[Not.Length..], true) : (filter.Name, false);
        if (await MembershipFilter.OfAsync(rules, filter, name) is { } membership) return negated ? membership.Not() : membership;
        var isField = filter.RuleType.Equals("Attribute", StringComparison.OrdinalIgnoreCase) && FieldOf(rules, filter) is not null;
        if (!isField && ActivityFilter.TypeOf(rules, filter, name) is { } type)
        {
            negated |= Operator.Letters(filter.Operator ?? "") is { } op && (op.Contains("not", StringComparison.Ordinal) || op.Contains("never", StringComparison.Ordinal));
            var activity = await ActivityFilter.OfAsync(rules, filter, type);
            return negated ? activity.Not() : activity;
        }
        if (FieldOf(rules, filter) is null) return rules.Fail("there is no field, activity or membership of this name");
        return LeadCondition.All([.. Conditions(filter).Select(c => OfField(rules, filter, c))]);
    }

    /// <summary>A filter with the ids of its activity type or field, and of what its conditions compare, where it has none, and with the assets that it names.</summary>
    public static async Task<SmartListFilter> IdentifiedAsync(RuleContext rules, SmartListFilter filter)
    {
        var name = filter.Name.StartsWith(Not, StringComparison.OrdinalIgnoreCase) ? filter.Name[Not.Length..] : filter.Name;
        var named = MembershipFilter.AssetTypeOf(name) ?? (ActivityFilter.TypeOf(rules, filter, name) is { } about ? ActivityNames.AssetTypeOf(about) : null);
        if (named is not null && MembershipFilter.PrimaryOf(filter) is { } primary)
        {
            var kept = await rules.NamedAsync(named, primary);
            filter = filter with { Conditions = [.. filter.Conditions.Select(c => ReferenceEquals(c, primary) ? c with { Assets = kept } : c)] };
        }
        if (ActivityFilter.TypeOf(rules, filter, name) is { } type)
        {
            var conditions = filter.Conditions.Select(c => c.ActivityAttributeId is null && c.AttributeId is null ? c with { ActivityAttributeId = ActivityFilter.IdOf(type, c) } : c);
            return filter with { RuleType = "Activity", RuleTypeId = filter.RuleTypeId > 0 ? filter.RuleTypeId : type.Id, Conditions = [.. conditions] };
        }
        if (FieldOf(rules, filter) is not { } field) return filter;
        return filter with
        {
            RuleTypeId = filter.RuleTypeId > 0 ? filter.RuleTypeId : field.Id,
            Conditions = [.. filter.Conditions.Select(c => c.AttributeName is { } of && c.AttributeId is null ? c with { AttributeId = (Find(rules, of) ?? field).Id } : c)],
        };
    }

    /// <summary>The field of a name: its label, or the name it has in the API.</summary>
    public static Field? Find(RuleContext rules, string? name) => name is null ? null
        : rules.Schema.Lead.Fields.FirstOrDefault(f => string.Equals(f.DisplayName, name, StringComparison.OrdinalIgnoreCase)) ?? rules.Schema.Lead.Find(name);

    private static Field? FieldOf(RuleContext rules, SmartListFilter filter) =>
        Find(rules, filter.Conditions.Count > 0 ? filter.Conditions[0].Subject ?? filter.Name : filter.Name) ?? Find(rules, filter.Name);

    // "Is empty" needs no value, and so a filter may have its operator alone.
    private static IReadOnlyList<SmartListCondition> Conditions(SmartListFilter filter) => filter.Conditions.Count > 0 ? filter.Conditions : [new SmartListCondition { IsPrimary = true }];

    private static LeadCondition OfField(RuleContext rules, SmartListFilter filter, SmartListCondition condition)
    {
        if ((Find(rules, condition.Subject) ?? Find(rules, filter.Name)) is not { } field) return rules.Fail($"there is no field '{condition.Subject}'");
        return OfField(rules, field, condition.Operator ?? filter.Operator, condition.Values);
    }

    /// <summary>A comparison of a lead's field, wherever its value is.</summary>
    private static LeadCondition OfField(RuleContext rules, Field field, string? name, IReadOnlyList<string> values)
    {
        var kind = Operand.KindOf(field.Type);
        if (field.Values is { } table)
        {
            return ValueCondition.Of(rules, new Operand($"v.{table.Value}", kind), name, values, c => LeadCondition.Exists($"{rules.Table(table.Table)} v where v.{table.Owner} = t.id", c));
        }
        if ((field.Link ?? field.Object) is not { } linked) return ValueCondition.Of(rules, new Operand(field.Sql, kind), name, values);
        var alias = Join.AliasOf(linked);
        return ValueCondition.Of(rules, new Operand(field.Sql, kind), name, values, c => LeadCondition.Exists($"{rules.Table(linked)} {alias} where {alias}.id = t.\"{Join.ColumnOf(linked)}\"", c));
    }
}
