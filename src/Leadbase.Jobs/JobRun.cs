namespace Leadbase.Jobs;

/// <summary>
/// One server's steps of a job, one after the other until it is done, fails or is left to another: what a kind keeps
/// between them spares work and is never the truth, because the next server begins without it.
/// </summary>
public sealed class JobRun : IAsyncDisposable
{
    private IAsyncDisposable? _kept;

    /// <summary>What the kind keeps; made by the first step that asks for it, disposed of with the run.</summary>
    public T Keep<T>(Func<T> make) where T : class, IAsyncDisposable => (T)(_kept ??= make());

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _kept?.DisposeAsync() ?? ValueTask.CompletedTask;
}
