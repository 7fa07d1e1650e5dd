using System.Collections.Concurrent;
using Leadbase.Accounts;
using Leadbase.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadbase.Jobs;

/// <summary>Does the jobs of every instance, one at a time for each: the oldest that is due, step by step, as long as its lease holds.</summary>
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
            foreach (var instance in catalogue.Instances) _ = _loops.GetOrAdd(instance.MunchkinId, _ => Task.Run(() => RunAsync(instance, stoppingToken), CancellationToken.None));
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

    private async Task RunAsync(Instance instance, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var worked = await TryAsync(() => RunNextAsync(instance, cancel), cancel);
            if (!worked) await TryAsync(() => IdleAsync(instance, cancel), cancel);
        }
    }

    private async Task<bool> IdleAsync(Instance instance, CancellationToken cancel)
    {
        await JobSignal.Of(instance).WaitAsync(Interval, clock, cancel);
        return true;
    }

    private async Task<bool> RunNextAsync(Instance instance, CancellationToken cancel)
    {
        if (await ClaimAsync(instance, cancel) is not { } job) return false;
        try
        {
            while (!cancel.IsCancellationRequested && await StepAsync(instance, job, cancel) is { } next) job = next;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            LogFailed(job.Id, job.Kind, e.Message);
            await using var session = await instance.Database.WriteAsync(cancel);
            await JobStore.FailAsync(session, job, _owner, e.Message, instance.Now);
            await session.CommitAsync();
        }
        return true;
    }

    private async Task<Job?> ClaimAsync(Instance instance, CancellationToken cancel)
    {
        await using (var reading = await instance.Database.ReadAsync(cancel))
        {
            if (!await JobStore.IsDueAsync(reading, [.. kinds.Keys], instance.Now)) return null;
        }
        return await WriteTransaction.RunAsync(instance, s => JobStore.ClaimAsync(s, [.. kinds.Keys], _owner, instance.Now), cancel);
    }

    // Null when the job is done, or another server's.
    private Task<Job?> StepAsync(Instance instance, Job job, CancellationToken cancel) => WriteTransaction.RunAsync<Job?>(
        instance,
        async session =>
        {
            if (!await JobStore.HoldAsync(session, job, _owner)) return null;
            var step = await kinds[job.Kind](instance, session, job);
            await JobStore.AdvanceAsync(session, job, step, instance.Now);
            return step.Done ? null : job with { Progress = step.Progress };
        },
        cancel);

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Id} ({Kind}) failed and will be tried again: {Reason}")]
    private partial void LogFailed(long id, string kind, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs could not be looked for and will be again: {Reason}")]
    private partial void LogUnavailable(string reason);
}
