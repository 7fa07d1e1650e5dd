using System.Collections.Concurrent;
using Leadbase.Accounts;
using Leadbase.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadbase.Jobs;

/// <summary>Does the jobs of every instance, lane by lane: the oldest that is due, step by step, as long as its lease holds.</summary>
public sealed partial class JobRunner(
    InstanceCatalogue catalogue, IReadOnlyDictionary<string, JobKind> kinds, TimeProvider clock, ILogger<JobRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, Task> _loops = new(StringComparer.Ordinal);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            foreach (var instance in catalogue.Instances) _ = _loops.GetOrAdd(instance.MunchkinId, _ => RunLanesAsync(instance, stoppingToken));
        }
        while (await WaitAsync(timer, stoppingToken));
        await Task.WhenAll(_loops.Values);
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>As many loops as the lanes of an instance are wide; each does one job at a time.</summary>
    private Task RunLanesAsync(Instance instance, CancellationToken cancel) => Task.WhenAll(
        from lane in kinds.GroupBy(k => (k.Value.Lane, k.Value.Width), k => k.Key)
        let names = lane.ToList()
        from place in Enumerable.Range(0, lane.Key.Width)
        select Task.Run(() => RunAsync(instance, names, lane.Key.Width, cancel), CancellationToken.None));

    private async Task RunAsync(Instance instance, List<string> lane, int width, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var worked = await TryAsync(() => RunNextAsync(instance, lane, width, cancel), cancel);
            if (!worked) await TryAsync(() => IdleAsync(instance, cancel), cancel);
        }
    }

    private async Task<bool> IdleAsync(Instance instance, CancellationToken cancel)
    {
        await JobSignal.Of(instance).WaitAsync(Interval, clock, cancel);
        return true;
    }

    private async Task<bool> RunNextAsync(Instance instance, List<string> lane, int width, CancellationToken cancel)
    {
        if (await ClaimAsync(instance, lane, width, cancel) is not { } job) return false;
        await using var run = new JobRun();
        try
        {
            while (!cancel.IsCancellationRequested && await StepAsync(instance, job, run, cancel) is { } next) job = next;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogFailed(job.Id, job.Kind, e.Message);
            await FailAsync(instance, job, Judge(instance, e), cancel);
        }
        finally
        {
            if (cancel.IsCancellationRequested) await ReleaseAsync(instance, job);
        }
        return true;
    }

    private static JobFailure Judge(Instance instance, Exception e) => instance.Database.Dialect switch
    {
        var d when d.IsDiskFull(e) => new(FailureKind.Final, "The disk is full"),
        var d when d.IsTransient(e) => new(FailureKind.Passing, e.Message),
        _ => new(FailureKind.Counted, e.Message),
    };

    private Task<bool> FailAsync(Instance instance, Job job, JobFailure failure, CancellationToken cancel) => WriteTransaction.RunAsync(
        instance,
        async session =>
        {
            var over = await JobStore.FailAsync(session, job, _owner, failure, instance.Now);
            // What went wrong inside is for the log; the one who asked is told what they can do something about.
            var reason = failure.Kind == FailureKind.Final ? failure.Reason : "The job could not be finished";
            if (over && kinds[job.Kind].GiveUp is { } giveUp) await giveUp(instance, session, job, reason);
            return over;
        },
        cancel);

    private async Task ReleaseAsync(Instance instance, Job job)
    {
        // The stop has cut the step off; this one statement is still worth a moment.
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        await TryAsync(
            () => WriteTransaction.RunAsync(
                instance,
                async session =>
                {
                    await JobStore.ReleaseAsync(session, job, _owner);
                    return true;
                },
                moment.Token),
            moment.Token);
    }

    private async Task<Job?> ClaimAsync(Instance instance, List<string> lane, int width, CancellationToken cancel)
    {
        await using (var reading = await instance.Database.ReadAsync(cancel))
        {
            if (!await JobStore.IsDueAsync(reading, lane, instance.Now)) return null;
        }
        return await WriteTransaction.RunAsync(instance, s => JobStore.ClaimAsync(s, lane, width, _owner, instance.Now), cancel);
    }

    // Null when the job is done, or another server's.
    private async Task<Job?> StepAsync(Instance instance, Job job, JobRun run, CancellationToken cancel)
    {
        var work = await kinds[job.Kind].Prepare(instance, job, run, cancel);
        return await WriteTransaction.RunAsync<Job?>(
            instance,
            async session =>
            {
                if (!await JobStore.HoldAsync(session, job, _owner)) return null;
                var step = await work(session);
                await JobStore.AdvanceAsync(session, job, step, instance.Now);
                return step.Done ? null : job with { Progress = step.Progress };
            },
            cancel);
    }

    private async Task<bool> TryAsync(Func<Task<bool>> work, CancellationToken cancel)
    {
        try
        {
            return await work();
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // A statement that the stop cut off; its transaction is rolled back.
            return false;
        }
#pragma warning disable CA1031 // The runner goes on: the database may be back in half a second.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogUnavailable(e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A step of job {Id} ({Kind}) failed: {Reason}")]
    private partial void LogFailed(long id, string kind, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs could not be looked for and will be again: {Reason}")]
    private partial void LogUnavailable(string reason);
}
