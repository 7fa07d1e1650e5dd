using System.Collections.Concurrent;
using Leadbase.Accounts.Mail;
using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>
/// A subscription, known by its Munchkin id. Everything belongs to exactly one instance, and all of it is in the
/// instance's own <see cref="Database"/>.
/// </summary>
public sealed class Instance(string munchkinId, Database database, TimeProvider clock, SecretBox secrets, InstanceCatalogue catalogue)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Type, object> _parts = new();
    private Snapshot _snapshot = new(-1, new InstanceSettings(), TimeZoneInfo.Utc);

    /// <summary>The canonical id, for example <c>123-ABC-456</c>.</summary>
    public string MunchkinId { get; } = munchkinId;

    /// <summary>The instance's data.</summary>
    public Database Database { get; } = database;

    /// <summary>The only source of the present time.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>The server's key.</summary>
    public SecretBox Secrets { get; } = secrets;

    /// <summary>The catalogue that the instance is in.</summary>
    public InstanceCatalogue Catalogue { get; } = catalogue;

    /// <summary>What sends mail; null where no mail server is configured.</summary>
    public Mailer? Mailer => Catalogue.Mailer;

    /// <summary>The settings as of the last refresh, at most a second old.</summary>
    public InstanceSettings Settings => _snapshot.Settings;

    /// <summary>The time zone in which a datetime without offset is read.</summary>
    public TimeZoneInfo TimeZone => _snapshot.TimeZone;

    /// <summary>Grows with every administrative or schema change; what is cached belongs to one revision.</summary>
    public long Revision => _snapshot.Revision;

    /// <summary>Whole seconds since 1970, from the clock.</summary>
    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The instance's one object of a type, made when first asked for: a cache, a counter, a schema.</summary>
    public T Part<T>(Func<Instance, T> make)
        where T : class
    {
        if (_parts.TryGetValue(typeof(T), out var part)) return (T)part;
        return (T)_parts.GetOrAdd(typeof(T), static (_, state) => state.make(state.self), (make, self: this));
    }

    /// <summary>Says that accounts, settings or schema have changed, here and to every other process within a second.</summary>
    public Task ChangedAsync() => Catalogue.BumpAsync(this);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts.Values)
        {
            if (part is IAsyncDisposable disposable) await disposable.DisposeAsync();
        }
        await Database.DisposeAsync();
    }

    internal void Refresh(long revision, InstanceSettings settings) =>
        _snapshot = new Snapshot(revision, settings, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));

    private sealed record Snapshot(long Revision, InstanceSettings Settings, TimeZoneInfo TimeZone);
}
