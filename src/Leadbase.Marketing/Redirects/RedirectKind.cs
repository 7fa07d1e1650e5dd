using System.Globalization;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Storage;

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

    /// <summary>Rules of a host.</summary>
    public static string HostMark(string host) => AssetMarks.Of("host", Folding.Lower(host));

    /// <summary>Rules that lead somewhere.</summary>
    public static string EndMark(RedirectEnd to) => AssetMarks.Of("to " + to.Type, to.Value);

    public override IEnumerable<string> Marks(Asset asset) => [HostMark(Working(asset).Hostname), EndMark(Working(asset).To)];

    protected override IEnumerable<AssetReference> References(RedirectDocument document) =>
        new[] { document.From, document.To }.Where(e => e.Type == RedirectDocument.Page)
            .Select(e => new AssetReference(AssetType.LandingPage, long.Parse(e.Value, CultureInfo.InvariantCulture)));
}
