using System.Text.RegularExpressions;

namespace Leadbase.Tests.Architecture;

/// <summary>What no source file of the product may have. Comments may speak of anything.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;
    private const string Definition = "src/Leadbase.Gateway/ApiError.cs";

    [Fact]
    public void There_are_sources() => Assert.InRange(Repository.Sources.Count, 100, 10_000);

    [Fact]
    public void Time_comes_from_the_clock_alone() => AssertNowhere(OtherTime());

    [Fact]
    public void The_system_clock_is_chosen_only_by_the_server() =>
        Assert.Empty(Repository.Sources.Where(f => !f.Path.StartsWith("src/Leadbase.Server/", StringComparison.Ordinal)).SelectMany(f => f.Occurrences(SystemClock())));

    /// <summary>The same SQL on both databases, and later on Citus.</summary>
    [Fact]
    public void Sql_is_portable() => AssertNowhere(UnportableSql());

    [Fact]
    public void Files_are_short()
    {
        Assert.Empty(Repository.Sources.Select(f => (f.Path, Lines: f.Text.Split('\n').Length - 1)).Where(f => f.Lines > MaxLines).Select(f => $"{f.Path} has {f.Lines} lines"));
    }

    [Fact]
    public void One_file_decides_that_several_leads_match()
    {
        var deciders = Repository.Sources.Where(f => f.Path != Definition && Decision().IsMatch(f.Code)).Select(f => f.Path);

        var decider = Assert.Single(deciders);

        var architecture = Repository.PathOf("ARCHITECTURE.md");
        if (!File.Exists(architecture)) return;
        Assert.True(
            File.ReadAllText(architecture).Contains(decider, StringComparison.Ordinal),
            $"ARCHITECTURE.md must name the one file that decides a 1007: {decider}");
    }

    private static void AssertNowhere(Regex pattern) => Assert.Empty(Repository.Sources.SelectMany(f => f.Occurrences(pattern)));

    [GeneratedRegex(@"\bDateTime\.(Now|UtcNow|Today)\b|\bDateTimeOffset\.(Now|UtcNow)\b|\bStopwatch\b|\bEnvironment\.TickCount")]
    private static partial Regex OtherTime();

    [GeneratedRegex(@"\bTimeProvider\.System\b")]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"\b[Nn][Oo][Ww]\s*\(\s*\)|\bMERGE\b|(?i:\bmerge\s+into\b)|(?i:\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b)|(?i:search_path)|(?i:\bcurrent_timestamp\b)")]
    private static partial Regex UnportableSql();

    [GeneratedRegex(@"\bSeveralLeads\b|""1007""")]
    private static partial Regex Decision();
}
