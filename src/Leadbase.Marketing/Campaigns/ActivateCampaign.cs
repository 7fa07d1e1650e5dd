using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.SmartLists;

namespace Leadbase.Marketing.Campaigns;

/// <summary>Activate and Deactivate Smart Campaign: whether a trigger campaign listens ("Smart Campaigns", Activate).</summary>
internal static class ActivateCampaign
{
    /// <summary>Activate: a trigger campaign that is not active, has a flow, and whose triggers and filters are in order.</summary>
    public static readonly Handler Activate = AssetDocuments.Change(CampaignKind.Instance, async (assets, _, document) =>
        await CheckAsync(assets, document) is { } refusal ? refusal : document with { IsActive = true });

    /// <summary>Deactivate: one that is active.</summary>
    public static readonly Handler Deactivate = AssetDocuments.Change(CampaignKind.Instance, (_, _, document) =>
        Task.FromResult<Outcome<CampaignDocument>>(document.IsActive ? document with { IsActive = false } : AssetErrors.Rule("the campaign is not active")));

    private static async Task<ApiError?> CheckAsync(AssetCall assets, CampaignDocument document)
    {
        if (document.IsActive) return AssetErrors.Rule("the campaign is active already");
        if (document.Rules is not { Triggers.Count: > 0 } rules) return AssetErrors.Rule("the campaign has no trigger");
        if (document.Flow.Count == 0) return AssetErrors.Rule("the campaign has no flow step");
        return await SmartListQuery.OfAsync(assets.Session, assets.Call.Instance, rules) is (null, var problem) ? AssetErrors.Rule(problem) : null;
    }
}
