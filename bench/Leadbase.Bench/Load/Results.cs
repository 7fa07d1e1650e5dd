using System.Text.Json;

namespace Leadbase.Bench.Load;

/// <summary>A round: the floor (or the smaller table) first, Leadbase right after it.</summary>
internal sealed record Round(Measure Base, Measure Real);

/// <summary>One line of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Against">What it was compared with.</param>
/// <param name="Unit">What the two values count, or are.</param>
/// <param name="Base">Median of the floor's rounds; null where a value stands for itself.</param>
/// <param name="Real">Median of Leadbase's rounds.</param>
/// <param name="Ratio">Median of the ratios of the pairs; null where a value stands for itself.</param>
/// <param name="Spread">The smallest and the largest of those ratios.</param>
/// <param name="Target">What the ratio, or the value, should be; null where that depends on the machine alone.</param>
/// <param name="AtMost">Whether the target is a limit from above.</param>
internal sealed record Row(
    string Name, string Against, string Unit, double? Base, double Real, double? Ratio, double[]? Spread, double? Target, bool AtMost)
{
    /// <summary>Leadbase's p50 and p99 and the base's p99, in milliseconds; medians of the rounds.</summary>
    public double[]? Latencies { get; init; }

    /// <summary>Median of the ratios of p99.</summary>
    public double? P99Ratio { get; init; }

    /// <summary>What that should be at most.</summary>
    public double? P99Target { get; init; }

    /// <summary>Everything that was measured.</summary>
    public IReadOnlyList<Round> Rounds { get; init; } = [];

    /// <summary>Whether every target is met.</summary>
    public bool Met =>
        (Target is not { } target || (AtMost ? (Ratio ?? Real) <= target : (Ratio ?? Real) >= target)) && (P99Target is not { } limit || P99Ratio <= limit);
}

/// <summary>A whole run, as it is written to a file.</summary>
internal sealed record Results(DateTimeOffset At, string Machine, string Runtime, int Leads, int SmallLeads, int Rounds, double Seconds, List<Row> Rows)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Save(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");
    }

    public static Results Read(string path) => JsonSerializer.Deserialize<Results>(File.ReadAllText(path), Json)!;
}
