using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;

namespace Leadbase.Marketing.Snippets;

/// <summary>Snippets: pieces of content that emails and landing pages share ("Snippets").</summary>
internal sealed class SnippetKind : AssetKind<SnippetDocument>
{
    public static readonly SnippetKind Instance = new();

    public override string Type => AssetType.Snippet;

    public override IReadOnlyList<string> FolderTypes => ["Snippet", FolderDocument.Marketing, FolderDocument.Program];

    public override string UrlCode => "SN";

    public override WholeAnswers Whole => WholeAnswers.Approve | WholeAnswers.Unapprove;

    protected override Task<Outcome<SnippetDocument>> UpdateAsync(AssetCall call, Asset asset, SnippetDocument document)
    {
        if (!AssetInput.TryFlag(call.Call, "isArchive", out var archive, out var error)) return Task.FromResult<Outcome<SnippetDocument>>(error);
        return Task.FromResult<Outcome<SnippetDocument>>(archive is { } flag && flag != document.IsArchive ? document with { IsArchive = flag } : document);
    }

    protected override IEnumerable<AssetReference> References(SnippetDocument document) =>
        document.Segmentation is { } segmentation ? [new(AssetType.Segmentation, segmentation)] : [];

    protected override SnippetDocument Repoint(SnippetDocument document, Func<AssetReference, AssetReference> map) =>
        document.Segmentation is { } segmentation ? document with { Segmentation = map(new(AssetType.Segmentation, segmentation)).Id } : document;
}
