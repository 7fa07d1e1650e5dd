using System.Data.Common;
using System.Globalization;
using System.IO.Pipelines;
using Leadbase.Accounts;
using Leadbase.Bulk.Exports;
using Leadbase.Bulk.Files;
using Leadbase.Bulk.Imports;
using Leadbase.Storage;

namespace Leadbase.Bulk;

/// <summary>An import or an export, for somebody who administers the instance.</summary>
/// <param name="Id">The batch id of an import, the export id of an export.</param>
/// <param name="IsImport">Which of the two it is.</param>
/// <param name="Kind">What it is of, as the job's row says: lead, programMember, customObject, activity.</param>
/// <param name="Object">The custom object type, or null.</param>
/// <param name="Owner">The API-only user who made an export; null for an import.</param>
/// <param name="State">The state as its status tells it.</param>
/// <param name="CreatedAt">When it was made, in seconds since 1970.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it was over.</param>
/// <param name="Done">Rows that were imported or exported; null while an export does not say.</param>
/// <param name="Failed">Rows that were not imported.</param>
/// <param name="Warned">Rows that were imported with a warning.</param>
/// <param name="Bytes">Length of an export's file.</param>
/// <param name="Message">How it ended.</param>
public sealed record JobRow(
    string Id, bool IsImport, string Kind, string? Object, string? Owner, string State, long CreatedAt, long? StartedAt, long? FinishedAt,
    long? Done, long Failed, long Warned, long? Bytes, string? Message)
{
    /// <summary>Whether it waits or runs.</summary>
    public bool IsOpen => State is ImportState.Queued or ImportState.Importing or ExportState.Processing;
}

/// <summary>A file of a job.</summary>
/// <param name="Name">What it is called when it is saved.</param>
/// <param name="Part">Which of the job's files it is.</param>
/// <param name="Bytes">Its length.</param>
public sealed record JobFile(string Name, string Part, long Bytes);

/// <summary>Imports and exports of all users, the latest first.</summary>
public static class JobBoard
{
    private const string Result = "result";
    private static readonly string[] ImportParts = ["failures", "warnings"];

    /// <summary>A page of imports or of exports.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="imports">Which of the two.</param>
    /// <param name="after">The last job of the page before; null for the first page.</param>
    /// <param name="size">Jobs at most; fewer mean that it was the last page.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<JobRow>> ListAsync(Instance instance, bool imports, JobRow? after, int size, CancellationToken cancel = default)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        var statement = session.Sql(imports
            ? $"select {ImportColumns} from {session.Database.Table(BulkSchema.Imports)} where id < $1 order by id desc limit {size}"
            : $"select {ExportColumns} from {session.Database.Table(BulkSchema.Exports)} where (created_at, id) < ($1, $2) order by created_at desc, id desc limit {size}");
        if (imports) statement.Bind(after is null ? long.MaxValue : ImportId(after.Id));
        else statement.Bind(after?.CreatedAt ?? long.MaxValue).Bind(after?.Id ?? "");
        return await statement.ListAsync(r => imports ? ReadImport(r) : ReadExport(r));
    }

    /// <summary>A job by its id; null when there is none.</summary>
    public static async Task<JobRow?> FindAsync(Instance instance, string id, CancellationToken cancel = default)
    {
        if (id.Contains('\0', StringComparison.Ordinal)) return null;
        await using var session = await instance.Database.ReadAsync(cancel);
        var isImport = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var rows = isImport
            ? await session.Sql($"select {ImportColumns} from {session.Database.Table(BulkSchema.Imports)} where id = $1").Bind(number).ListAsync(ReadImport)
            : await session.Sql($"select {ExportColumns} from {session.Database.Table(BulkSchema.Exports)} where id = $1").Bind(id).ListAsync(ReadExport);
        return rows is [var row] ? row : null;
    }

    /// <summary>The files of a job that is over: what an export has made, and the rows that an import refused or warned of.</summary>
    public static async Task<IReadOnlyList<JobFile>> FilesAsync(Instance instance, JobRow job, CancellationToken cancel = default)
    {
        if (job.IsOpen) return [];
        await using var session = await instance.Database.ReadAsync(cancel);
        var files = new List<JobFile>();
        foreach (var part in job.IsImport ? ImportParts : [Result])
        {
            var (_, bytes) = await FileChunks.MeasureAsync(session, FileOf(job, part));
            if (bytes > 0) files.Add(new JobFile(job.IsImport ? $"import-{job.Id}-{part}.csv" : $"export-{job.Id}.csv", part, bytes));
        }
        return files;
    }

    /// <summary>Writes a file of a job.</summary>
    public static Task CopyAsync(Instance instance, JobRow job, JobFile file, PipeWriter body, CancellationToken cancel) =>
        FileChunks.CopyAsync(instance.Database, FileOf(job, file.Part), 0, file.Bytes, body, cancel);

    private const string ImportColumns = "id, kind, object, state, created_at, started_at, finished_at, processed, failed, warned, message";
    private const string ExportColumns = "id, kind, object, owner, state, created_at, started_at, finished_at, records, file_size, error";

    private static string FileOf(JobRow job, string part) => job.IsImport ? BulkFiles.OfImport(ImportId(job.Id), part) : BulkFiles.OfExport(job.Id);

    private static long ImportId(string id) => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture);

    private static JobRow ReadImport(DbDataReader r) => new(
        r.GetInt64(0).ToString(CultureInfo.InvariantCulture), true, r.GetString(1), r.TextOrNull(2), null, r.GetString(3), r.GetInt64(4),
        r.NumberOrNull(5), r.NumberOrNull(6), r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), null, r.TextOrNull(10));

    private static JobRow ReadExport(DbDataReader r) => new(
        r.GetString(0), false, r.GetString(1), r.TextOrNull(2), r.GetString(3), r.GetString(4), r.GetInt64(5),
        r.NumberOrNull(6), r.NumberOrNull(7), r.NumberOrNull(8), 0, 0, r.NumberOrNull(9), r.TextOrNull(10));
}
