using System.Text.Json;
using Leadbase.Bulk.Files;
using Leadbase.Gateway;

namespace Leadbase.Bulk.Exports;

/// <summary>Reads the body of a Create Export Job call ("Bulk Extract", Common Parameters).</summary>
internal static class CreateExport
{
    private const int MaxFields = 2_000;

    /// <summary>The order of a call.</summary>
    public static async Task<(ExportOrder? Order, ApiError Error)> ReadAsync(Call call, IExportKind kind)
    {
        if (call.Body is not { ValueKind: JsonValueKind.Object } body) return (null, Errors.InvalidJson);
        if (!call.TryText("format", out var name, out var wrong)) return (null, wrong.Value);
        if (!BulkFormat.TryParse(name, out var format)) return (null, Errors.InvalidData("Invalid value for format; it is one of CSV, TSV, SSV"));
        if (FieldsOf(body, kind, out var fields) is { } badFields) return (null, badFields);
        if (HeadersOf(body, fields, out var headers) is { } badHeaders) return (null, badHeaders);
        if (FilterReader.Of(body, call.Instance.TimeZone) is not { } filter) return (null, Errors.Missing("filter"));
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        return await kind.ReadAsync(call, session, new ExportOrder(format.Name, fields, headers, new ExportFilter(), null), filter);
    }

    private static ApiError? FieldsOf(JsonElement body, IExportKind kind, out IReadOnlyList<string> fields)
    {
        fields = kind.DefaultFields ?? [];
        if (!body.TryGetProperty("fields", out var json) || json.ValueKind == JsonValueKind.Null) return kind.DefaultFields is null ? Errors.Missing("fields") : null;
        if (json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Any(f => f.ValueKind != JsonValueKind.String)) return Errors.InvalidData("fields must be an array of strings");
        var count = json.GetArrayLength();
        if (count is 0 or > MaxFields) return count == 0 ? Errors.Missing("fields") : Errors.InvalidData($"Too many fields; at most {MaxFields} are allowed");
        List<string> names = [.. json.EnumerateArray().Select(f => f.GetString()!)];
        fields = names;
        return names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? Errors.InvalidData($"Field '{twice.Key}' is given more than once") : null;
    }

    private static ApiError? HeadersOf(JsonElement body, IReadOnlyList<string> fields, out Dictionary<string, string> headers)
    {
        headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!body.TryGetProperty("columnHeaderNames", out var json) || json.ValueKind == JsonValueKind.Null) return null;
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Any(h => h.Value.ValueKind != JsonValueKind.String)) return Errors.InvalidData("columnHeaderNames must be an object of strings");
        foreach (var header in json.EnumerateObject())
        {
            if (fields.FirstOrDefault(f => string.Equals(f, header.Name, StringComparison.OrdinalIgnoreCase)) is not { } field)
            {
                return Errors.InvalidData($"columnHeaderNames names a field that is not exported: '{(header.Name.Length > 100 ? header.Name[..100] : header.Name)}'");
            }
            headers[field] = header.Value.GetString()!;
        }
        return null;
    }
}
