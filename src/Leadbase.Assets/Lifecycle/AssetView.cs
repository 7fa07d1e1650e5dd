using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>A version of an asset, on its way into an answer.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="IsApproved">Whether it is the approved version that is shown, or the draft.</param>
/// <param name="IsListed">Whether it is one of a page, of which some types tell less.</param>
/// <param name="FolderName">The name of its folder or program; null without one.</param>
/// <param name="FolderKind">The type of its folder ("Folders", folderType), or <c>Program</c>; null without one.</param>
/// <param name="Workspace">The name of its workspace; null where it has none.</param>
/// <param name="Call">The call.</param>
public sealed record AssetView(Asset Asset, bool IsApproved, bool IsListed, string? FolderName, string? FolderKind, string? Workspace, Call Call)
{
    /// <summary>The way to it from the root, of a folder: <c>/Marketing Activities/Default/Learning</c>; null for other types.</summary>
    public string? Path { get; init; }

    /// <summary>The version's document.</summary>
    public T Document<T>()
        where T : class, new() => (IsApproved ? Asset.ReadApproved<T>() : Asset.ReadDraft<T>()) ?? new T();

    /// <summary>The version that is shown where none is asked for: the approved one, or else the draft.</summary>
    public static bool IsApprovedByDefault(Asset asset) => asset.Approved is not null;
}
