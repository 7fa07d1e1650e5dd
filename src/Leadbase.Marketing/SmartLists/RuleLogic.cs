using System.Globalization;

namespace Leadbase.Marketing.SmartLists;

/// <summary>How filters combine: a filter by its place, or several parts of which all or any must hold.</summary>
internal abstract record RuleLogic
{
    /// <summary>Characters of an expression, and brackets within brackets, at most.</summary>
    private const int MaxLength = 1_000;
    private const int MaxDepth = 20;

    /// <summary>A filter, by its place from 0.</summary>
    public sealed record Filter(int Place) : RuleLogic;

    /// <summary>Parts of which all or any must hold.</summary>
    public sealed record Group(bool All, IReadOnlyList<RuleLogic> Parts) : RuleLogic;

    /// <summary>The logic of rules, or null and what is wrong with it.</summary>
    public static RuleLogic? Of(SmartListRules rules, out string problem)
    {
        problem = "";
        var all = Enumerable.Range(0, rules.Filters.Count).Select(i => new Filter(i)).ToList<RuleLogic>();
        switch (rules.FilterMatchType?.ToLowerInvariant())
        {
            case "all": return new Group(All: true, all);
            case "any": return new Group(All: false, all);
            case "custom" or "advanced": return Parse(rules.FilterCustomRuleLogic ?? "", rules.Filters.Count, out problem);
            default:
                problem = "filterMatchType is one of all, any, custom";
                return null;
        }
    }

    /// <summary>Reads <c>1 and (2 or 3)</c>; "and" binds its sides closer than "or".</summary>
    public static RuleLogic? Parse(string text, int filters, out string problem)
    {
        problem = $"the rule logic must combine the numbers 1 to {filters} with and, or and brackets, as in 1 and (2 or 3)";
        if (text.Length > MaxLength || Tokens(text) is not { } tokens) return null;
        var reader = new Reader(tokens, filters);
        return reader.Or(0) is { } logic && reader.AtEnd ? logic : null;
    }

    private static List<string>? Tokens(string text)
    {
        var tokens = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            Func<char, bool>? belongs = char.IsAsciiDigit(text[i]) ? char.IsAsciiDigit : char.IsAsciiLetter(text[i]) ? char.IsAsciiLetter : null;
            var end = i + 1;
            while (belongs is not null && end < text.Length && belongs(text[end])) end++;
            tokens.Add(text[i..end].ToLowerInvariant());
            i = end;
        }
        return tokens.Count > 0 ? tokens : null;
    }

    private sealed class Reader(List<string> tokens, int filters)
    {
        private int _at;

        public bool AtEnd => _at == tokens.Count;

        public RuleLogic? Or(int depth) => Several("or", all: false, () => Several("and", all: true, () => One(depth)));

        private RuleLogic? Several(string word, bool all, Func<RuleLogic?> part)
        {
            if (part() is not { } first) return null;
            var parts = new List<RuleLogic> { first };
            while (Takes(word))
            {
                if (part() is not { } next) return null;
                parts.Add(next);
            }
            return parts.Count == 1 ? first : new Group(all, parts);
        }

        private RuleLogic? One(int depth)
        {
            if (Takes("(")) return depth < MaxDepth && Or(depth + 1) is { } inner && Takes(")") ? inner : null;
            if (AtEnd || !int.TryParse(tokens[_at], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            _at++;
            return number >= 1 && number <= filters ? new Filter(number - 1) : null;
        }

        private bool Takes(string token)
        {
            if (AtEnd || tokens[_at] != token) return false;
            _at++;
            return true;
        }
    }
}
