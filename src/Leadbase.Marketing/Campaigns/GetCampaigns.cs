using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Campaigns;

/// <summary>Get Campaigns and Get Campaign by Id.</summary>
internal static class GetCampaigns
{
    /// <summary>Get Campaigns.</summary>
    public static readonly Handler Browse = AssetListing.BrowseOf(AssetType.SmartCampaign, Triggerable, Write);

    /// <summary>Get Campaign by Id.</summary>
    public static readonly Handler ById = AssetListing.ByIdOf(AssetType.SmartCampaign, Write);

    // "Set to true to return active Campaigns which have a Campaign is Requested trigger and source is Web Service API."
    private static (Func<Asset, bool>?, ApiError?) Triggerable(Call call)
    {
        if (call.Parameters["isTriggerable"] is not { Length: > 0 } text) return (null, null);
        if (!bool.TryParse(text, out var wanted)) return (null, Errors.InvalidValue(text, "boolean"));
        return (asset => (DocumentOf(asset) is { Type: CampaignDocument.Trigger, IsActive: true, IsRequestable: true }) == wanted, null);
    }

    private static CampaignDocument DocumentOf(Asset campaign) => campaign.ReadApproved<CampaignDocument>()!;

    private static void Write(Utf8JsonWriter json, ListedAsset campaign)
    {
        var document = DocumentOf(campaign.Asset);
        json.WriteString("type"u8, document.Type);
        if (document.Type == CampaignDocument.Trigger) json.WriteBoolean("active"u8, document.IsActive);
        if (campaign.Program is { } program) json.WriteNumber("programId"u8, program.Id);
    }
}
