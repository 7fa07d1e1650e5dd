using System.Globalization;
using Leadbase.Activities;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>
/// Filters about what leads did, or did not: an activity of a type, about something, with attributes, within a time, so many
/// times. The log is asked by lead, for which it has an index, or as a whole: the database chooses. Attributes are taken out
/// of a row's array in SQL, of rows of the type alone.
/// </summary>
internal static class ActivityFilter
{
    /// <summary>Times that a filter may ask for, at most.</summary>
    private const int MaxTimes = 1_000;

    private const string P = LeadCondition.Parameter;

    /// <summary>The type of the activities that a filter is about; null when it is about none.</summary>
    public static ActivityTypeInfo? TypeOf(RuleContext rules, SmartListFilter filter, string name) =>
        ActivityNames.TypeOf(rules.Types, name)
        ?? (filter.RuleType.Equals("Activity", StringComparison.OrdinalIgnoreCase) ? rules.Types.Find(filter.RuleTypeId) : null);

    /// <summary>The id of what a condition compares: the primary attribute is 1, further ones follow, and what no type has itself is below nought.</summary>
    public static long IdOf(ActivityTypeInfo type, SmartListCondition condition) => Operator.Letters(condition.Subject ?? "") switch
    {
        ActivityNames.Date => ActivityNames.DateId,
        ActivityNames.Times => ActivityNames.TimesId,
        _ => IndexOf(type, condition.Subject) is { } index ? index + 2 : 1,
    };

    /// <summary>That there is such an activity.</summary>
    public static async Task<LeadCondition> OfAsync(RuleContext rules, SmartListFilter filter, ActivityTypeInfo type)
    {
        var parts = new List<LeadCondition> { LeadCondition.Of($"a.type = {P}", s => s.Bind(type.Id)) };
        var times = 1;
        foreach (var condition in filter.Conditions)
        {
            if (Operator.Letters(condition.Subject ?? "") == ActivityNames.Times) times = TimesOf(rules, condition);
            else parts.Add(await OfAsync(rules, type, condition));
        }
        var from = $"{rules.Table("activity")} a where a.lead = t.id";
        // The n-th activity is there: of a lead with many, no more are looked at.
        return times == 1
            ? LeadCondition.Exists(from, LeadCondition.All(parts))
            : LeadCondition.Exists(from, LeadCondition.All(parts), $" limit 1 offset {P}", s => s.Bind(times - 1));
    }

    private static async Task<LeadCondition> OfAsync(RuleContext rules, ActivityTypeInfo type, SmartListCondition condition)
    {
        if (Operator.Letters(condition.Subject ?? "") == ActivityNames.Date) return ValueCondition.Of(rules, new Operand("a.date", OperandKind.Moment), condition.Operator, condition.Values);
        if (IndexOf(type, condition.Subject) is { } index) return OfAttribute(rules, type.Stored[index], index, condition.Operator, condition.Values);
        if (condition.IsPrimary || IsPrimary(type, condition.Subject)) return await OfPrimaryAsync(rules, type, condition);
        // Of some types the log has no browser, but what the browser says of itself.
        if (condition.Subject == "Browser" && IndexOf(type, "User Agent") is { } agent)
        {
            return OfAttribute(rules, type.Stored[agent], agent, condition.Operator?.Replace("is", "contains", StringComparison.Ordinal).Replace("contains not", "not contains", StringComparison.Ordinal), condition.Values);
        }
        return rules.Fail($"activities of the type '{type.Name}' have no '{condition.Subject}'");
    }

    private static LeadCondition OfAttribute(RuleContext rules, ActivityAttribute attribute, int index, string? name, IReadOnlyList<string> values) =>
        ValueCondition.Of(rules, Operand.OfActivity(rules.Dialect, rules.Dialect.ItemOf("a.attributes", index), attribute.DataType), name, values);

    /// <summary>What an activity is about: its name as the log has it, or the id of the asset or field of that name.</summary>
    private static async Task<LeadCondition> OfPrimaryAsync(RuleContext rules, ActivityTypeInfo type, SmartListCondition condition)
    {
        var named = ValueCondition.Of(rules, new Operand("a.primary_value", OperandKind.Text, BlankIsEmpty: true), condition.Operator, condition.Values);
        if (Operator.Find(condition.Operator) is not { Comparison: Comparison.Is, Negated: var negated }) return named;
        var ids = new List<long>();
        for (var i = 0; i < condition.Values.Count; i++)
        {
            var value = condition.Values[i];
            if (type.Id == ActivityType.ChangeDataValue && FilterCondition.Find(rules, value) is { } field) ids.Add(field.Id);
            else if (ActivityNames.AssetTypeOf(type) is { } asset && await rules.FindAsync(asset, condition, i) is { } found) ids.Add(found.Id);
            else if (type.PrimaryAttribute?.DataType == "integer" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
        }
        if (ids.Count == 0) return named;
        var identified = LeadCondition.Of(rules.Dialect.In("a.primary_id", 0), s => s.BindSet(ids));
        return negated ? LeadCondition.All([named, identified.Not()]) : LeadCondition.Any([named, identified]);
    }

    private static bool IsPrimary(ActivityTypeInfo type, string? name) => name is not null && type.PrimaryAttribute is { } primary
        && (string.Equals(primary.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(primary.ApiName, name, StringComparison.OrdinalIgnoreCase));

    // Of two attributes that were ever called the same, rows are written with the later.
    private static int? IndexOf(ActivityTypeInfo type, string? name)
    {
        for (var i = type.Stored.Count - 1; i >= 0; i--)
        {
            var known = string.Equals(type.Stored[i].Name, name, StringComparison.OrdinalIgnoreCase) || (name is not null && string.Equals(type.Stored[i].ApiName, name, StringComparison.OrdinalIgnoreCase));
            if (known) return i;
        }
        return null;
    }

    private static int TimesOf(RuleContext rules, SmartListCondition condition)
    {
        if (condition.Values is [var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times is >= 1 and <= MaxTimes) return times;
        rules.Fail($"the minimum number of times is from 1 to {MaxTimes}");
        return 1;
    }
}
