using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Bulk.Files;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>Create, enqueue and cancel exports, and tell of them: the same for the four kinds ("Bulk Extract"). A user sees their own exports only.</summary>
internal static class ExportCalls
{
    private const string TokenKind = "exports";
    private const long ListedSeconds = 7 * 24 * 3600;

    /// <summary>Create Export Job.</summary>
    public static Handler CreateOf(IExportKind kind) => async call =>
    {
        var (order, error) = await CreateExport.ReadAsync(call, kind);
        if (order is null) return error;
        var now = call.Instance.Now;
        var export = new Export(
            Guid.NewGuid().ToString(), kind.Name, order.Object, call.Principal.UserEmail, ExportState.Created, order.Format, Job.Write(order),
            now, null, null, null, null, null, null, null);
        var refusal = await WriteTransaction.RunAsync(
            call.Instance,
            async session =>
            {
                var over = await OverQuotaAsync(session, call.Instance);
                if (over is null) await ExportStore.AddAsync(session, export);
                return over;
            },
            call.Cancel);
        if (refusal is { } why) return why;
        ExportJson.Write(call.Result, export);
        return Answer.Success;
    };

    /// <summary>Enqueue Export Job: 1029 when it is or was queued, when ten wait or run, and when the day's quota is used up.</summary>
    public static Handler EnqueueOf(IExportKind kind) => async call =>
    {
        var (export, error) = await WriteTransaction.RunAsync(call.Instance, session => EnqueueAsync(call, session, kind), call.Cancel);
        if (export is null) return error;
        JobSignal.Of(call.Instance).Set();
        ExportJson.Write(call.Result, export);
        return Answer.Success;
    };

    /// <summary>Cancel Export Job: of one that is not over yet.</summary>
    public static Handler CancelOf(IExportKind kind) => async call =>
    {
        var (export, error) = await WriteTransaction.RunAsync(call.Instance, session => CancelAsync(call, session, kind), call.Cancel);
        if (export is null) return error;
        ExportJson.Write(call.Result, export);
        return Answer.Success;
    };

    /// <summary>Get Export Job Status.</summary>
    public static Handler StatusOf(IExportKind kind) => async call =>
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        if (await FindAsync(call, session, kind) is not { } export) return Errors.ObjectNotFound;
        ExportJson.Write(call.Result, Seen(call, export));
        return Answer.Success;
    };

    /// <summary>Get Export Jobs: those of the last seven days.</summary>
    public static Handler ListOf(IExportKind kind) => async call =>
    {
        if (!call.TryBatchSize(out var size, out var error) || !call.TryPosition(TokenKind, out var position, out error)) return error;
        var states = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in call.Parameters.List("status"))
        {
            if (StateOf(name) is not { } state) return Errors.InvalidData($"Invalid value for status; it is one of {string.Join(", ", ExportState.All)}");
            states.Add(state);
        }
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var all = await ExportStore.ListAsync(session, kind.Name, call.Principal.UserEmail, call.Instance.Now - ListedSeconds);
        var seen = all.Where(e => call.Route.First is not { } name || string.Equals(name, e.Object, StringComparison.OrdinalIgnoreCase))
            .Select(e => Seen(call, e)).Where(e => states.Count == 0 || states.Contains(e.State)).Skip((int)position).ToList();
        _ = call.Result;
        foreach (var export in seen.Take(size)) ExportJson.Write(call.Result, export);
        return seen.Count > size ? Answer.Next(PagingToken.Create(call.Instance, TokenKind, position + size)) : Answer.Success;
    };

    /// <summary>Get Export File: 404 in plain text for what is not completed, not the caller's, or gone.</summary>
    public static Handler FileOf(IExportKind kind) => async call =>
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var export = await FindAsync(call, session, kind);
        return export is { State: ExportState.Completed, Size: { } size } && export.FinishedAt + ExportStore.FileSeconds > call.Instance.Now
            ? FileAnswer.Of(call, BulkFiles.OfExport(export.Id), size)
            : FileAnswer.NotFound(call, "Export file not found");
    };

    private static async Task<(Export? Export, ApiError Error)> EnqueueAsync(Call call, Session session, IExportKind kind)
    {
        var open = await ExportStore.CountOpenAsync(session);
        if (await FindAsync(call, session, kind, forUpdate: true) is not { } export) return (null, Errors.ObjectNotFound);
        if (export.State != ExportState.Created) return (null, Errors.JobQueued);
        if (open >= ExportStore.MaxQueued) return (null, Errors.TooManyJobs);
        if (await OverQuotaAsync(session, call.Instance) is { } over) return (null, over);
        var now = call.Instance.Now;
        await ExportStore.QueueAsync(session, export.Id, now);
        await JobStore.EnqueueAsync(session, ExportRun.Kind, new ExportJob(export.Id), now, now);
        return (export with { State = ExportState.Queued, QueuedAt = now }, default);
    }

    private static async Task<(Export? Export, ApiError Error)> CancelAsync(Call call, Session session, IExportKind kind)
    {
        if (await FindAsync(call, session, kind, forUpdate: true) is not { } export) return (null, Errors.ObjectNotFound);
        if (export.State is not (ExportState.Created or ExportState.Queued or ExportState.Processing))
        {
            return (null, Errors.InvalidData($"The export is {export.State} and cannot be cancelled"));
        }
        await ExportStore.CancelAsync(session, export.Id, call.Instance.Now);
        return (export with { State = ExportState.Cancelled }, default);
    }

    private static async Task<ApiError?> OverQuotaAsync(Session session, Instance instance)
    {
        var megabytes = instance.Settings.Limits.ExportQuotaMegabytes;
        return await ExportStore.BytesSinceAsync(session, ExportStore.DayBegan(instance.Now)) >= megabytes * 1024L * 1024
            ? Errors.ExportQuotaReached(megabytes) : null;
    }

    private static async Task<Export?> FindAsync(Call call, Session session, IExportKind kind, bool forUpdate = false)
    {
        var objectName = call.Route.Second is null ? null : call.Route[0];
        return await ExportStore.FindAsync(session, call.Route.Second ?? call.Route[0], forUpdate) is { } export
            && export.Kind == kind.Name && export.Owner == call.Principal.UserEmail
            && (objectName is null || string.Equals(objectName, export.Object, StringComparison.OrdinalIgnoreCase))
            && !((export.FinishedAt ?? export.CreatedAt) + ExportStore.StatusSeconds <= call.Instance.Now) ? export : null;
    }

    // Both spellings occur in the documentation.
    private static string? StateOf(string name) => string.Equals(name, "Canceled", StringComparison.OrdinalIgnoreCase)
        ? ExportState.Cancelled
        : Array.Find(ExportState.All, s => string.Equals(s, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>An export as it was when its status was last told anew ("Bulk Extract": at most once in sixty seconds).</summary>
    private static Export Seen(Call call, Export export)
    {
        var seconds = call.Instance.Settings.Limits.ExportStatusSeconds;
        if (seconds <= 0 || export.QueuedAt is not { } queued || export.State == ExportState.Cancelled) return export;
        var moment = queued + ((call.Instance.Now - queued) / seconds * seconds);
        if (export.FinishedAt is { } finished && finished > moment)
        {
            export = export with { State = ExportState.Processing, FinishedAt = null, Records = null, Size = null, Checksum = null, Error = null };
        }
        return export.StartedAt is { } started && started > moment ? export with { State = ExportState.Queued, StartedAt = null } : export;
    }
}

/// <summary>Exports as JSON.</summary>
internal static class ExportJson
{
    /// <summary>Writes an export; what it has no value for yet is left away.</summary>
    public static void Write(Utf8JsonWriter json, Export export)
    {
        json.WriteStartObject();
        json.WriteString("exportId"u8, export.Id);
        json.WriteString("format"u8, export.Format);
        json.WriteString("status"u8, export.State);
        Time("createdAt", export.CreatedAt);
        Time("queuedAt", export.QueuedAt);
        Time("startedAt", export.StartedAt);
        if (export.State is ExportState.Completed or ExportState.Failed) Time("finishedAt", export.FinishedAt);
        if (export.State == ExportState.Completed)
        {
            json.WriteNumber("numberOfRecords"u8, export.Records ?? 0);
            json.WriteNumber("fileSize"u8, export.Size ?? 0);
            json.WriteString("fileChecksum"u8, export.Checksum);
        }
        if (export.Error is { } error) json.WriteString("errorMsg"u8, error);
        json.WriteEndObject();

        void Time(string name, long? seconds)
        {
            if (seconds is { } s) json.WriteString(name, IsoTime.Format(s));
        }
    }
}
