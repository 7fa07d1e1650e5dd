using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Memberships;

namespace Leadbase.Marketing.Lists;

/// <summary>Static lists as assets ("Static Lists"); who is in them is in a table of its own.</summary>
internal class StaticListKind : AssetKind<PlainDocument>
{
    public static readonly StaticListKind Instance = new();

    public override string Type => AssetType.StaticList;

    public override bool HasApproval => false;

    public override bool OmitsNoDescription => true;

    public override IReadOnlyList<string> FolderTypes => ["List", FolderDocument.Marketing, FolderDocument.Program];

    public override string UrlCode => "ST";

    public override string? UrlMember => "computedUrl";

    public override FolderForm FolderForm => FolderForm.Id;

    public override Task OnDeletedAsync(AssetCall call, Asset asset) => ListMembers.ClearAsync(call.Session, asset.Id);
}
