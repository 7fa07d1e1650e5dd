using System.Runtime.InteropServices;

namespace Leadbase.Bench.Load;

/// <summary>Runs rows: both sides in alternating rounds, and the median of the ratios of the pairs.</summary>
internal sealed class Runner(LoadOptions options)
{
    public List<Row> Rows { get; } = [];

    /// <summary>Whether a row was asked for.</summary>
    public bool Wants(string name) => options.Only is not { Length: > 0 } only || name.Contains(only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Compares throughput with a floor's.</summary>
    public void Compare(string name, string against, string unit, Func<(Side Floor, Side Real)> sides, double target, double? p99Target = null)
    {
        if (!Wants(name)) return;
        var (floor, real) = sides();
        var rounds = Alternate(floor, real);
        Add(new Row(
            name, against, unit, Median(rounds, r => r.Base.PerSecond), Median(rounds, r => r.Real.PerSecond),
            Median(rounds, Share), [rounds.Min(Share), rounds.Max(Share)], target, AtMost: false)
        {
            Latencies = Latencies(rounds),
            P99Ratio = Median(rounds, r => r.Real.P99 / r.Base.P99),
            P99Target = p99Target,
            Rounds = rounds,
        });
    }

    /// <summary>Compares the cost over the large table with that over the small one.</summary>
    public void Grow(string name, string unit, Func<(Side Small, Side Large)> sides, double target, string? against = null)
    {
        if (!Wants(name)) return;
        var (small, large) = sides();
        var rounds = Alternate(small, large);
        Add(new Row(
            name, against ?? $"itself over {options.SmallLeads:N0} leads", unit, Median(rounds, r => r.Base.PerSecond), Median(rounds, r => r.Real.PerSecond),
            Median(rounds, Cost), [rounds.Min(Cost), rounds.Max(Cost)], target, AtMost: true)
        {
            Latencies = Latencies(rounds),
            Rounds = rounds,
        });
    }

    /// <summary>Compares what one piece of work comes to with what the floor comes to, each done once before it counts.</summary>
    public void Rates(string name, string against, string unit, Func<double> floor, Func<double> real, double target)
    {
        if (!Wants(name)) return;
        floor();
        real();
        var rounds = new List<Round>();
        for (var i = 0; i < options.Rounds; i++) rounds.Add(new Round(new Measure(floor(), 0, 0, 1), new Measure(real(), 0, 0, 1)));
        Add(new Row(
            name, against, unit, Median(rounds, r => r.Base.PerSecond), Median(rounds, r => r.Real.PerSecond),
            Median(rounds, Share), [rounds.Min(Share), rounds.Max(Share)], target, AtMost: false)
        {
            Rounds = rounds,
        });
    }

    /// <summary>Compares p99 of the same calls at rest and under something else.</summary>
    public void Latency(string name, string against, Side atRest, Side under, double target)
    {
        if (!Wants(name)) return;
        var rounds = Alternate(atRest, under);
        static double Grown(Round round) => round.Real.P99 / round.Base.P99;
        Add(new Row(
            name, against, "ms", Median(rounds, r => r.Base.P99), Median(rounds, r => r.Real.P99), Median(rounds, Grown),
            [rounds.Min(Grown), rounds.Max(Grown)], target, AtMost: true)
        {
            Latencies = Latencies(rounds),
            Rounds = rounds,
        });
    }

    /// <summary>Notes a value that stands for itself.</summary>
    public void Note(string name, string unit, double value, double? target)
    {
        if (Wants(name)) Add(new Row(name, "-", unit, null, value, null, null, target, AtMost: true));
    }

    /// <summary>Writes what was measured into the file of results.</summary>
    /// <param name="processor">The processor's name, where it is known.</param>
    public void Save(string? processor = null) => new Results(
        DateTimeOffset.UtcNow, $"{(processor is null ? "" : processor + ", ")}{Environment.ProcessorCount} cores", RuntimeInformation.FrameworkDescription,
        options.Leads, options.SmallLeads, options.Rounds, options.Seconds, Rows).Save(options.Out);

    private static double Share(Round round) => round.Real.PerSecond / round.Base.PerSecond;

    private static double Cost(Round round) => round.Base.PerSecond / round.Real.PerSecond;

    private static double[] Latencies(List<Round> rounds) =>
        [Median(rounds, r => r.Real.P50), Median(rounds, r => r.Real.P99), Median(rounds, r => r.Base.P99)];

    private static double Median(List<Round> rounds, Func<Round, double> value)
    {
        var sorted = rounds.Select(value).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private List<Round> Alternate(Side first, Side second)
    {
        var duration = TimeSpan.FromSeconds(options.Seconds);
        var warmUp = TimeSpan.FromSeconds(Math.Max(2, options.Seconds));
        // Twice: the runtime replaces code it has counted on in the background, after a while.
        for (var i = 0; i < 2; i++)
        {
            Run(first, warmUp);
            Run(second, warmUp);
        }
        var rounds = new List<Round>();
        for (var i = 0; i < options.Rounds; i++) rounds.Add(new Round(Run(first, duration), Run(second, duration)));
        return rounds;
    }

    private static Measure Run(Side side, TimeSpan duration)
    {
        side.Prepare(duration);
        GC.Collect();
        return side.Run(duration);
    }

    private void Add(Row row)
    {
        Rows.Add(row);
        System.Console.WriteLine(Table.Line(row));
    }
}
