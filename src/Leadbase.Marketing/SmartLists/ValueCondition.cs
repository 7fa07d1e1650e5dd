using System.Globalization;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>
/// Comparisons in SQL: the operators of each kind of value ("Smart List Filter Operators Glossary"). What is to hold is
/// written as a comparison that is true only where there is a value; whether it must not hold, and what becomes of those
/// without a value, is decided afterwards.
/// </summary>
internal static class ValueCondition
{
    /// <summary>The condition of an operator.</summary>
    /// <param name="rules">What is known, and where problems go.</param>
    /// <param name="operand">What is compared.</param>
    /// <param name="name">The operator's name.</param>
    /// <param name="values">The values.</param>
    /// <param name="within">Puts a comparison into the row that it is of: another one than the lead's.</param>
    public static LeadCondition Of(RuleContext rules, Operand operand, string? name, IReadOnlyList<string> values, Func<LeadCondition, LeadCondition>? within = null)
    {
        if (Operator.Find(name) is not { } op) return rules.Fail($"there is no operator '{name}'");
        within ??= static c => c;
        var present = within(LeadCondition.Of(operand.BlankIsEmpty ? $"{operand.Sql} <> ''" : $"{operand.Sql} is not null"));
        if (op.Comparison == Comparison.Any) return LeadCondition.Everybody;
        if (op.Comparison == Comparison.Empty) return op.Negated ? present : present.Not();
        if (values.Count == 0) return rules.Fail($"the operator '{name}' needs a value");
        if (Compare(rules, operand, op.Comparison, values) is not { } comparison) return rules.Fail($"the operator '{name}' does not go with '{values[0]}'");
        var (condition, negated) = (within(comparison), op.Negated);
        // A flag that was never set is not true, and so it is false.
        if (operand.Kind == OperandKind.Flag && !BooleanOf(values[0])) negated = !negated;
        if (negated) return condition.Not();
        // "People who have no value in said date field" are before every date.
        var emptyIsBefore = operand is { Kind: OperandKind.Day or OperandKind.Moment, BlankIsEmpty: false };
        return emptyIsBefore && op.Comparison is (Comparison.Before or Comparison.OnOrBefore or Comparison.InPastBefore)
            ? LeadCondition.Any([condition, present.Not()]) : condition;
    }

    private static LeadCondition? Compare(RuleContext rules, Operand operand, Comparison comparison, IReadOnlyList<string> values) => operand.Kind switch
    {
        OperandKind.Text => Text(rules.Dialect, operand.Sql, comparison, values),
        OperandKind.Whole => Whole(rules.Dialect, operand.Sql, comparison, values),
        OperandKind.Number => Number(rules.Dialect, operand.Sql, comparison, values),
        OperandKind.Flag => comparison == Comparison.Is && values.Count == 1 && IsBoolean(values[0]) ? LeadCondition.Of($"{operand.Sql} = {P}", s => s.Bind(true)) : null,
        _ => Time(rules.Frame, operand, comparison, values),
    };

    private const string P = LeadCondition.Parameter;

    private static LeadCondition? Text(ISqlDialect dialect, string sql, Comparison comparison, IReadOnlyList<string> values)
    {
        List<string> folded = [.. values.Select(Folding.Lower)];
        switch (comparison)
        {
            case Comparison.Is when folded.Count == 1: return LeadCondition.Of($"lower({sql}) = {P}", s => s.Bind(folded[0]));
            case Comparison.Is: return LeadCondition.Of(dialect.In($"lower({sql})", 0), s => s.BindSet(folded));
            case Comparison.StartsWith: return Like(folded.ConvertAll(v => Escape(v) + "%"));
            case Comparison.Contains: return Like(folded.ConvertAll(v => "%" + Escape(v) + "%"));
            default: return null;
        }

        LeadCondition Like(List<string> patterns) => patterns.Count == 1
            ? LeadCondition.Of($"lower({sql}) like {P} escape '!'", s => s.Bind(patterns[0]))
            : LeadCondition.Exists($"{dialect.Each(0)} where 1 = 1", LeadCondition.Of($"lower({sql}) like k.value escape '!'"), "", s => s.BindSet(patterns));
    }

    private static LeadCondition? Whole(ISqlDialect dialect, string sql, Comparison comparison, IReadOnlyList<string> values)
    {
        var numbers = new List<long>();
        foreach (var value in values)
        {
            if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number != decimal.Truncate(number) || Math.Abs(number) > long.MaxValue) return null;
            numbers.Add((long)number);
        }
        return Compare(dialect, sql, comparison, numbers, (s, n) => s.Bind(n), (s, n) => s.BindSet(n));
    }

    private static LeadCondition? Number(ISqlDialect dialect, string sql, Comparison comparison, IReadOnlyList<string> values)
    {
        var numbers = new List<double>();
        foreach (var value in values)
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;
            numbers.Add(number);
        }
        return Compare(dialect, sql, comparison, numbers, (s, n) => s.Bind(n), (s, n) => s.BindSet(n));
    }

    private static LeadCondition? Compare<T>(
        ISqlDialect dialect, string sql, Comparison comparison, List<T> numbers, Action<Statement, T> bind, Action<Statement, List<T>> bindSet)
    {
        switch (comparison)
        {
            case Comparison.Is when numbers.Count == 1: return Than("=");
            case Comparison.Is: return LeadCondition.Of(dialect.In(sql, 0), s => bindSet(s, numbers));
            case Comparison.Between when numbers.Count == 2:
                return LeadCondition.Of($"({sql} >= {P} and {sql} <= {P})", s => bind(s, numbers[0]), s => bind(s, numbers[1]));
            case Comparison.Less: return Than("<");
            case Comparison.AtMost: return Than("<=");
            case Comparison.Greater: return Than(">");
            case Comparison.AtLeast: return Than(">=");
            default: return null;
        }

        LeadCondition? Than(string sign) => numbers.Count == 1 ? LeadCondition.Of($"{sql} {sign} {P}", s => bind(s, numbers[0])) : null;
    }

    private static LeadCondition? Time(TimeFrame frame, Operand operand, Comparison comparison, IReadOnlyList<string> values)
    {
        var days = operand.Kind == OperandKind.Day;
        if (comparison == Comparison.Between)
        {
            return values.Count == 2 && TimeWindow.Between(values[0], values[1], frame, days) is { } range ? Within(frame, operand, range) : null;
        }
        if (comparison != Comparison.Is && values.Count > 1) return null;
        var windows = values.Select(v => TimeWindow.Of(comparison, v, frame, days)).ToList();
        return windows.TrueForAll(w => w is not null) ? LeadCondition.Any(windows.ConvertAll(w => Within(frame, operand, w!.Value))) : null;
    }

    private static LeadCondition Within(TimeFrame frame, Operand operand, TimeWindow window)
    {
        var parts = new List<LeadCondition>();
        if (window.From is { } from) parts.Add(LeadCondition.Of($"{operand.Sql} >= {P}", s => Bind(s, from)));
        if (window.Until is { } until) parts.Add(LeadCondition.Of($"{operand.Sql} < {P}", s => Bind(s, until)));
        // A text that is empty comes before every date.
        if (operand.BlankIsEmpty) parts.Add(LeadCondition.Of($"{operand.Sql} <> ''"));
        return LeadCondition.All(parts);

        void Bind(Statement statement, DateTime local) => _ = operand.Kind switch
        {
            OperandKind.Moment => statement.Bind(frame.SecondsOf(local)),
            OperandKind.Day => statement.Bind(local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ => statement.Bind(IsoTime.Format(frame.SecondsOf(local))),
        };
    }

    private static bool IsBoolean(string value) => BooleanOf(value) || value.Trim().ToLowerInvariant() is "false" or "no" or "0";

    private static bool BooleanOf(string value) => value.Trim().ToLowerInvariant() is "true" or "yes" or "1";

    // % and _ stand for other characters in a pattern.
    private static string Escape(string text) => text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
