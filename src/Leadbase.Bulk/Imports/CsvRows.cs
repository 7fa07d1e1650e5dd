using System.Text;
using Leadbase.Storage;
using Sylvan.Data.Csv;

namespace Leadbase.Bulk.Imports;

/// <summary>The rows of a part of a file.</summary>
internal static class CsvRows
{
    // Longer than any row can be (UploadText).
    private const int Buffer = 2 * FileChunks.Size;

    /// <summary>The values of the one row that a file begins with.</summary>
    public static IReadOnlyList<string> HeaderOf(ReadOnlyMemory<byte> header, char delimiter)
    {
        using var reader = Open(header, delimiter);
        if (!reader.Read()) return [];
        return [.. Enumerable.Range(0, reader.RowFieldCount).Select(reader.GetString)];
    }

    /// <summary>A reader over whole rows; one without any value is not among them.</summary>
    public static CsvDataReader Open(ReadOnlyMemory<byte> rows, char delimiter) => CsvDataReader.Create(
        new StringReader(Encoding.UTF8.GetString(rows.Span)),
        new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            CsvStyle = CsvStyle.Standard,
            BufferSize = 64 * 1024,
            MaxBufferSize = Buffer,
            // A row that begins with a number sign is a row; no file has U+0000.
            Comment = '\0',
            ResultSetMode = ResultSetMode.SingleResult,
        });
}
