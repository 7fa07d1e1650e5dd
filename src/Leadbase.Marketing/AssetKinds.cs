using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Campaigns;
using Leadbase.Marketing.Channels;
using Leadbase.Marketing.Contents;
using Leadbase.Marketing.Emails;
using Leadbase.Marketing.EmailTemplates;
using Leadbase.Marketing.Files;
using Leadbase.Marketing.Folders;
using Leadbase.Marketing.Forms;
using Leadbase.Marketing.LandingPages;
using Leadbase.Marketing.LandingPageTemplates;
using Leadbase.Marketing.Lists;
using Leadbase.Marketing.Programs;
using Leadbase.Marketing.Redirects;
using Leadbase.Marketing.SmartLists;
using Leadbase.Marketing.Snippets;
using Leadbase.Storage;

namespace Leadbase.Marketing;

/// <summary>The one list of the kinds of assets.</summary>
internal static class AssetKinds
{
    /// <summary>Every kind.</summary>
    public static readonly IReadOnlyList<AssetKind> All =
    [
        FolderKind.Instance,
        FileKind.Instance,
        ProgramKind.Instance,
        ChannelKind.Instance,
        TagTypeKind.Instance,
        SnippetKind.Instance,
        EmailTemplateKind.Instance,
        EmailKind.Instance,
        PageTemplateKind.Instance,
        PageKind.Instance,
        RedirectKind.Instance,
        StaticListKind.Instance,
        SmartListKind.Instance,
        CampaignKind.Instance,
        SegmentationKind.Instance,
        .. ContentKind.All,
        FormKind.Instance,
    ];

    /// <summary>The kind of a type of assets; null for types that the Asset API does not change.</summary>
    public static AssetKind? Of(string type) => All.FirstOrDefault(k => k.Type == type);

    /// <summary>Stores an asset that came from elsewhere than its operations, with what it uses.</summary>
    public static Task<Asset> StoreAsync(Session session, Asset asset, bool isNew) => (Of(asset.Type), isNew) switch
    {
        ({ } kind, true) => AssetWriter.InsertAsync(session, kind, asset),
        ({ } kind, false) => AssetWriter.UpdateAsync(session, kind, asset),
        (null, true) => AssetStore.InsertAsync(session, asset),
        (null, false) => UpdateAsync(session, asset),
    };

    private static async Task<Asset> UpdateAsync(Session session, Asset asset)
    {
        await AssetStore.UpdateAsync(session, asset);
        return asset;
    }
}
