using System.Text;
using Leadbase.Accounts;
using Leadbase.Bulk.Files;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>Import Leads, Import Program Members, Import Custom Objects: takes the file and queues its job ("Bulk Import", Creating a Job).</summary>
internal static class StartImport
{
    /// <summary>The handler of a kind.</summary>
    public static Handler Of(IImportKind kind) => call => HandleAsync(call, kind);

    private static async ValueTask<Answer> HandleAsync(Call call, IImportKind kind)
    {
        if (!BulkFormat.TryParse(call.Parameters["format"], out var format)) return Errors.InvalidData("Invalid value for format; it is one of CSV, TSV, SSV");
        if (FileOf(call) is not { } file) return Errors.Missing("file");
        var upload = UploadText.Of(file, format);
        var header = Encoding.UTF8.GetString(upload.Header.Span);
        if (upload.Error is null && (header.Length == 0 || upload.Parts.Count == 0)) return Errors.InvalidData("Empty file");
        IReadOnlyList<string> columns = upload.Error is null ? CsvRows.HeaderOf(upload.Header, format.Delimiter) : [];
        var order = new ImportOrder(format.Name, header, columns, call.Principal.UserEmail, call.Reach.All ? null : call.Reach.Partitions);
        await using (var reading = await call.Instance.Database.ReadAsync(call.Cancel))
        {
            var (read, error) = await kind.ReadAsync(call, reading, order);
            if (read is null) return error;
            order = read;
        }
        var (id, refusal) = await WriteTransaction.RunAsync(call.Instance, s => AddAsync(call, s, kind, order, upload), call.Cancel);
        if (id is not { } batch) return refusal!.Value;
        JobSignal.Of(call.Instance).Set();
        ImportJson.WriteQueued(call.Result, batch, order.Object, upload.Error is null ? ImportState.Queued : ImportState.Failed);
        return Answer.Success;
    }

    // A part of the name that says nothing of a file is one all the same: some clients leave its name away.
    private static ReadOnlyMemory<byte>? FileOf(Call call) =>
        call.Files.FirstOrDefault(f => f.Name == "file") is { } file ? file.Content
        : call.Files is [var only] ? only.Content
        : call.Parameters["file"] is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : (ReadOnlyMemory<byte>?)null;

    private static async Task<(long? Id, ApiError? Refusal)> AddAsync(Call call, Session session, IImportKind kind, ImportOrder order, UploadText upload)
    {
        var now = call.Instance.Now;
        if (await ImportStore.CountOpenAsync(session) >= ImportStore.MaxQueued) return (null, Errors.TooManyImports);
        if (order.List is { } list && await ImportStore.IsBusyAsync(session, list)) return (null, Errors.ImportInProgress);
        var (state, message) = upload.Error is { } error ? (ImportState.Failed, $"Import failed: {error}") : (ImportState.Queued, null);
        var id = await ImportStore.AddAsync(session, kind.Name, order.Object, order.List, state, order.Format, Job.Write(order), now, message);
        if (upload.Error is not null) return (id, null);
        var (file, start) = (BulkFiles.OfImport(id, "upload"), 0L);
        for (var i = 0; i < upload.Parts.Count; i++)
        {
            await FileChunks.AppendAsync(session, file, i, start, upload.Parts[i]);
            start += upload.Parts[i].Length;
        }
        await JobStore.EnqueueAsync(session, ImportRun.Kind, new ImportJob(id), now, now);
        return (id, null);
    }
}
