using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Fields;
using Leadbase.Records.Objects;

namespace Leadbase.Bulk.Imports;

/// <summary>A row of a file on its way into the database.</summary>
/// <param name="text">The row as it stands in the file.</param>
internal sealed class ImportRow(string text)
{
    /// <summary>The row as it stands in the file, without its line end.</summary>
    public string Text { get; } = text;

    /// <summary>Values of the object itself.</summary>
    public RecordInput Record { get; } = new();

    /// <summary>Values of the lead's membership of the program; null without any.</summary>
    public RecordInput? Member { get; set; }

    /// <summary>Why the row is not imported.</summary>
    public string? Failure { get; set; }

    /// <summary>What is doubtful about it.</summary>
    public string? Warning { get; set; }
}

/// <summary>What a column of a file is for.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Field">The field; null for a column that is not imported.</param>
/// <param name="IsMember">Whether the field is one of the membership of a program.</param>
/// <param name="Warning">What is to be said of rows that have a value in it; null for nothing.</param>
internal sealed record ImportColumn(string Name, Field? Field, bool IsMember = false, string? Warning = null);

/// <summary>The rows of a step.</summary>
internal static class ImportBatch
{
    /// <summary>Reads rows into fields. A value of the wrong type fails its row; the others of the file go on.</summary>
    public static List<ImportRow> Read(ReadOnlyMemory<byte> part, char delimiter, IReadOnlyList<ImportColumn> columns, TimeZoneInfo zone)
    {
        var rows = new List<ImportRow>(UploadText.MaxRows);
        using var reader = CsvRows.Open(part, delimiter);
        while (reader.Read())
        {
            var count = reader.RowFieldCount;
            if (count <= 1 && reader.GetFieldSpan(0).IsEmpty && columns.Count != 1) continue;
            var row = new ImportRow(reader.GetRawRecordSpan().TrimEnd("\r\n").ToString());
            rows.Add(row);
            if (count != columns.Count) row.Failure = $"The row has {count} values, and the header {columns.Count}";
            for (var i = 0; i < count && row.Failure is null; i++) Bind(row, columns[i], reader.GetString(i), zone);
        }
        return rows;
    }

    private static void Bind(ImportRow row, ImportColumn column, string text, TimeZoneInfo zone)
    {
        if (column.Warning is { } warning && text.Length > 0) row.Warning ??= warning;
        if (column.Field is not { } field) return;
        object? value = null;
        // An empty value clears the field.
        if (text.Length > 0 && field.Type.Parse(text, new FieldContext(field.Length, zone), out value) is var coercion && coercion != Coercion.Ok)
        {
            if (!IsDoubtfulEmail(field, coercion, text))
            {
                row.Failure = coercion == Coercion.TooLong ? $"Value too long in field {field.DisplayName}" : $"Invalid data type in field {field.DisplayName}";
                return;
            }
            (value, row.Warning) = (text.Trim(), "Invalid email address");
        }
        (column.IsMember ? row.Member ??= new RecordInput() : row.Record).With(field, value);
    }

    // "Bulk Program Member Import", Warnings: the lead is imported with the address as it is.
    private static bool IsDoubtfulEmail(Field field, Coercion coercion, string text) =>
        field.Type is EmailType && coercion == Coercion.WrongType && !text.Contains('\0', StringComparison.Ordinal)
        && new StringType().Parse(text.Trim(), new FieldContext(field.Length, TimeZoneInfo.Utc), out _) == Coercion.Ok;

    /// <summary>What a failed row is told, for an error of the engine.</summary>
    public static string Explain(ApiError error) => error.Message;
}
