using Leadbase.Bulk.Files;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>An import as its status tells it.</summary>
/// <param name="Id">The batch id.</param>
/// <param name="Kind">The kind's name.</param>
/// <param name="Object">The custom object type, or null.</param>
/// <param name="State">Queued, Importing, Complete or Failed.</param>
/// <param name="Request">What is to be done: an <see cref="ImportOrder"/> as JSON.</param>
/// <param name="StartedAt">When its first step was done, in seconds since 1970.</param>
/// <param name="FinishedAt">When it was over.</param>
/// <param name="Processed">Rows that were imported.</param>
/// <param name="Failed">Rows that were not.</param>
/// <param name="Warned">Rows that were imported with a warning.</param>
/// <param name="Message">How it ended.</param>
internal sealed record Import(
    long Id, string Kind, string? Object, string State, string Request, long? StartedAt, long? FinishedAt, long Processed, long Failed, long Warned, string? Message);

/// <summary>States of an import ("Bulk Import", Polling Job Status).</summary>
internal static class ImportState
{
    public const string Queued = "Queued";
    public const string Importing = "Importing";
    public const string Complete = "Complete";
    public const string Failed = "Failed";
}

/// <summary>The rows of imports.</summary>
internal static class ImportStore
{
    /// <summary>Imports that wait or run, at most.</summary>
    public const int MaxQueued = 10;

    /// <summary>How long a finished import and its files are kept, in seconds: seven days.</summary>
    public const long KeptSeconds = 7 * 24 * 3600;

    private const string Columns = "id, kind, object, state, request, started_at, finished_at, processed, failed, warned, message";
    private const string Open = $"state in ('{ImportState.Queued}', '{ImportState.Importing}')";

    /// <summary>How many imports wait or run; nobody else adds one until the transaction ends.</summary>
    public static async Task<long> CountOpenAsync(Session session)
    {
        await session.Database.Dialect.LockKeysAsync(session, BulkSchema.Imports, ["queue"]);
        return await session.Sql($"select count(*) from {Table(session)} where {Open}").NumberAsync() ?? 0;
    }

    /// <summary>Whether an import into a static list waits or runs.</summary>
    public static async Task<bool> IsBusyAsync(Session session, long list) =>
        await session.Sql($"select id from {Table(session)} where list = $1 and {Open} limit 1").Bind(list).NumberAsync() is not null;

    /// <summary>Adds an import.</summary>
    /// <returns>Its batch id.</returns>
    public static async Task<long> AddAsync(Session session, string kind, string? objectName, long? list, string state, string format, string request, long now, string? message)
    {
        var id = (await session.Database.Dialect.AllocateIdsAsync(session, BulkSchema.Imports, 1))[0];
        await session.Sql($"""
            insert into {Table(session)} (id, kind, object, list, state, format, request, created_at, finished_at, processed, failed, warned, message)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, $10)
            """).Bind(id).Bind(kind).Bind(objectName).Bind(list).Bind(state).Bind(format).Bind(request).Bind(now)
            .Bind(state == ImportState.Failed ? now : (long?)null).Bind(message).ExecuteAsync();
        return id;
    }

    /// <summary>An import of a kind, and of a custom object type where the kind has those; null when there is none, or no longer.</summary>
    public static async Task<Import?> FindAsync(Session session, string kind, string? objectName, long id, long now) =>
        await FindAsync(session, id) is { } import && import.Kind == kind
        && (objectName is null || string.Equals(import.Object, objectName, StringComparison.OrdinalIgnoreCase))
        && !(import.FinishedAt + KeptSeconds <= now) ? import : null;

    /// <summary>An import.</summary>
    public static async Task<Import?> FindAsync(Session session, long id)
    {
        var rows = await session.Sql($"select {Columns} from {Table(session)} where id = $1").Bind(id).ListAsync(r => new Import(
            r.GetInt64(0), r.GetString(1), r.TextOrNull(2), r.GetString(3), r.GetString(4), r.NumberOrNull(5), r.NumberOrNull(6),
            r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.TextOrNull(10)));
        return rows is [var import] ? import : null;
    }

    /// <summary>Notes that an import runs.</summary>
    public static async Task StartAsync(Session session, long id, long now) =>
        await session.Sql($"update {Table(session)} set state = '{ImportState.Importing}', started_at = coalesce(started_at, $2) where id = $1 and {Open}")
            .Bind(id).Bind(now).ExecuteAsync();

    /// <summary>Counts what a step did.</summary>
    public static async Task CountAsync(Session session, long id, long processed, long failed, long warned) =>
        await session.Sql($"update {Table(session)} set processed = processed + $2, failed = failed + $3, warned = warned + $4 where id = $1")
            .Bind(id).Bind(processed).Bind(failed).Bind(warned).ExecuteAsync();

    /// <summary>Notes that an import is over.</summary>
    public static async Task FinishAsync(Session session, long id, string state, string message, long now) =>
        await session.Sql($"update {Table(session)} set state = $2, message = $3, finished_at = $4 where id = $1 and {Open}")
            .Bind(id).Bind(state).Bind(message).Bind(now).ExecuteAsync();

    /// <summary>Removes imports whose time is over, and their files.</summary>
    public static async Task ExpireAsync(Session session, long now)
    {
        var over = await session.Sql($"select id from {Table(session)} where not ({Open}) and finished_at <= $1 limit 100")
            .Bind(now - KeptSeconds).ListAsync(r => r.GetInt64(0));
        if (over.Count == 0) return;
        await FileChunks.DeleteAsync(session, [.. over.SelectMany(id => FilesOf(id))]);
        await session.Sql($"delete from {Table(session)} where {session.Database.Dialect.In("id", 1)}").BindSet(over).ExecuteAsync();
    }

    private static string[] FilesOf(long id) => [BulkFiles.OfImport(id, "upload"), BulkFiles.OfImport(id, "failures"), BulkFiles.OfImport(id, "warnings")];

    private static string Table(Session session) => session.Database.Table(BulkSchema.Imports);
}
