using System.Diagnostics;
using System.Text;
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
    private bool _checked;

    public sealed override void Prepare(TimeSpan duration)
    {
        CheckKept();
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

    /// <summary>A round that is fast because nothing was written would be worth nothing: one batch is written and looked at.</summary>
    private void CheckKept()
    {
        if (_checked) return;
        _checked = true;
        var batch = SyncBatch.Create(_random, existing);
        Run([Make(batch)], TimeSpan.FromSeconds(1));
        var (email, title) = batch.Sample;
        if (!TitleOf(email).Contains(title, StringComparison.Ordinal)) throw new InvalidDataException("A batch was answered, and its changes are not there.");
    }

    protected abstract T Make(SyncBatch batch);

    /// <summary>What there is to read of the title of a lead.</summary>
    protected abstract string TitleOf(string email);

    protected abstract Measure Run(List<T> batches, TimeSpan duration);
}

/// <summary>Sync Leads of the server.</summary>
internal sealed class HttpSyncSide(ChildProcess server, Requests requests, int clients, int existing) : SyncSide<byte[]>(existing)
{
    protected override byte[] Make(SyncBatch batch) => requests.Sync(batch);

    protected override string TitleOf(string email) => Encoding.UTF8.GetString(HttpLoad.Once(server.Port, requests.TitleOf(email)));

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

    protected override string TitleOf(string email) => floor.TitleOf(email);

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
