using System.Security.Cryptography;
using Leadbase.Accounts;
using Leadbase.Bulk.Files;
using Leadbase.Jobs;
using Leadbase.Records.Fields;
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

    // A stretch ends here, however few records it has: what a step holds in memory does not depend on how large they are.
    private const int MaxBytes = 2 * FileChunks.Size;

    private static readonly Dictionary<string, IExportKind> Kinds =
        new IExportKind[] { new LeadExport(), new ActivityExport(), new MemberExport(), new ObjectExport() }.ToDictionary(k => k.Name);

    /// <summary>The kind of export of a name.</summary>
    public static IExportKind Of(string name) => Kinds[name];

    /// <summary>Gets a step ready: first it is noted that the export runs, then come the stretches, and last the checksum.</summary>
    public static async Task<JobWork> PrepareAsync(Instance instance, Job job, CancellationToken cancel)
    {
        var id = job.Read<ExportJob>().Export;
        if (job.ReadProgress<ExportProgress>() is not { } progress) return session => StartAsync(session, id, instance.Now);
        if (progress.Read) return await FinishAsync(instance, id, progress, cancel);
        await using var session = await instance.Database.ReadAsync(cancel);
        if (await ExportStore.FindAsync(session, id) is not { State: ExportState.Processing } export) return _ => Task.FromResult(new JobStep(job.Progress, Done: true));
        var order = Job.Read<ExportOrder>(export.Request);
        if (await Of(export.Kind).OpenAsync(instance, session, order, cancel) is not { } query) return s => FailAsync(s, id, "What the export names is gone", instance.Now);
        var (next, chunk) = await ReadAsync(session, query, order, progress);
        return s => WriteAsync(s, id, progress, next, chunk, instance.Now);
    }

    /// <summary>Notes that an export was given up.</summary>
    public static async Task GiveUpAsync(Instance instance, Session session, Job job, string reason) =>
        await FailAsync(session, job.Read<ExportJob>().Export, reason, instance.Now);

    private static async Task<(ExportProgress Next, ReadOnlyMemory<byte> Chunk)> ReadAsync(Session session, ExportQuery query, ExportOrder order, ExportProgress progress)
    {
        var csv = new CsvOutput(order.Delimiter, MaxBytes + (FileChunks.Size / 4));
        if (progress.Chunks == 0)
        {
            foreach (var column in query.Columns) csv.Text(column);
            csv.EndRow();
        }
        var (after, count, full) = (progress.Chunks == 0 ? query.From : progress.After, 0, false);
        var statement = session.Sql(query.Sql).Bind(after);
        query.Bind(statement);
        await using (var reader = await statement.QueryAsync())
        {
            while (!full && await reader.ReadAsync())
            {
                after = reader.GetInt64(0);
                query.Write(csv, reader);
                count++;
                full = csv.Written.Length >= MaxBytes;
            }
        }
        var over = !full && count < ExportQuery.Stretch;
        return (new ExportProgress(after, progress.Chunks + 1, progress.Bytes + csv.Written.Length, progress.Records + count, over), csv.Written);
    }

    private static async Task<JobStep> StartAsync(Session session, string id, long now)
    {
        var runs = await ExportStore.StartAsync(session, id, now);
        return new JobStep(Job.Write(new ExportProgress(0, 0, 0, 0, Read: false)), Done: !runs);
    }

    private static async Task<JobStep> WriteAsync(Session session, string id, ExportProgress progress, ExportProgress next, ReadOnlyMemory<byte> chunk, long now)
    {
        // Holds the row: whoever cancels has done so already, or waits, and then removes this chunk, too.
        if (!await ExportStore.StartAsync(session, id, now)) return new JobStep(null, Done: true);
        if (chunk.Length == 0) return new JobStep(Job.Write(next with { Chunks = progress.Chunks }), Done: false);
        await FileChunks.AppendAsync(session, FileChunks.OfExport(id), progress.Chunks, progress.Bytes, chunk);
        return new JobStep(Job.Write(next), Done: false);
    }

    private static async Task<JobWork> FinishAsync(Instance instance, string id, ExportProgress progress, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var session = await instance.Database.ReadAsync(cancel))
        {
            for (var seq = 0L; seq < progress.Chunks; seq++) hash.AppendData(await FileChunks.ReadAsync(session, FileChunks.OfExport(id), seq) ?? []);
        }
        var checksum = $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
        return async session =>
        {
            await ExportStore.FinishAsync(session, id, ExportState.Completed, instance.Now, progress.Records, progress.Bytes, checksum);
            return new JobStep(null, Done: true);
        };
    }

    private static async Task<JobStep> FailAsync(Session session, string id, string reason, long now)
    {
        await ExportStore.FinishAsync(session, id, ExportState.Failed, now, error: reason);
        await FileChunks.DeleteAsync(session, [FileChunks.OfExport(id)]);
        return new JobStep(null, Done: true);
    }
}
