using Leadbase.Accounts;

namespace Leadbase.Jobs;

/// <summary>Wakes this process's runner when a job was stored that is due at once; other processes find it by looking.</summary>
public sealed class JobSignal
{
    private TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The signal of an instance.</summary>
    public static JobSignal Of(Instance instance) => instance.Part(static _ => new JobSignal());

    /// <summary>There is something to do.</summary>
    public void Set() => Volatile.Read(ref _set).TrySetResult();

    /// <summary>Ends when there is something to do, or when it is time to look by oneself.</summary>
    public async Task WaitAsync(TimeSpan time, TimeProvider clock, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(_set.Task, Task.Delay(time, clock, enough.Token));
        await enough.CancelAsync();
        // Set between the two lines is not lost: whoever waits looks for jobs next.
        if (_set.Task.IsCompleted) Volatile.Write(ref _set, new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
