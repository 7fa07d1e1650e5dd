using System.Text.Unicode;
using Leadbase.Bulk.Files;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>
/// An uploaded file, cut between rows: each part is whole rows, so that a step of the import is one part of it, whatever
/// its values hold. The rules of quotes are those of RFC 4180: one opens a value at its beginning, and two within are one.
/// </summary>
internal sealed class UploadText
{
    /// <summary>Rows of a part, at most: as many as a transaction writes well within a second.</summary>
    public const int MaxRows = 2_500;

    private const string NotText = "The file is not encoded in UTF-8";
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly byte _delimiter;

    private UploadText(ReadOnlyMemory<byte> bytes, char delimiter) => (_bytes, _delimiter) = (bytes, (byte)delimiter);

    /// <summary>Why the file cannot be imported; null when it can.</summary>
    public string? Error { get; private set; }

    /// <summary>The first row, without its line end.</summary>
    public ReadOnlyMemory<byte> Header { get; private set; }

    /// <summary>The rows after it.</summary>
    public List<ReadOnlyMemory<byte>> Parts { get; } = [];

    /// <summary>Cuts a file.</summary>
    public static UploadText Of(ReadOnlyMemory<byte> file, BulkFormat format)
    {
        if (file.Span.StartsWith("\uFEFF"u8)) file = file[3..];
        var text = new UploadText(file, format.Delimiter);
        // U+0000 is in every UTF-16 file with a Latin letter, and in no text.
        if (!Utf8.IsValid(file.Span) || file.Span.Contains((byte)0)) text.Error = NotText;
        else text.Cut();
        return text;
    }

    private void Cut()
    {
        var at = NextRow(0);
        Header = _bytes[..Math.Max(at, 0)].TrimEnd("\r\n"u8);
        while (at >= 0 && at < _bytes.Length)
        {
            var (start, rows) = (at, 0);
            while (rows < MaxRows && at >= 0 && at < _bytes.Length && at - start < FileChunks.Size)
            {
                var row = at;
                at = NextRow(at);
                if (at - row > FileChunks.Size) at = -1;
                rows++;
            }
            if (at >= 0) Parts.Add(_bytes[start..at]);
        }
        if (at < 0) Error = "The file has a quoted value that is not closed, or a row of more than 1 MB";
    }

    /// <summary>Where the row that begins at a place ends; -1 when a quote of it is never closed.</summary>
    private int NextRow(int at)
    {
        var text = _bytes.Span;
        var beginning = true;
        while (at < text.Length)
        {
            var c = text[at++];
            if (beginning && c == '"')
            {
                at = EndOfQuoted(text, at);
                if (at < 0) return -1;
            }
            else if (c == '\n' || (c == '\r' && (at == text.Length || text[at] != '\n')))
            {
                return at;
            }
            beginning = c == _delimiter;
        }
        return at;
    }

    private static int EndOfQuoted(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            var quote = text[at..].IndexOf((byte)'"');
            if (quote < 0) return -1;
            at += quote + 1;
            if (at == text.Length || text[at] != '"') return at;
            at++;
        }
    }
}
