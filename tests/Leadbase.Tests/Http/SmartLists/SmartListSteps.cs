using System.Text.Json;
using Leadbase.Marketing.SmartLists;

namespace Leadbase.Tests.Http.SmartLists;

/// <summary>What tests of rules do again and again.</summary>
internal static class SmartListSteps
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A filter about a field: <c>Job Title|is|Director|Engineer</c>.</summary>
    public static SmartListFilter Field(string text) => text.Split('|') is [var name, var op, .. var values]
        ? new SmartListFilter { Name = name, Operator = op, Conditions = [new SmartListCondition { AttributeName = name, Operator = op, Values = values, IsPrimary = true }] }
        : throw new ArgumentException(text);

    /// <summary>A filter about an activity or a membership; its conditions are written as those of <see cref="Field"/>, the first is the primary one.</summary>
    public static SmartListFilter Filter(string name, params string[] conditions) => new()
    {
        Name = name,
        RuleType = "Activity",
        Operator = "occurs",
        Conditions = [.. conditions.Select((c, i) => c.Split('|') is [var subject, var op, .. var values]
            ? new SmartListCondition { ActivityAttributeName = subject, Operator = op, Values = values, IsPrimary = i == 0 }
            : throw new ArgumentException(c))],
    };

    public static SmartListRules Rules(params SmartListFilter[] filters) => new() { Filters = filters };

    /// <summary>Rules as they are in a file.</summary>
    public static string ToJson(this SmartListRules rules) => JsonSerializer.Serialize(rules, Json);

    /// <summary>The ids of the leads that rules mean.</summary>
    public static async Task<long[]> MembersAsync(this TestServer server, SmartListRules rules)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        var (condition, problem) = await SmartListQuery.OfAsync(session, server.Instance, rules);
        Assert.True(condition is not null, problem);
        var members = await SmartListQuery.MembersAsync(session, condition, 0, 1_000);
        Assert.Equal(members.Count, await SmartListQuery.CountAsync(session, condition));
        return [.. members];
    }

    /// <summary>What is wrong with rules.</summary>
    public static async Task<string> ProblemAsync(this TestServer server, SmartListRules rules)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        var (condition, problem) = await SmartListQuery.OfAsync(session, server.Instance, rules);
        Assert.True(condition is null, rules.ToJson());
        return problem;
    }

    /// <summary>Asserts who is meant by each of the filters alone.</summary>
    public static async Task MeanAsync(this TestServer server, params (SmartListFilter Filter, long[] Leads)[] filters)
    {
        foreach (var (filter, leads) in filters)
        {
            var rules = Rules(filter);
            Assert.Equal((rules.ToJson(), string.Join(',', leads)), (rules.ToJson(), string.Join(',', await server.MembersAsync(rules))));
        }
    }
}
