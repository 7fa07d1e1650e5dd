namespace Leadbase.Accounts;

/// <summary>Something read from an instance's database that stays true until the instance's revision changes.</summary>
public sealed class RevisionCache<T>(Instance instance, Func<Instance, CancellationToken, Task<T>> load) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private Entry? _entry;

    /// <summary>The value of the present revision; loads it when it has changed.</summary>
    public ValueTask<T> GetAsync(CancellationToken cancel = default)
    {
        var entry = Volatile.Read(ref _entry);
        return entry is not null && entry.Revision == instance.Revision ? new(entry.Value) : new(LoadAsync(cancel));
    }

    /// <inheritdoc />
    public void Dispose() => _loading.Dispose();

    private async Task<T> LoadAsync(CancellationToken cancel)
    {
        await _loading.WaitAsync(cancel);
        try
        {
            // The revision is read before the data, so that a change during the load is loaded once more.
            var revision = instance.Revision;
            if (_entry is { } entry && entry.Revision == revision) return entry.Value;
            var value = await load(instance, cancel);
            Volatile.Write(ref _entry, new Entry(revision, value));
            return value;
        }
        finally
        {
            _loading.Release();
        }
    }

    private sealed record Entry(long Revision, T Value);
}
