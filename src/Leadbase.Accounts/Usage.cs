using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>Calls or errors of one day.</summary>
/// <param name="Day">The day in Central time, <c>yyyy-MM-dd</c>.</param>
/// <param name="Key">The user's email, or the error code.</param>
/// <param name="Count">How many.</param>
public sealed record UsageRow(string Day, string Key, long Count);

/// <summary>
/// Counts the charged calls of one instance, per user and day, and the errors by code ("Usage"). Counting is in
/// memory; the database is brought up to date every second, so that a crash loses at most the last second. The
/// quota is compared with what all processes have counted, as of the last such exchange.
/// </summary>
public sealed class Usage : IAsyncDisposable
{
    /// <summary>Days whose counts are kept.</summary>
    private const int KeptDays = 90;

    private static readonly TimeZoneInfo Central = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    /// <summary>The day that quotas go by, which ends at midnight Central time: <c>yyyy-MM-dd</c>.</summary>
    public static string DayOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Central).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    private readonly Instance _instance;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private Dictionary<(string Day, string User), long> _calls = [];
    private Dictionary<(string Day, string Code), long> _errors = [];
    private string _today = "";
    private long _todayEnds;
    private long _todayCount;
    private bool _loaded;

    private Usage(Instance instance) => _instance = instance;

    /// <summary>The counters of an instance.</summary>
    public static Usage Of(Instance instance) => instance.Part(static i => new Usage(i));

    /// <summary>Whether the day's count has been read from the database, so that the quota can be judged.</summary>
    public bool Loaded => Volatile.Read(ref _loaded);

    /// <summary>Counts a call and returns how many there were today with it. The day ends at midnight Central time (607).</summary>
    /// <param name="principal">Who calls.</param>
    /// <param name="day">The day that was charged, for <see cref="Refund"/>.</param>
    public long Charge(Principal principal, out string day)
    {
        lock (_lock)
        {
            Turn();
            day = _today;
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_calls, (_today, principal.UserEmail), out _)++;
            return ++_todayCount;
        }
    }

    /// <summary>Takes a call back that turned out not to be charged (604, 611), from the day that was charged.</summary>
    public void Refund(Principal principal, string day)
    {
        lock (_lock)
        {
            Turn();
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_calls, (day, principal.UserEmail), out _)--;
            if (day == _today) _todayCount--;
        }
    }

    /// <summary>Counts an error code of a response.</summary>
    public void Error(string code)
    {
        lock (_lock)
        {
            Turn();
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_errors, (_today, code), out _)++;
        }
    }

    /// <summary>Writes what was counted since the last time, and reads the day's total of all processes.</summary>
    public async Task FlushAsync(CancellationToken cancel = default)
    {
        await _flushing.WaitAsync(cancel);
        try
        {
            var (calls, errors, today) = Take();
            try
            {
                if (calls.Count + errors.Count > 0) await WriteAsync(calls, errors, cancel);
            }
            catch
            {
                PutBack(calls, errors);
                throw;
            }
            var total = await TotalAsync(today, cancel);
            lock (_lock)
            {
                if (today == _today) _todayCount = total + _calls.Where(c => c.Key.Day == today).Sum(c => c.Value);
                Volatile.Write(ref _loaded, true);
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    /// <summary>Charged calls per day and user over the last <paramref name="days"/> days, today included.</summary>
    public Task<IReadOnlyList<UsageRow>> CallsAsync(int days, CancellationToken cancel) => ReadAsync("usage_call", "user_id", days, cancel);

    /// <summary>Errors per day and code over the last <paramref name="days"/> days, today included.</summary>
    public Task<IReadOnlyList<UsageRow>> ErrorsAsync(int days, CancellationToken cancel) => ReadAsync("usage_error", "code", days, cancel);

    /// <summary>The day in Central time.</summary>
    public string Today
    {
        get
        {
            lock (_lock)
            {
                Turn();
                return _today;
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await FlushAsync();
        }
        finally
        {
            _flushing.Dispose();
        }
    }

    private void Turn()
    {
        var now = _instance.Clock.GetUtcNow();
        if (now.UtcTicks < _todayEnds && _today.Length > 0 && now.UtcTicks >= _todayEnds - TimeSpan.TicksPerDay * 2) return;
        var local = TimeZoneInfo.ConvertTime(now, Central).Date;
        _today = local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        _todayEnds = TimeZoneInfo.ConvertTimeToUtc(local.AddDays(1), Central).Ticks;
        _todayCount = _calls.Where(c => c.Key.Day == _today).Sum(c => c.Value);
    }

    private (Dictionary<(string, string), long> Calls, Dictionary<(string, string), long> Errors, string Today) Take()
    {
        lock (_lock)
        {
            Turn();
            var taken = (_calls, _errors, _today);
            _calls = [];
            _errors = [];
            return taken;
        }
    }

    private void PutBack(Dictionary<(string, string), long> calls, Dictionary<(string, string), long> errors)
    {
        lock (_lock)
        {
            foreach (var (key, count) in calls) _calls[key] = _calls.GetValueOrDefault(key) + count;
            foreach (var (key, count) in errors) _errors[key] = _errors.GetValueOrDefault(key) + count;
        }
    }

    private async Task WriteAsync(
        Dictionary<(string Day, string Key), long> calls, Dictionary<(string Day, string Key), long> errors, CancellationToken cancel)
    {
        await using var session = await _instance.Database.WriteAsync(cancel);
        await AddAsync(session, "usage_call", "user_id", calls);
        await AddAsync(session, "usage_error", "code", errors);
        await session.CommitAsync();
    }

    private static async Task AddAsync(Session session, string table, string key, Dictionary<(string Day, string Key), long> counts)
    {
        var sql = $"""
            insert into {session.Database.Table(table)} as u (day, {key}, calls) values ($1, $2, $3)
            on conflict (day, {key}) do update set calls = u.calls + excluded.calls
            """;
        // In the order of the key, so that two processes cannot wait for each other.
        foreach (var ((day, name), count) in counts.OrderBy(c => c.Key.Day, StringComparer.Ordinal).ThenBy(c => c.Key.Key, StringComparer.Ordinal))
        {
            await session.Sql(sql).Bind(day).Bind(name).Bind(count).ExecuteAsync();
        }
        if (counts.Count > 0)
        {
            var oldest = DateOnly.Parse(counts.Keys.Max(k => k.Day)!, System.Globalization.CultureInfo.InvariantCulture).AddDays(-KeptDays);
            await session.Sql($"delete from {session.Database.Table(table)} where day < $1")
                .Bind(oldest.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ExecuteAsync();
        }
    }

    private async Task<long> TotalAsync(string day, CancellationToken cancel)
    {
        await using var session = await _instance.Database.ReadAsync(cancel);
        return await session.Sql($"select cast(coalesce(sum(calls), 0) as bigint) from {_instance.Database.Table("usage_call")} where day = $1")
            .Bind(day).NumberAsync() ?? 0;
    }

    private async Task<IReadOnlyList<UsageRow>> ReadAsync(string table, string key, int days, CancellationToken cancel)
    {
        await FlushAsync(cancel);
        var first = DateOnly.Parse(Today, System.Globalization.CultureInfo.InvariantCulture).AddDays(1 - days);
        await using var session = await _instance.Database.ReadAsync(cancel);
        return await session
            .Sql($"select day, {key}, calls from {_instance.Database.Table(table)} where day >= $1 and calls <> 0 order by day desc, {key}")
            .Bind(first.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            .ListAsync(r => new UsageRow(r.GetString(0), r.GetString(1), r.GetInt64(2)));
    }
}
