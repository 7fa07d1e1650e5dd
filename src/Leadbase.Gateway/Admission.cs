using Leadbase.Accounts;

namespace Leadbase.Gateway;

/// <summary>
/// Rate and concurrency of one instance, in memory of this node. The rate is exact: the times of the last calls are
/// kept, and a call is refused when the limit's worth of charged calls lies within the window before it.
/// </summary>
public sealed class Admission(Instance instance)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _times = new();
    private int _active;

    /// <summary>The admission of an instance.</summary>
    public static Admission Of(Instance instance) => instance.Part(static i => new Admission(i));

    /// <summary>Records a charged call and says whether it is within the rate.</summary>
    /// <param name="stamp">Gives the call back to <see cref="Forget"/>.</param>
    public bool Record(out long stamp)
    {
        var limits = instance.Settings.Limits;
        stamp = instance.Clock.GetTimestamp();
        var window = limits.RateWindowSeconds * instance.Clock.TimestampFrequency;
        lock (_lock)
        {
            while (_times.TryPeek(out var oldest) && stamp - oldest >= window) _times.Dequeue();
            // A refused call is charged, too; beyond the limit it only moves the window on. No more need be kept than the
            // limit and what may still be taken back, which is at most the calls under way.
            if (_times.Count >= limits.RateLimit + limits.Concurrency) _times.Dequeue();
            _times.Enqueue(stamp);
            return _times.Count <= limits.RateLimit;
        }
    }

    /// <summary>Takes back a call that turned out not to be charged.</summary>
    public void Forget(long stamp)
    {
        lock (_lock)
        {
            var forgotten = false;
            for (var i = _times.Count; i > 0; i--)
            {
                var time = _times.Dequeue();
                if (!forgotten && time == stamp) forgotten = true;
                else _times.Enqueue(time);
            }
        }
    }

    /// <summary>Takes a place among the calls under way; false when there is none.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _active) <= instance.Settings.Limits.Concurrency) return true;
        Interlocked.Decrement(ref _active);
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _active);
}
