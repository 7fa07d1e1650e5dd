using Leadbase.Bulk.Files;

namespace Leadbase.Bulk.Imports;

/// <summary>What an import is to do, as it was asked for: the durable form of the call.</summary>
/// <param name="Format">The format's name.</param>
/// <param name="Header">The file's first row.</param>
/// <param name="Columns">The names in it.</param>
/// <param name="User">The API-only user, for the activities.</param>
/// <param name="Partitions">The lead partitions that the user reached; null for all.</param>
internal sealed record ImportOrder(string Format, string Header, IReadOnlyList<string> Columns, string User, IReadOnlyList<long>? Partitions)
{
    /// <summary>The field by which leads are recognised; null for email.</summary>
    public string? LookupField { get; init; }

    /// <summary>The static list whose members the leads become.</summary>
    public long? List { get; init; }

    /// <summary>The partition that the call names.</summary>
    public string? Partition { get; init; }

    /// <summary>The program whose members the leads become.</summary>
    public long? Program { get; init; }

    /// <summary>The status that they are to have there.</summary>
    public string? Status { get; init; }

    /// <summary>The custom object type.</summary>
    public string? Object { get; init; }

    /// <summary>The delimiter of the file, and of what tells about its rows.</summary>
    public char Delimiter => BulkFormat.Of(Format).Delimiter;
}

/// <summary>The payload of an import's job.</summary>
/// <param name="Import">The batch id.</param>
internal sealed record ImportJob(long Import);

/// <summary>How far an import's job is.</summary>
/// <param name="Next">The chunk of the upload that comes next.</param>
/// <param name="Failures">How long the file of failed rows is.</param>
/// <param name="Warnings">How long the file of rows with warnings is.</param>
internal sealed record ImportProgress(long Next, FileLength Failures, FileLength Warnings);

/// <summary>How long a file is as yet.</summary>
/// <param name="Chunks">Its chunks.</param>
/// <param name="Bytes">Its bytes.</param>
internal readonly record struct FileLength(long Chunks, long Bytes);
