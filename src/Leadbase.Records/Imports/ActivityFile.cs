using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Leadbase.Records.Imports;

/// <summary>A record of a file, and where it is.</summary>
/// <param name="Place">For example <c>line 7</c>.</param>
/// <param name="Json">The record; valid until the next one is read.</param>
/// <param name="Problem">Why there is no record here.</param>
/// <param name="IsLast">Whether what follows cannot be read.</param>
public readonly record struct FileRecord(string Place, JsonElement Json, string? Problem = null, bool IsLast = false);

/// <summary>Reads a file record by record: a JSON object on each line, or one JSON array of them. No more than one is in memory.</summary>
public static class ActivityFile
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 32 };

    /// <summary>The records, in their order.</summary>
    public static async IAsyncEnumerable<FileRecord> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
        var records = IsArray(file) ? ArrayAsync(file, cancel) : LinesAsync(file, cancel);
        await foreach (var record in records.WithCancellation(cancel)) yield return record;
    }

    private static bool IsArray(FileStream file)
    {
        int first;
        // White space, and the mark that some editors put before UTF-8.
        do first = file.ReadByte();
        while (first is ' ' or '\t' or '\r' or '\n' or 0xEF or 0xBB or 0xBF);
        file.Position = 0;
        return first == '[';
    }

    private static async IAsyncEnumerable<FileRecord> LinesAsync(Stream file, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var reader = new StreamReader(file);
        for (var line = 1L; await reader.ReadLineAsync(cancel) is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            using var document = Parse(text, out var problem);
            yield return new FileRecord($"line {line}", document?.RootElement ?? default, problem);
        }
    }

    private static JsonDocument? Parse(string text, out string? problem)
    {
        problem = null;
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Options.MaxDepth });
        }
        catch (JsonException)
        {
            problem = "not a JSON object";
            return null;
        }
    }

    // Elements of an array have numbers of their own; lines are told only where the JSON itself breaks off.
    private static async IAsyncEnumerable<FileRecord> ArrayAsync(Stream file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, Options, cancel).GetAsyncEnumerator(cancel);
        for (var number = 1L; ; number++)
        {
            FileRecord record;
            try
            {
                if (!await elements.MoveNextAsync()) yield break;
                record = new FileRecord($"record {number}", elements.Current);
            }
            catch (JsonException e)
            {
                record = new FileRecord($"line {(e.LineNumber ?? 0) + 1}", default, "the JSON is not valid from here on", IsLast: true);
            }
            yield return record;
            if (record.IsLast) yield break;
        }
    }
}
