namespace Leadbase.Marketing.Files;

/// <summary>What a file is ("Files"); its bytes are rows beside it.</summary>
public sealed record FileDocument
{
    /// <summary>What it is when nothing else is said.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>Its length in bytes.</summary>
    public long Size { get; init; }

    /// <summary>What its uploader says it is.</summary>
    public string MimeType { get; init; } = Unknown;

    /// <summary>The SHA-256 of its bytes, in hexadecimal digits.</summary>
    public string Hash { get; init; } = "";
}
