namespace Leadbase.Assets.Folders;

/// <summary>What a folder is, besides its name and place ("Folders").</summary>
public sealed record FolderDocument
{
    /// <summary>A folder of Marketing Activities, for assets of many types.</summary>
    public const string Marketing = "Marketing Folder";

    /// <summary>A root, or the folder of a workspace below it.</summary>
    public const string Zone = "Zone";

    /// <summary>What is said of a program where it stands for a folder.</summary>
    public const string Program = "Program";

    /// <summary>What it may contain: Marketing Folder, Zone, Email, Email Template, Landing Page, … .</summary>
    public string FolderType { get; init; } = Marketing;

    /// <summary>Whether it came with the instance; such a folder is neither changed nor deleted.</summary>
    public bool IsSystem { get; init; }

    /// <summary>Whether it is archived.</summary>
    public bool IsArchive { get; init; }
}
