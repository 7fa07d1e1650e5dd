using System.Text.Json.Serialization;
using Leadbase.Assets.Lifecycle;

namespace Leadbase.Marketing.SmartLists;

/// <summary>The rules of a smart list, in the form in which the Asset API shows them ("Smart Lists", includeRules).</summary>
public sealed record SmartListRules
{
    /// <summary>Filters of a list, at most.</summary>
    public const int MaxFilters = 100;

    /// <summary>Conditions of a filter, at most.</summary>
    public const int MaxConditions = 25;

    /// <summary>Values of a condition, at most.</summary>
    public const int MaxValues = 500;

    /// <summary>Characters of a value or a name, at most.</summary>
    public const int MaxText = 2_000;

    /// <summary>all, any, or custom (which the definition calls Advanced): how the filters combine.</summary>
    public string FilterMatchType { get; init; } = "all";

    /// <summary>Of custom rules, how: <c>1 and (2 or 3)</c>; the numbers are places in <see cref="Filters"/>.</summary>
    public string? FilterCustomRuleLogic { get; init; }

    /// <summary>What a trigger campaign listens for; who is in a list does not depend on it.</summary>
    public IReadOnlyList<SmartListFilter> Triggers { get; init; } = [];

    /// <summary>Who is meant.</summary>
    public IReadOnlyList<SmartListFilter> Filters { get; init; } = [];

    /// <summary>Whether neither a trigger nor a filter is there.</summary>
    [JsonIgnore]
    public bool IsEmpty => Triggers.Count == 0 && Filters.Count == 0;

    /// <summary>The rules of a file with an id in each filter and trigger: what the file leaves away is counted.</summary>
    public SmartListRules Numbered()
    {
        var next = Math.Max(0, Filters.Concat(Triggers).Select(f => f.Id).DefaultIfEmpty().Max());
        var rules = IsBounded(out _) ? WithConditions(c => c with { Assets = null }) : this;
        return rules with { Triggers = [.. rules.Triggers.Select(WithId)], Filters = [.. rules.Filters.Select(WithId)] };

        SmartListFilter WithId(SmartListFilter filter) => filter.Id > 0 ? filter : filter with { Id = ++next };
    }

    /// <summary>The assets that the values name.</summary>
    [JsonIgnore]
    public IEnumerable<AssetReference> Uses => Filters.Concat(Triggers).SelectMany(f => f.Conditions).SelectMany(c => c.Assets ?? []).OfType<AssetReference>().Distinct();

    /// <summary>The rules with other assets where their values name some.</summary>
    public SmartListRules Repoint(Func<AssetReference, AssetReference> map) => WithConditions(c => c.Assets is { } assets ? c with { Assets = [.. assets.Select(a => a is { } asset ? map(asset) : a)] } : c);

    /// <summary>The rules with other conditions.</summary>
    public SmartListRules WithConditions(Func<SmartListCondition, SmartListCondition> change)
    {
        return this with { Triggers = [.. Triggers.Select(Changed)], Filters = [.. Filters.Select(Changed)] };

        SmartListFilter Changed(SmartListFilter filter) => filter with { Conditions = [.. filter.Conditions.Select(change)] };
    }

    /// <summary>Whether the sizes are within the limits; what is wrong is in <paramref name="problem"/>.</summary>
    public bool IsBounded(out string problem)
    {
        problem = $"at most {MaxFilters} filters, with {MaxConditions} conditions each, {MaxValues} values each and {MaxText} characters each are allowed";
        return Filters.Count <= MaxFilters && Triggers.Count <= MaxFilters && Filters.Concat(Triggers).All(f =>
            f is { Name: not null, Conditions: not null } && f.Name.Length <= MaxText && f.Conditions.Count <= MaxConditions
            && f.Conditions.All(c => c is { Values: not null } && c.Values.Count <= MaxValues && c.Values.All(v => v is not null && v.Length <= MaxText)));
    }
}

/// <summary>A filter, or a trigger, of a smart list.</summary>
public sealed record SmartListFilter
{
    /// <summary>The id.</summary>
    public int Id { get; init; }

    /// <summary>What is asked: a field's label, <c>Member of List</c>, <c>Visited Web Page</c>, …</summary>
    public string Name { get; init; } = "";

    /// <summary>The id of what is asked: of an activity filter its activity type's, of an attribute filter its field's.</summary>
    public long RuleTypeId { get; init; }

    /// <summary>Activity or Attribute.</summary>
    public string RuleType { get; init; } = "Attribute";

    /// <summary>Of an activity, whether it occurs; of an attribute, how it is compared where its condition does not say.</summary>
    public string? Operator { get; init; }

    /// <summary>What must hold, all of it.</summary>
    public IReadOnlyList<SmartListCondition> Conditions { get; init; } = [];
}

/// <summary>A condition of a filter. Of an activity rule it names an attribute of the activity, of any other a field.</summary>
public sealed record SmartListCondition
{
    /// <summary>The id of the activity's attribute; null of an attribute rule.</summary>
    public long? ActivityAttributeId { get; init; }

    /// <summary>The name of the activity's attribute; null of an attribute rule.</summary>
    public string? ActivityAttributeName { get; init; }

    /// <summary>The id of the field; null of an activity rule.</summary>
    public long? AttributeId { get; init; }

    /// <summary>The name of the field; null of an activity rule.</summary>
    public string? AttributeName { get; init; }

    /// <summary>How the values are compared.</summary>
    public string? Operator { get; init; }

    /// <summary>The values.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether it says what the filter is about, and does not narrow it.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>
    /// The assets that the values name, in their order; null for a value that names none, and where none does. What is kept is the
    /// asset, so that it may be renamed, and be another one in a copy; answers tell its present name.
    /// </summary>
    public IReadOnlyList<AssetReference?>? Assets { get; init; }

    /// <summary>The name that it goes by, whatever the kind of rule.</summary>
    [JsonIgnore]
    public string? Subject => ActivityAttributeName ?? AttributeName;
}
