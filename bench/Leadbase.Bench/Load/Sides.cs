using System.Diagnostics;
using Leadbase.Bench.Floors;

namespace Leadbase.Bench.Load;

/// <summary>A server that is called with requests which are given again and again.</summary>
internal sealed class HttpSide(ChildProcess server, int connections, byte[][] requests) : Side
{
    private int _next;

    public override Measure Run(TimeSpan duration) => HttpLoad.Run(server.Port, connections, Next, duration);

    private byte[] Next() => requests[(_next = (_next + 1) % requests.Length)];
}

/// <summary>Batches for Sync Leads: made before the clock runs, each used once.</summary>
internal abstract class SyncSide<T>(int existing) : Side
{
    private readonly Random _random = new(4711);
    private readonly List<T> _batches = [];
    private double _perSecond = 150;

    public sealed override void Prepare(TimeSpan duration)
    {
        var count = (int)(_perSecond * duration.TotalSeconds * 1.5) + 32;
        _batches.Clear();
        for (var i = 0; i < count; i++) _batches.Add(Make(SyncBatch.Create(_random, existing)));
    }

    public sealed override Measure Run(TimeSpan duration)
    {
        var measure = Run(_batches, duration);
        _perSecond = measure.PerSecond / SyncBatch.Size;
        return measure;
    }

    protected abstract T Make(SyncBatch batch);

    protected abstract Measure Run(List<T> batches, TimeSpan duration);
}

/// <summary>Sync Leads of the server.</summary>
internal sealed class HttpSyncSide(ChildProcess server, Requests requests, int clients, int existing) : SyncSide<byte[]>(existing)
{
    protected override byte[] Make(SyncBatch batch) => requests.Sync(batch);

    protected override Measure Run(List<byte[]> batches, TimeSpan duration)
    {
        var next = 0;
        return HttpLoad.Run(server.Port, clients, () => next < batches.Count ? batches[next++] : null, duration, SyncBatch.Size);
    }
}

/// <summary>The hand-written transaction, in this process.</summary>
internal sealed class FloorSyncSide(SyncFloor floor, int clients, int existing) : SyncSide<SyncRecord[]>(existing)
{
    protected override SyncRecord[] Make(SyncBatch batch) => batch.ToRecords();

    protected override Measure Run(List<SyncRecord[]> batches, TimeSpan duration)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var end = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        async Task<List<long>> ClientAsync()
        {
            var ticks = new List<long>();
            for (var now = Stopwatch.GetTimestamp(); now < end;)
            {
                var at = Interlocked.Increment(ref next);
                if (at >= batches.Count) break;
                await floor.RunAsync(batches[at]);
                var then = Stopwatch.GetTimestamp();
                ticks.Add(then - now);
                now = then;
            }
            return ticks;
        }
        var all = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(ClientAsync))).GetAwaiter().GetResult();
        return Measure.Of([.. all.SelectMany(t => t)], Stopwatch.GetElapsedTime(started), SyncBatch.Size);
    }
}
