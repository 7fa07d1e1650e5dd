using System.Diagnostics;
using System.Text.Json;
using Leadbase.Bench.Load;

namespace Leadbase.Bench.Records;

/// <summary>Batches of companies: made before the clock runs, each used once, by one client.</summary>
internal abstract class CompanySide(int existing) : Side
{
    private readonly Random _random = new(4711);
    private double _perSecond = 60;

    protected List<object[][]> Batches { get; private set; } = [];

    public override void Prepare(TimeSpan duration) =>
        Batches = [.. Enumerable.Range(0, (int)(_perSecond * duration.TotalSeconds * 1.5) + 32).Select(_ => CompanyData.Batch(_random, existing))];

    protected Measure Note(Measure measure)
    {
        _perSecond = measure.PerSecond / SyncBatch.Size;
        return measure;
    }
}

/// <summary>Sync Companies of the server.</summary>
internal sealed class HttpCompanySide(ChildProcess server, Requests requests, int existing) : CompanySide(existing)
{
    private List<byte[]> _bodies = [];

    public override void Prepare(TimeSpan duration)
    {
        base.Prepare(duration);
        _bodies = [.. Batches.Select(batch => requests.Json("/rest/v1/companies.json", JsonSerializer.SerializeToUtf8Bytes(new
        {
            input = batch.Select(r => new { externalCompanyId = r[0], company = r[1], industry = r[2], numberOfEmployees = r[3], billingCity = r[4] }),
        })))];
    }

    public override Measure Run(TimeSpan duration)
    {
        var next = 0;
        return Note(HttpLoad.Run(server.Port, 1, () => next < _bodies.Count ? _bodies[next++] : null, duration, SyncBatch.Size));
    }
}

/// <summary>The hand-written transaction, in this process.</summary>
internal sealed class FloorCompanySide(CompanyFloor floor, int existing) : CompanySide(existing)
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
