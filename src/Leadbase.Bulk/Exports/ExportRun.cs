using System.Security.Cryptography;
using Leadbase.Accounts;
using Leadbase.Bulk.Files;
using Leadbase.Jobs;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>
/// The job of an export: a stretch of records a step, read without a transaction, so that no writer waits and SQLite's
/// write-ahead log can be folded back in between; the step's chunk of the file and how far it is are committed together.
/// </summary>
internal static class ExportRun
{
    /// <summary>The kind of its jobs.</summary>
    public const string Kind = "export";

    private static readonly Dictionary<string, IExportKind> Kinds =
        new IExportKind[] { new LeadExport(), new ActivityExport(), new MemberExport(), new ObjectExport() }.ToDictionary(k => k.Name);

    /// <summary>The kind of export of a name.</summary>
    public static IExportKind Of(string name) => Kinds[name];

    /// <summary>Gets a step ready: first it is noted that the export runs, then come the stretches, and last the checksum.</summary>
    public static async Task<JobWork> PrepareAsync(Instance instance, Job job, JobRun run, CancellationToken cancel)
    {
        var id = job.Read<ExportJob>().Export;
        if (job.ReadProgress<ExportProgress>() is not { } progress) return session => StartAsync(session, id, instance.Now);
        if (await FindAsync(instance, id, cancel) is not { State: ExportState.Processing } export) return _ => Task.FromResult(new JobStep(job.Progress, Done: true));
        var reader = run.Keep(() => new ExportReader(instance, Of(export.Kind), Job.Read<ExportOrder>(export.Request), cancel));
        if (progress.Read) return await FinishAsync(instance, id, progress, reader.Checksum(progress), cancel);
        if (await reader.ReadAsync(progress) is not { } stretch) return session => FailAsync(session, id, "What the export names is gone", instance.Now);
        return session => WriteAsync(session, id, stretch, instance.Now);
    }

    /// <summary>Notes that an export was given up.</summary>
    public static async Task GiveUpAsync(Instance instance, Session session, Job job, string reason) =>
        await FailAsync(session, job.Read<ExportJob>().Export, reason, instance.Now);

    private static async Task<Export?> FindAsync(Instance instance, string id, CancellationToken cancel)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        return await ExportStore.FindAsync(session, id);
    }

    private static async Task<JobStep> StartAsync(Session session, string id, long now)
    {
        var runs = await ExportStore.StartAsync(session, id, now);
        return new JobStep(Job.Write(new ExportProgress(0, 0, 0, 0, Read: false)), Done: !runs);
    }

    private static async Task<JobStep> WriteAsync(Session session, string id, Stretch stretch, long now)
    {
        // Holds the row: whoever cancels has done so already, or waits, and then removes this chunk, too.
        if (!await ExportStore.StartAsync(session, id, now)) return new JobStep(null, Done: true);
        var (from, next, chunk) = stretch;
        if (chunk.Length > 0) await FileChunks.AppendAsync(session, BulkFiles.OfExport(id), from.Chunks, from.Bytes, chunk);
        return new JobStep(Job.Write(next), Done: false);
    }

    private static async Task<JobWork> FinishAsync(Instance instance, string id, ExportProgress progress, string? known, CancellationToken cancel)
    {
        var checksum = known ?? await ChecksumAsync(instance, id, progress, cancel);
        return async session =>
        {
            await ExportStore.FinishAsync(session, id, ExportState.Completed, instance.Now, progress.Records, progress.Bytes, checksum);
            return new JobStep(null, Done: true);
        };
    }

    /// <summary>The checksum of a file that other servers have begun.</summary>
    private static async Task<string> ChecksumAsync(Instance instance, string id, ExportProgress progress, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var session = await instance.Database.ReadAsync(cancel);
        for (var seq = 0L; seq < progress.Chunks; seq++) hash.AppendData(await FileChunks.ReadAsync(session, BulkFiles.OfExport(id), seq) ?? []);
        return ExportReader.Text(hash);
    }

    private static async Task<JobStep> FailAsync(Session session, string id, string reason, long now)
    {
        await ExportStore.FinishAsync(session, id, ExportState.Failed, now, error: reason);
        await FileChunks.DeleteAsync(session, [BulkFiles.OfExport(id)]);
        return new JobStep(null, Done: true);
    }
}
