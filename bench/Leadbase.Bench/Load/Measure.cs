namespace Leadbase.Bench.Load;

/// <summary>What one round of one side came to.</summary>
/// <param name="PerSecond">Calls, or records, a second.</param>
/// <param name="P50">Half of the calls took at most so many milliseconds.</param>
/// <param name="P99">99 of 100 calls took at most so many milliseconds.</param>
/// <param name="Calls">How many calls there were.</param>
internal sealed record Measure(double PerSecond, double P50, double P99, int Calls)
{
    public static Measure Of(List<long> ticks, TimeSpan elapsed, int unitsPerCall)
    {
        if (ticks.Count == 0) throw new InvalidOperationException("A round ended without a single answer.");
        ticks.Sort();
        double At(double share) => ticks[(int)Math.Min(ticks.Count - 1, ticks.Count * share)] * 1000.0 / System.Diagnostics.Stopwatch.Frequency;
        return new Measure(ticks.Count * unitsPerCall / elapsed.TotalSeconds, At(0.50), At(0.99), ticks.Count);
    }
}

/// <summary>One of the two that a row compares.</summary>
internal abstract class Side
{
    /// <summary>Makes ready what must not be done while the clock runs.</summary>
    public virtual void Prepare(TimeSpan duration)
    {
    }

    /// <summary>Calls for a while.</summary>
    public abstract Measure Run(TimeSpan duration);
}
