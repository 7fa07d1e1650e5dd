using System.Globalization;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;

namespace Leadbase.Marketing.Redirects;

/// <summary>Redirect rules: assets without folder, whose name is what they lead from.</summary>
internal sealed class RedirectKind : AssetKind<RedirectDocument>
{
    public static readonly RedirectKind Instance = new();

    public override string Type => AssetType.RedirectRule;

    public override bool HasApproval => false;

    public override NameScope Names => NameScope.Instance;

    public override IReadOnlyList<string> FolderTypes => [];

    public override string UrlCode => "RR";

    /// <summary>Hosts, paths and addresses together.</summary>
    public override int MaxName => 4_000;

    protected override IEnumerable<AssetReference> References(RedirectDocument document) =>
        new[] { document.From, document.To }.Where(e => e.Type == RedirectDocument.Page)
            .Select(e => new AssetReference(AssetType.LandingPage, long.Parse(e.Value, CultureInfo.InvariantCulture)));
}
