using Leadbase.Bulk.Files;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>An export as its status tells it; times in seconds since 1970.</summary>
internal sealed record Export(
    string Id, string Kind, string? Object, string Owner, string State, string Format, string Request, long CreatedAt,
    long? QueuedAt, long? StartedAt, long? FinishedAt, long? Records, long? Size, string? Checksum, string? Error);

/// <summary>States of an export ("Bulk Extract", Polling Job Status). The pages also write Canceled.</summary>
internal static class ExportState
{
    public const string Created = "Created";
    public const string Queued = "Queued";
    public const string Processing = "Processing";
    public const string Completed = "Completed";
    public const string Failed = "Failed";
    public const string Cancelled = "Cancelled";
    public static readonly string[] All = [Created, Queued, Processing, Completed, Failed, Cancelled];
}

/// <summary>The rows of exports.</summary>
internal static class ExportStore
{
    /// <summary>Exports that wait or run, of all kinds together, at most.</summary>
    public const int MaxQueued = 10;

    /// <summary>How long a file is kept, in seconds: seven days. The pages also say ten.</summary>
    public const long FileSeconds = 7 * 24 * 3600;

    /// <summary>How long a status is told, in seconds: thirty days.</summary>
    public const long StatusSeconds = 30 * 24 * 3600;

    private const string Columns =
        "id, kind, object, owner, state, format, request, created_at, queued_at, started_at, finished_at, records, file_size, checksum, error";

    /// <summary>How many exports wait or run; nobody else enqueues one until the transaction ends.</summary>
    public static async Task<long> CountOpenAsync(Session session)
    {
        await session.Database.Dialect.LockKeysAsync(session, BulkSchema.Exports, ["queue"]);
        return await session.Sql($"select count(*) from {Table(session)} where state in ('{ExportState.Queued}', '{ExportState.Processing}')").NumberAsync() ?? 0;
    }

    /// <summary>What the exports that wait or run were asked for.</summary>
    public static async Task<List<string>> OpenRequestsAsync(Session session) =>
        await session.Sql($"select request from {Table(session)} where state in ('{ExportState.Queued}', '{ExportState.Processing}')").ListAsync(r => r.GetString(0));

    /// <summary>Bytes of the exports that were completed since a moment.</summary>
    public static async Task<long> BytesSinceAsync(Session session, long since) =>
        await session.Sql($"select cast(coalesce(sum(file_size), 0) as bigint) from {Table(session)} where state = '{ExportState.Completed}' and finished_at >= $1")
            .Bind(since).NumberAsync() ?? 0;

    /// <summary>Adds an export.</summary>
    public static async Task AddAsync(Session session, Export export) =>
        await session.Sql($"insert into {Table(session)} (id, kind, object, owner, state, format, request, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)")
            .Bind(export.Id).Bind(export.Kind).Bind(export.Object).Bind(export.Owner).Bind(export.State).Bind(export.Format).Bind(export.Request)
            .Bind(export.CreatedAt).ExecuteAsync();

    /// <summary>An export; null when there is none.</summary>
    public static async Task<Export?> FindAsync(Session session, string id, bool forUpdate = false)
    {
        // An id is what we have made; PostgreSQL cannot be asked for U+0000.
        if (!Guid.TryParseExact(id, "D", out _)) return null;
        var rows = await session.Sql($"select {Columns} from {Table(session)} where id = $1{(forUpdate ? session.Database.Dialect.ForUpdate : "")}")
            .Bind(id).ListAsync(Read);
        return rows is [var export] ? export : null;
    }

    /// <summary>A user's exports of a kind, the oldest first.</summary>
    /// <param name="session">A session.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="owner">The user.</param>
    /// <param name="since">The moment since when they were made.</param>
    public static async Task<List<Export>> ListAsync(Session session, string kind, string owner, long since) =>
        await session.Sql($"select {Columns} from {Table(session)} where owner = $1 and kind = $2 and created_at >= $3 order by created_at, id")
            .Bind(owner).Bind(kind).Bind(since).ListAsync(Read);

    /// <summary>Notes that an export was enqueued.</summary>
    public static async Task QueueAsync(Session session, string id, long now) =>
        await session.Sql($"update {Table(session)} set state = '{ExportState.Queued}', queued_at = $2 where id = $1").Bind(id).Bind(now).ExecuteAsync();

    /// <summary>Notes that an export is being made; false when it was cancelled.</summary>
    public static async Task<bool> StartAsync(Session session, string id, long now) =>
        await session.Sql($"update {Table(session)} set state = '{ExportState.Processing}', started_at = coalesce(started_at, $2) where id = $1 and state in ('{ExportState.Queued}', '{ExportState.Processing}')")
            .Bind(id).Bind(now).ExecuteAsync() > 0;

    /// <summary>Notes that an export is over; nothing when it was cancelled.</summary>
    public static async Task FinishAsync(Session session, string id, string state, long now, long? records = null, long? size = null, string? checksum = null, string? error = null) =>
        await session.Sql($"""
            update {Table(session)} set state = $2, finished_at = $3, records = $4, file_size = $5, checksum = $6, error = $7
            where id = $1 and state in ('{ExportState.Queued}', '{ExportState.Processing}')
            """).Bind(id).Bind(state).Bind(now).Bind(records).Bind(size).Bind(checksum).Bind(error).ExecuteAsync();

    /// <summary>Notes that an export was cancelled; what was written of its file goes.</summary>
    public static async Task CancelAsync(Session session, string id, long now)
    {
        await session.Sql($"update {Table(session)} set state = '{ExportState.Cancelled}', finished_at = $2 where id = $1").Bind(id).Bind(now).ExecuteAsync();
        await FileChunks.DeleteAsync(session, [BulkFiles.OfExport(id)]);
    }

    /// <summary>Removes files, and then exports, whose time is over.</summary>
    public static async Task ExpireAsync(Session session, long now)
    {
        var table = Table(session);
        var files = await session.Sql($"select id from {table} where file_size is not null and finished_at <= $1 and exists (select 1 from {FileChunks.TableIn(session.Database)} c where c.file = 'export/' || id) limit 20")
            .Bind(now - FileSeconds).ListAsync(r => r.GetString(0));
        await FileChunks.DeleteAsync(session, [.. files.Select(BulkFiles.OfExport)]);
        await session.Sql($"delete from {table} where (finished_at <= $1 or (state = '{ExportState.Created}' and created_at <= $1))").Bind(now - StatusSeconds).ExecuteAsync();
    }

    /// <summary>When the day of the quota began: at midnight Central time.</summary>
    public static long DayBegan(long now)
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(now);
        // Days are of 23 hours, too: the text of the day decides, and the beginning is looked for to the hour.
        var day = Accounts.Usage.DayOf(moment);
        var hour = new DateTimeOffset(moment.Year, moment.Month, moment.Day, moment.Hour, 0, 0, TimeSpan.Zero);
        while (Accounts.Usage.DayOf(hour.AddHours(-1)) == day) hour = hour.AddHours(-1);
        return hour.ToUnixTimeSeconds();
    }

    private static Export Read(System.Data.Common.DbDataReader r) => new(
        r.GetString(0), r.GetString(1), r.TextOrNull(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetInt64(7),
        r.NumberOrNull(8), r.NumberOrNull(9), r.NumberOrNull(10), r.NumberOrNull(11), r.NumberOrNull(12), r.TextOrNull(13), r.TextOrNull(14));

    private static string Table(Session session) => session.Database.Table(BulkSchema.Exports);
}
