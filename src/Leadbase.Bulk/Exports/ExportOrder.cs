using Leadbase.Bulk.Files;

namespace Leadbase.Bulk.Exports;

/// <summary>What an export is to hold, as it was asked for: the durable form of the call.</summary>
/// <param name="Format">The format's name.</param>
/// <param name="Fields">The fields, in the order of the columns.</param>
/// <param name="Headers">Other names of columns, by field.</param>
/// <param name="Filter">Which records.</param>
/// <param name="Object">The custom object type, or null.</param>
internal sealed record ExportOrder(
    string Format, IReadOnlyList<string> Fields, IReadOnlyDictionary<string, string> Headers, ExportFilter Filter, string? Object)
{
    /// <summary>What separates the values.</summary>
    public char Delimiter => BulkFormat.Of(Format).Delimiter;

    /// <summary>The name of a field's column.</summary>
    public string HeaderOf(string field) => Headers.GetValueOrDefault(field, field);
}

/// <summary>A range of moments, both ends included, in seconds since 1970.</summary>
internal sealed record ExportRange(long Start, long End);

/// <summary>Which records an export holds: what the call gave; the rest is null.</summary>
internal sealed record ExportFilter
{
    public ExportRange? CreatedAt { get; init; }

    public ExportRange? UpdatedAt { get; init; }

    public long? List { get; init; }

    public long? SmartList { get; init; }

    public IReadOnlyList<long>? Types { get; init; }

    public IReadOnlyList<long>? PrimaryIds { get; init; }

    public IReadOnlyList<string>? PrimaryValues { get; init; }

    public IReadOnlyList<long>? Programs { get; init; }

    /// <summary>Whether the programs were given as a list, so that the file says which one a row is of.</summary>
    public bool TellsProgram { get; init; }

    public IReadOnlyList<string>? Statuses { get; init; }

    public string? Cadence { get; init; }

    public bool? IsExhausted { get; init; }
}

/// <summary>The payload of an export's job.</summary>
/// <param name="Export">The export id.</param>
internal sealed record ExportJob(string Export);

/// <summary>How far an export's job is.</summary>
/// <param name="After">The key of the last record that is in the file.</param>
/// <param name="Chunks">Chunks of the file.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Records">Records in the file.</param>
/// <param name="Read">Whether there are no more to be read.</param>
internal sealed record ExportProgress(long After, long Chunks, long Bytes, long Records, bool Read);
