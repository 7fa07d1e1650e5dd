using System.Globalization;
using System.Text.Json;
using Leadbase.Bulk.Files;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>What became of an import: its status, and the files of failed rows and of rows with warnings.</summary>
internal static class ImportReports
{
    /// <summary>Get Import Status.</summary>
    public static Handler StatusOf(IImportKind kind) => async call =>
    {
        if (!TryId(call, out var id, out var error)) return error;
        if (await FindAsync(call, kind, id) is not { } import) return Errors.ObjectNotFound;
        ImportJson.Write(call.Result, import, call.Instance.Now);
        return Answer.Success;
    };

    /// <summary>Get Import Failures, Get Import Warnings: the rows in the upload's format, each with its reason; 404 in plain text when there are none.</summary>
    /// <param name="kind">The kind of import.</param>
    /// <param name="part"><c>failures</c> or <c>warnings</c>.</param>
    public static Handler FileOf(IImportKind kind, string part) => async call =>
    {
        var none = $"No {part} file was found";
        if (!TryId(call, out var id, out _) || await FindAsync(call, kind, id) is not { FinishedAt: not null }) return FileAnswer.NotFound(call, none);
        var file = BulkFiles.OfImport(id, part);
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var (_, size) = await FileChunks.MeasureAsync(session, file);
        return size == 0 ? FileAnswer.NotFound(call, none) : FileAnswer.Of(call, file, size);
    };

    private static bool TryId(Call call, out long id, out ApiError error)
    {
        var text = call.Route.Second ?? call.Route[0];
        error = Errors.InvalidValue(text, "Integer");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    private static async Task<Import?> FindAsync(Call call, IImportKind kind, long id)
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        return await ImportStore.FindAsync(session, kind.Name, call.Route.Second is null ? null : call.Route[0], id, call.Instance.Now);
    }
}

/// <summary>Imports as JSON: those of custom objects have members of their own.</summary>
internal static class ImportJson
{
    /// <summary>Writes what the call that made an import is told.</summary>
    public static void WriteQueued(Utf8JsonWriter json, long id, string? objectName, string state)
    {
        json.WriteStartObject();
        json.WriteNumber("batchId"u8, id);
        if (objectName is null) json.WriteString("importId"u8, id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("status"u8, state);
        if (objectName is not null) json.WriteString("objectApiName"u8, objectName);
        json.WriteEndObject();
    }

    /// <summary>Writes an import's status.</summary>
    public static void Write(Utf8JsonWriter json, Import import, long now)
    {
        var isObject = import.Object is not null;
        json.WriteStartObject();
        json.WriteNumber("batchId"u8, import.Id);
        if (isObject) json.WriteString("operation"u8, "import"u8);
        else json.WriteString("importId"u8, import.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("status"u8, import.State);
        if (isObject) json.WriteString("objectApiName"u8, import.Object);
        json.WriteNumber(isObject ? "numOfObjectsProcessed"u8 : "numOfLeadsProcessed"u8, import.Processed);
        json.WriteNumber("numOfRowsFailed"u8, import.Failed);
        json.WriteNumber("numOfRowsWithWarning"u8, import.Warned);
        if (isObject) json.WriteString("importTime"u8, string.Create(CultureInfo.InvariantCulture, $"{(import.FinishedAt ?? now) - (import.StartedAt ?? now)} second(s)"));
        if (import.Message is { } message) json.WriteString("message"u8, message);
        json.WriteEndObject();
    }
}
