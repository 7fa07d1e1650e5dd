using System.Text;
using Leadbase.Accounts;
using Leadbase.Bulk.Files;
using Leadbase.Jobs;
using Leadbase.Storage;
using Sylvan.Data.Csv;

namespace Leadbase.Bulk.Imports;

/// <summary>
/// The job of an import: a part of the upload a step. The step's rows, its counters, what it tells of failed rows and how
/// far it is are committed together, so that no row is imported twice and none is left out.
/// </summary>
internal static class ImportRun
{
    /// <summary>The kind of its jobs.</summary>
    public const string Kind = "import";

    private static readonly Dictionary<string, IImportKind> Kinds =
        new IImportKind[] { new LeadImport(), new MemberImport(), new ObjectImport() }.ToDictionary(k => k.Name);

    /// <summary>The kind of import of a name.</summary>
    public static IImportKind Of(string name) => Kinds[name];

    /// <summary>Gets a step ready: the first one notes that the import runs, each other one reads a part.</summary>
    public static async Task<JobWork> PrepareAsync(Instance instance, Job job, JobRun run, CancellationToken cancel)
    {
        var id = job.Read<ImportJob>().Import;
        if (job.ReadProgress<ImportProgress>() is not { } progress) return session => StartAsync(session, id, instance.Now);
        var (import, part) = await ReadAsync(instance, id, progress.Next, cancel);
        if (import is null) return _ => Task.FromResult(new JobStep(job.Progress, Done: true));
        if (part is null) return session => FinishAsync(session, id, instance.Now);
        var order = Job.Read<ImportOrder>(import.Request);
        var (writer, failure) = await Of(import.Kind).OpenAsync(instance, order, cancel);
        if (writer is null) return session => FailAsync(session, id, failure!, instance.Now);
        return Work(instance, import, order, writer, part, progress);
    }

    /// <summary>Notes that an import was given up.</summary>
    public static async Task GiveUpAsync(Instance instance, Session session, Job job, string reason) =>
        await ImportStore.FinishAsync(session, job.Read<ImportJob>().Import, ImportState.Failed, $"Import failed: {reason}", instance.Now);

    private static JobWork Work(Instance instance, Import import, ImportOrder order, IImportWriter writer, byte[] part, ImportProgress progress)
    {
        var (parsed, malformed) = Parse();
        if (malformed is not null) return session => FailAsync(session, import.Id, malformed, instance.Now);
        return async session =>
        {
            // A second attempt begins with rows that the first has not touched.
            var rows = Interlocked.Exchange(ref parsed, null) ?? Parse().Rows!;
            await writer.WriteAsync(session, [.. rows.Where(r => r.Failure is null)]);
            var failed = rows.Where(r => r.Failure is not null).ToList();
            var warned = rows.Where(r => r is { Failure: null, Warning: not null }).ToList();
            await ImportStore.CountAsync(session, import.Id, rows.Count - failed.Count, failed.Count, warned.Count);
            return new JobStep(Job.Write(new ImportProgress(
                progress.Next + 1,
                await TellAsync(session, import.Id, order, "failures", "Import Failure Reason", progress.Failures, failed, r => r.Failure!),
                await TellAsync(session, import.Id, order, "warnings", "Import Warning Reason", progress.Warnings, warned, r => r.Warning!))), Done: false);
        };

        (List<ImportRow>? Rows, string? Malformed) Parse()
        {
            try
            {
                return (ImportBatch.Read(part, order.Delimiter, writer.Columns, instance.TimeZone), null);
            }
            catch (CsvFormatException e)
            {
                return (null, $"The file is malformed near its row {import.Processed + import.Failed + e.RowNumber}");
            }
        }
    }

    private static async Task<(Import? Import, byte[]? Part)> ReadAsync(Instance instance, long id, long part, CancellationToken cancel)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        var import = await ImportStore.FindAsync(session, id);
        return (import, import is null ? null : await FileChunks.ReadAsync(session, BulkFiles.OfImport(id, "upload"), part));
    }

    private static async Task<JobStep> StartAsync(Session session, long id, long now)
    {
        await ImportStore.StartAsync(session, id, now);
        return new JobStep(Job.Write(new ImportProgress(0, default, default)), Done: false);
    }

    private static async Task<JobStep> FinishAsync(Session session, long id, long now)
    {
        var import = (await ImportStore.FindAsync(session, id))!;
        await ImportStore.FinishAsync(session, id, ImportState.Complete, Summary(import), now);
        return await EndAsync(session, id);
    }

    private static async Task<JobStep> FailAsync(Session session, long id, string reason, long now)
    {
        await ImportStore.FinishAsync(session, id, ImportState.Failed, $"Import failed: {reason}", now);
        return await EndAsync(session, id);
    }

    // What was uploaded has no use any more.
    private static async Task<JobStep> EndAsync(Session session, long id)
    {
        await FileChunks.DeleteAsync(session, [BulkFiles.OfImport(id, "upload")]);
        return new JobStep(null, Done: true);
    }

    private static string Summary(Import import)
    {
        var head = import.Failed > 0 ? "Import completed with errors" : "Import succeeded";
        var failed = import.Failed > 0 ? $", {import.Failed} failed" : "";
        var warned = import.Warned > 0 ? $", {import.Warned} warning{(import.Warned == 1 ? "" : "s")}." : "";
        return $"{head}, {import.Processed} records imported ({import.Processed} members){failed}{warned}";
    }

    /// <summary>Appends rows and what is to be said of them, in the upload's own format; the first ones after its header.</summary>
    private static async Task<FileLength> TellAsync(
        Session session, long id, ImportOrder order, string file, string heading, FileLength length, List<ImportRow> rows, Func<ImportRow, string> reason)
    {
        if (rows.Count == 0) return length;
        var text = new StringBuilder();
        if (length.Chunks == 0) text.Append(order.Header).Append(order.Delimiter).Append(heading).Append('\n');
        foreach (var row in rows) text.Append(row.Text).Append(order.Delimiter).Append(Quote(reason(row), order.Delimiter)).Append('\n');
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        await FileChunks.AppendAsync(session, BulkFiles.OfImport(id, file), length.Chunks, length.Bytes, bytes);
        return new FileLength(length.Chunks + 1, length.Bytes + bytes.Length);
    }

    private static string Quote(string text, char delimiter) =>
        text.AsSpan().ContainsAny(delimiter, '"', '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
