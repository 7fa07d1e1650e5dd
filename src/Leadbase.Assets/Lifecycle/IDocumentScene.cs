using Leadbase.Accounts;
using Leadbase.Assets.Folders;
using Leadbase.Storage;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Where documents are made into what somebody sees: in a call of the API, or for a visitor of a page.</summary>
public interface IDocumentScene
{
    /// <summary>The instance.</summary>
    Instance Instance { get; }

    /// <summary>The transaction.</summary>
    Session Session { get; }

    /// <summary>Folders and programs.</summary>
    FolderTree Folders { get; }
}
