using System.Threading.Channels;
using Leadbase.Accounts;

namespace Leadbase.Gateway.Calls;

/// <summary>
/// The calls of one instance, as its setting says what is kept of them (<see cref="InstanceSettings.Recording"/>). A call is
/// told to whoever watches as soon as it is over, and is in the database half a second later, or before anybody reads.
/// Bounded everywhere: of a burst the first calls are kept, and the others counted.
/// </summary>
public sealed class CallRecorder : IAsyncDisposable
{
    /// <summary>Calls that wait to be written, at most.</summary>
    public const int MaxWaiting = 1_000;

    /// <summary>Bytes of bodies that wait to be written, at most.</summary>
    public const int MaxWaitingBytes = 8 * 1024 * 1024;

    /// <summary>Calls that somebody who watches may be behind; earlier ones are left out.</summary>
    public const int MaxBehind = 200;

    // How much may be written before the limits of the table are looked at again.
    private const int TrimCalls = 500;
    private const long TrimBytes = 2L * 1024 * 1024;

    private readonly Instance _instance;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private List<(RecordedCall Call, CallCapture? Capture)> _waiting = [];
    private int _waitingBytes;
    private long _skipped;
    private int _writtenCalls = TrimCalls;
    private long _writtenBytes;
    private CallWatch[] _watches = [];

    private CallRecorder(Instance instance) => _instance = instance;

    /// <summary>Calls that were not kept since the server started, because too many came at once.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>The recorder of an instance.</summary>
    public static CallRecorder Of(Instance instance) => instance.Part(static i => new CallRecorder(i));

    /// <summary>Tells of calls from now on, until it is disposed.</summary>
    public CallWatch Watch()
    {
        var watch = new CallWatch(this);
        lock (_lock) _watches = [.. _watches, watch];
        return watch;
    }

    /// <summary>A page of calls, the latest first.</summary>
    /// <param name="filter">Which calls.</param>
    /// <param name="before">Where the page before this one ended; null for the latest calls.</param>
    /// <param name="size">Calls at most.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CallPage> ListAsync(CallFilter filter, long? before, int size, CancellationToken cancel = default)
    {
        await FlushAsync(cancel);
        await using var session = await _instance.Database.ReadAsync(cancel);
        return await CallStore.ListAsync(session, filter, before, size);
    }

    /// <summary>A call with both its sides; null when it is not kept, or no longer.</summary>
    public async Task<CallDetail?> FindAsync(string requestId, CancellationToken cancel = default)
    {
        if (requestId.Contains('\0', StringComparison.Ordinal)) return null;
        await FlushAsync(cancel);
        await using var session = await _instance.Database.ReadAsync(cancel);
        return await CallStore.FindAsync(session, requestId);
    }

    /// <summary>Removes all that was kept.</summary>
    public async Task ClearAsync(CancellationToken cancel = default)
    {
        await FlushAsync(cancel);
        await using var session = await _instance.Database.WriteAsync(cancel);
        await CallStore.ClearAsync(session);
        await session.CommitAsync();
    }

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(CancellationToken cancel = default)
    {
        // Also when nothing waits: what is being written is not to be read yet.
        await _flushing.WaitAsync(cancel);
        try
        {
            var waiting = Take();
            if (waiting.Count == 0) return;
            try
            {
                await WriteAsync([.. waiting.Select(w => (w.Call, w.Capture?.Mask(w.Call)))], cancel);
            }
            catch
            {
                PutBack(waiting);
                throw;
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await FlushAsync();
        _flushing.Dispose();
    }

    /// <summary>Keeps a call that is over, while its buffers are still there.</summary>
    internal void Record(Call call, RequestBody body, in CallRecord record, CallRecording recording)
    {
        if (_waiting.Count >= MaxWaiting || _waitingBytes >= MaxWaitingBytes)
        {
            Interlocked.Increment(ref _skipped);
            return;
        }
        var request = call.Http.Request;
        var capture = recording == CallRecording.Full ? CallCapture.Of(call, body) : null;
        var recorded = new RecordedCall(
            record.RequestId, _instance.Clock.GetUtcNow().ToUnixTimeMilliseconds(), call.Principal?.UserEmail ?? "", record.Operation,
            request.Method, capture?.Target ?? PathOf(request.Path.Value), record.Status, record.Code,
            (long)record.Elapsed.TotalMicroseconds, record.BytesIn, record.BytesOut);
        CallWatch[] watches;
        lock (_lock)
        {
            _waiting.Add((recorded, capture));
            _waitingBytes += capture?.Size ?? 0;
            watches = _watches;
        }
        foreach (var watch in watches) watch.Tell(recorded);
    }

    internal void Remove(CallWatch watch)
    {
        lock (_lock) _watches = [.. _watches.Where(w => w != watch)];
    }

    // U+0000 cannot be kept by PostgreSQL.
    private static string PathOf(string? path) =>
        (path is { Length: > CallCapture.MaxText } ? path[..CallCapture.MaxText] : path ?? "").Replace('\0', '\uFFFD');

    private async Task WriteAsync(IReadOnlyList<(RecordedCall Call, RecordedExchange? Exchange)> calls, CancellationToken cancel)
    {
        await using var session = await _instance.Database.WriteAsync(cancel);
        var bytes = await CallStore.AddAsync(session, calls);
        var trims = _writtenCalls + calls.Count >= TrimCalls || _writtenBytes + bytes >= TrimBytes;
        if (trims) await CallStore.TrimAsync(session, _instance.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        await session.CommitAsync();
        (_writtenCalls, _writtenBytes) = trims ? (0, 0) : (_writtenCalls + calls.Count, _writtenBytes + bytes);
    }

    private List<(RecordedCall Call, CallCapture? Capture)> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            (_waiting, _waitingBytes) = ([], 0);
            return taken;
        }
    }

    private void PutBack(List<(RecordedCall Call, CallCapture? Capture)> calls)
    {
        lock (_lock)
        {
            _waiting = [.. calls, .. _waiting];
            _waitingBytes = _waiting.Sum(w => w.Capture?.Size ?? 0);
        }
    }
}

/// <summary>Somebody who watches the calls of an instance; dispose it to stop.</summary>
public sealed class CallWatch : IDisposable
{
    private readonly CallRecorder _recorder;

    private readonly Channel<RecordedCall> _channel = Channel.CreateBounded<RecordedCall>(
        new BoundedChannelOptions(CallRecorder.MaxBehind) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    internal CallWatch(CallRecorder recorder) => _recorder = recorder;

    /// <summary>Calls in the order in which they ended.</summary>
    public ChannelReader<RecordedCall> Calls => _channel.Reader;

    /// <inheritdoc />
    public void Dispose()
    {
        _recorder.Remove(this);
        _channel.Writer.TryComplete();
    }

    internal void Tell(RecordedCall call) => _channel.Writer.TryWrite(call);
}
