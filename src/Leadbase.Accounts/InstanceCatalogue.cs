using System.Collections.Concurrent;
using System.Security.Cryptography;
using Leadbase.Accounts.Mail;
using Leadbase.Accounts.SignIn;
using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>What the modules bring to every instance's database.</summary>
/// <param name="Migrations">Every step of the instance schema, in order.</param>
/// <param name="OnOpen">Work under the migration lock each time an instance is opened, for example adding columns of new standard fields.</param>
public sealed record InstanceSchema(IReadOnlyList<Migration> Migrations, IReadOnlyList<Func<Session, Task>> OnOpen);

/// <summary>
/// The server-level catalogue: which instances there are, with their settings and revision. Nothing else crosses
/// instances. Other processes' changes are seen by <see cref="RefreshAsync"/>, which the server runs twice a second.
/// </summary>
public sealed class InstanceCatalogue(InstanceStore store, InstanceSchema schema, SecretBox secrets, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>What the audit log calls an instance.</summary>
    internal const string Kind = "instance";

    private static readonly IReadOnlyList<Migration> Steps = [new(1, "instances", Create), new(2, "console accounts", SignInSchema.Create)];
    private readonly ConcurrentDictionary<string, Instance> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _opening = new(1, 1);

    /// <summary>The instance that a host name without an instance in it takes: the oldest one.</summary>
    public Instance? Default { get; private set; }

    /// <summary>The server's key.</summary>
    public SecretBox Secrets => secrets;

    /// <summary>What sends mail; null where no mail server is configured.</summary>
    public Mailer? Mailer { get; init; }

    /// <summary>The accounts of the console.</summary>
    public ConsoleAccounts Accounts { get; } = new(store.Catalogue, secrets, clock);

    /// <summary>Every open instance.</summary>
    public IEnumerable<Instance> Instances => _open.Values;

    /// <summary>The instance of a Munchkin id in either case, or null.</summary>
    public Instance? Find(string munchkinId) => _open.GetValueOrDefault(munchkinId);

    /// <summary>The same without a string of its own, for the hot path.</summary>
    public Instance? Find(ReadOnlySpan<char> munchkinId) =>
        _open.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(munchkinId, out var instance) ? instance : null;

    internal Database Database => store.Catalogue;

    /// <summary>Migrates the catalogue, checks the key, and opens every instance.</summary>
    /// <exception cref="AdministrationException">The key is not the one the data was encrypted with.</exception>
    public async Task OpenAsync(CancellationToken cancel = default)
    {
        await store.CheckAsync(cancel);
        await Migrator.MigrateAsync(store.Catalogue, Steps, clock, CheckKeyAsync, cancel);
        await RefreshAsync(cancel);
    }

    /// <summary>Takes over what other processes have changed.</summary>
    public async Task RefreshAsync(CancellationToken cancel = default)
    {
        var rows = await RowsAsync(cancel);
        await _opening.WaitAsync(cancel);
        try
        {
            foreach (var row in rows)
            {
                if (!_open.TryGetValue(row.MunchkinId, out var instance))
                {
                    instance = new Instance(row.MunchkinId, store.Open(row.MunchkinId), clock, secrets, this);
                    await Migrator.MigrateAsync(instance.Database, schema.Migrations, clock, RunOnOpenAsync, cancel);
                    instance.Refresh(row.Revision, InstanceSettings.FromJson(row.Settings));
                    _open[row.MunchkinId] = instance;
                }
                // Revisions only grow; rows that were read before another refresh took newer ones over would go back.
                if (instance.Revision < row.Revision) instance.Refresh(row.Revision, InstanceSettings.FromJson(row.Settings));
                if (row == rows[0]) Default = instance;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Creates an instance; <see cref="Administration.CreateDefaultsAsync"/> then gives it its first workspace and partition.</summary>
    /// <exception cref="AdministrationException">The id is malformed or taken.</exception>
    public async Task<Instance> CreateAsync(
        string munchkinId, InstanceSettings settings, string by = Administrator.Server, CancellationToken cancel = default)
    {
        if (!MunchkinId.IsShaped(munchkinId)) throw new AdministrationException($"'{munchkinId}' is not a Munchkin id; one looks like 123-ABC-456.");
        munchkinId = MunchkinId.Canonical(munchkinId);
        Check(settings);
        await using (var session = await store.Catalogue.WriteAsync(cancel))
        {
            var table = store.Catalogue.Table("instance");
            await store.Catalogue.Dialect.LockKeysAsync(session, "instance", ["create"]);
            if (await session.Sql($"select count(*) from {table} where munchkin_id = $1").Bind(munchkinId).NumberAsync() > 0)
            {
                throw new AdministrationException($"Instance {munchkinId} exists already.");
            }
            await session.Sql($"""
                insert into {table} (ordinal, munchkin_id, settings, revision, created_at)
                select coalesce(max(ordinal), 0) + 1, $1, $2, 1, $3 from {table}
                """).Bind(munchkinId).Bind(settings.ToJson()).Bind(Now).ExecuteAsync();
            await AuditLog.WriteAsync(session, new AuditEntry(0, Now, by, "create", Kind, munchkinId, null, settings.ToJson()));
            await session.CommitAsync();
        }
        await RefreshAsync(cancel);
        return Find(munchkinId)!;
    }

    /// <summary>Replaces an instance's settings.</summary>
    /// <exception cref="AdministrationException">A setting is not valid.</exception>
    public async Task SetAsync(Instance instance, InstanceSettings settings, string by = Administrator.Server)
    {
        Check(settings);
        await using (var session = await store.Catalogue.WriteAsync())
        {
            await store.Catalogue.Dialect.LockKeysAsync(session, Kind, [instance.MunchkinId]);
            var before = await session.Sql($"select settings from {store.Catalogue.Table("instance")} where munchkin_id = $1").Bind(instance.MunchkinId).TextAsync();
            await AuditLog.WriteAsync(session, new AuditEntry(0, Now, by, "update", Kind, instance.MunchkinId, before, settings.ToJson()));
            await session.Sql($"update {store.Catalogue.Table("instance")} set settings = $2, revision = revision + 1 where munchkin_id = $1")
                .Bind(instance.MunchkinId).Bind(settings.ToJson()).ExecuteAsync();
            await session.CommitAsync();
        }
        await RefreshAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _open.Values) await instance.DisposeAsync();
        _open.Clear();
        await store.DisposeAsync();
    }

    internal async Task BumpAsync(Instance instance)
    {
        await using (var session = await store.Catalogue.WriteAsync())
        {
            await session.Sql($"update {store.Catalogue.Table("instance")} set revision = revision + 1 where munchkin_id = $1")
                .Bind(instance.MunchkinId).ExecuteAsync();
            await session.CommitAsync();
        }
        await RefreshAsync();
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private static IEnumerable<string> Create(Database database)
    {
        var (text, number) = (database.Dialect.TypeOf(StorageKind.Text), database.Dialect.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table("instance")}
                (ordinal {database.Dialect.IdType} primary key, munchkin_id {text} not null unique, settings {text} not null,
                 revision {number} not null, created_at {number} not null)
            """;
        yield return $"create table {database.Table("property")} (name {text} primary key, value {text} not null)";
    }

    private static void Check(InstanceSettings settings)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _))
        {
            throw new AdministrationException($"'{settings.TimeZone}' is not a time zone; use an IANA name such as America/New_York.");
        }
        var limits = settings.Limits;
        if (limits.DailyQuota < 0 || limits.RateLimit < 1 || limits.RateLimit > 1_000_000 || limits.RateWindowSeconds < 1
            || limits.Concurrency < 1 || limits.CustomFieldsPerObject is < 0 or > 1_000 || limits.ProgramMembersPerQuery < 1)
        {
            throw new AdministrationException(
                "Limits must be positive; the rate at most 1,000,000 calls a window, and at most 1,000 custom fields per object.");
        }
        foreach (var entry in settings.IpAllowlist)
        {
            if (!AddressList.TryParse(entry, out _)) throw new AdministrationException($"'{entry}' is neither an IP address nor a CIDR network.");
        }
    }

    private async Task RunOnOpenAsync(Session session)
    {
        foreach (var work in schema.OnOpen) await work(session);
    }

    /// <summary>A known text, encrypted when the catalogue was made: a start with another key is refused, before anything is changed.</summary>
    private async Task CheckKeyAsync(Session session)
    {
        const string Name = "key check";
        var table = session.Database.Table("property");
        var known = await session.Sql($"select value from {table} where name = $1").Bind(Name).TextAsync();
        if (known is null)
        {
            await session.Sql($"insert into {table} (name, value) values ($1, $2)").Bind(Name).Bind(secrets.Encrypt(Name, Name)).ExecuteAsync();
            return;
        }
        try
        {
            secrets.Decrypt(known, Name);
        }
        catch (CryptographicException e)
        {
            throw new AdministrationException($"{session.Database.Location} cannot be opened with this key. {e.Message}");
        }
    }

    private async Task<List<Row>> RowsAsync(CancellationToken cancel)
    {
        await using var session = await store.Catalogue.ReadAsync(cancel);
        return await session.Sql($"select munchkin_id, revision, settings from {store.Catalogue.Table("instance")} order by ordinal")
            .ListAsync(r => new Row(r.GetString(0), r.GetInt64(1), r.GetString(2)));
    }

    private sealed record Row(string MunchkinId, long Revision, string Settings);
}
