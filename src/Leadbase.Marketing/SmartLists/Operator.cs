using System.Collections.Frozen;

namespace Leadbase.Marketing.SmartLists;

/// <summary>How a value is compared, without regard to whether that is to hold or not to.</summary>
internal enum Comparison
{
    /// <summary>The value is one of those given.</summary>
    Is,

    /// <summary>Whatever it is.</summary>
    Any,

    /// <summary>There is no value.</summary>
    Empty,

    /// <summary>A text begins with one of those given.</summary>
    StartsWith,

    /// <summary>A text has one of those given in it.</summary>
    Contains,

    /// <summary>A number is less.</summary>
    Less,

    /// <summary>A number is less, or the same.</summary>
    AtMost,

    /// <summary>A number is greater.</summary>
    Greater,

    /// <summary>A number is greater, or the same.</summary>
    AtLeast,

    /// <summary>A number or a day is one of the two given, or between them.</summary>
    Between,

    /// <summary>Earlier.</summary>
    Before,

    /// <summary>Earlier, or on the day.</summary>
    OnOrBefore,

    /// <summary>Later.</summary>
    After,

    /// <summary>Later, or on the day.</summary>
    OnOrAfter,

    /// <summary>Between now and so long ago.</summary>
    InPast,

    /// <summary>Longer ago.</summary>
    InPastBefore,

    /// <summary>Between now and so long ahead.</summary>
    InFuture,

    /// <summary>Farther ahead.</summary>
    InFutureAfter,

    /// <summary>Today, last week, …</summary>
    InTimeFrame,
}

/// <summary>An operator of a condition.</summary>
/// <param name="Comparison">How a value is compared.</param>
/// <param name="Negated">Whether the comparison must not hold.</param>
internal readonly record struct Operator(Comparison Comparison, bool Negated)
{
    // By their letters alone: "is not", "isNot" and "Is Not" all occur.
    private static readonly FrozenDictionary<string, Operator> ByName = new Dictionary<string, Operator>
    {
        ["is"] = new(Comparison.Is, false),
        ["in"] = new(Comparison.Is, false),
        ["isnot"] = new(Comparison.Is, true),
        ["notin"] = new(Comparison.Is, true),
        ["isany"] = new(Comparison.Any, false),
        ["isempty"] = new(Comparison.Empty, false),
        ["isnotempty"] = new(Comparison.Empty, true),
        ["startswith"] = new(Comparison.StartsWith, false),
        ["notstartswith"] = new(Comparison.StartsWith, true),
        ["contains"] = new(Comparison.Contains, false),
        ["notcontains"] = new(Comparison.Contains, true),
        ["lessthan"] = new(Comparison.Less, false),
        ["atleast"] = new(Comparison.AtLeast, false),
        ["greaterthan"] = new(Comparison.Greater, false),
        ["atmost"] = new(Comparison.AtMost, false),
        ["between"] = new(Comparison.Between, false),
        ["notbetween"] = new(Comparison.Between, true),
        ["before"] = new(Comparison.Before, false),
        ["onorafter"] = new(Comparison.OnOrAfter, false),
        ["after"] = new(Comparison.After, false),
        ["onorbefore"] = new(Comparison.OnOrBefore, false),
        ["inpast"] = new(Comparison.InPast, false),
        ["notinpast"] = new(Comparison.InPast, true),
        ["inpastbefore"] = new(Comparison.InPastBefore, false),
        ["infuture"] = new(Comparison.InFuture, false),
        ["infutureafter"] = new(Comparison.InFutureAfter, false),
        ["intimeframe"] = new(Comparison.InTimeFrame, false),
        ["notintimeframe"] = new(Comparison.InTimeFrame, true),
    }.ToFrozenDictionary();

    /// <summary>The operator of a name; null when there is none.</summary>
    public static Operator? Find(string? name) => name is not null && ByName.TryGetValue(Letters(name), out var known) ? known : null;

    /// <summary>The small letters of a name.</summary>
    public static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
}
