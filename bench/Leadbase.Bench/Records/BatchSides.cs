using System.Diagnostics;
using Leadbase.Bench.Load;

namespace Leadbase.Bench.Records;

/// <summary>What writes batches of values, by hand and in this process.</summary>
internal interface IBatchFloor : IDisposable
{
    /// <summary>Writes a batch durably.</summary>
    void Run(object[][] batch);
}

/// <summary>Batches of records: made before the clock runs, each used once, by one client.</summary>
internal abstract class BatchSide(Func<Random, object[][]> make) : Side
{
    private readonly Random _random = new(4711);
    private double _perSecond = 60;

    protected List<object[][]> Batches { get; private set; } = [];

    public override void Prepare(TimeSpan duration) =>
        Batches = [.. Enumerable.Range(0, (int)(_perSecond * duration.TotalSeconds * 1.5) + 32).Select(_ => make(_random))];

    protected Measure Note(Measure measure)
    {
        _perSecond = measure.PerSecond / SyncBatch.Size;
        return measure;
    }
}

/// <summary>An operation of the server.</summary>
internal sealed class HttpBatchSide(ChildProcess server, Func<Random, object[][]> make, Func<object[][], byte[]> request) : BatchSide(make)
{
    private List<byte[]> _requests = [];

    public override void Prepare(TimeSpan duration)
    {
        base.Prepare(duration);
        _requests = [.. Batches.Select(request)];
    }

    public override Measure Run(TimeSpan duration)
    {
        var next = 0;
        return Note(HttpLoad.Run(server.Port, 1, () => next < _requests.Count ? _requests[next++] : null, duration, SyncBatch.Size));
    }
}

/// <summary>The hand-written transaction, in this process.</summary>
internal sealed class FloorBatchSide(IBatchFloor floor, Func<Random, object[][]> make) : BatchSide(make)
{
    public override Measure Run(TimeSpan duration)
    {
        var ticks = new List<long>();
        var started = Stopwatch.GetTimestamp();
        var now = started;
        foreach (var batch in Batches)
        {
            if (Stopwatch.GetElapsedTime(started, now) >= duration) break;
            floor.Run(batch);
            var then = Stopwatch.GetTimestamp();
            ticks.Add(then - now);
            now = then;
        }
        return Note(Measure.Of(ticks, Stopwatch.GetElapsedTime(started, now), SyncBatch.Size));
    }
}
