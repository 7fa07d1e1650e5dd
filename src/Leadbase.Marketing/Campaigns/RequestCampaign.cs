using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Leads;
using Leadbase.Records.Memberships;
using Leadbase.Storage;

namespace Leadbase.Marketing.Campaigns;

/// <summary>Request Campaign: up to 100 leads run through an active trigger campaign that the web service may request ("Smart Campaigns", Request).</summary>
internal static class RequestCampaign
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if ((CampaignInput.Read(call, required: true, out var input) ?? CampaignInput.Leads(input, out _)) is { } wrong) return wrong;
        if (CampaignInput.Tokens(input, out var tokens) is { } badToken) return badToken;
        CampaignInput.Leads(input, out var leads);
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var (id, error) = await WriteTransaction.RunAsync(call.Instance, s => RunAsync(s, call, partitions!, leads, tokens), call.Cancel);
        if (error is { } refusal) return refusal;
        JobSignal.Of(call.Instance).Set();
        ScheduleCampaign.WriteId(call, id);
        return Answer.Success;
    }

    private static async Task<(long Id, ApiError? Error)> RunAsync(Session session, Call call, LeadPartitions partitions, List<LeadId> leads, List<RunToken> tokens)
    {
        var (campaign, missing) = await AssetListing.FindAsync(session, call, AssetType.SmartCampaign, call.Route[0]);
        if (campaign is null) return (0, missing);
        var document = campaign.ReadApproved<CampaignDocument>()!;
        if (document.Type != CampaignDocument.Trigger) return (0, Errors.InvalidData("Campaign is not a trigger campaign"));
        if (!document.IsActive) return (0, Errors.InvalidData("Campaign is not active"));
        if (!document.IsRequestable) return (0, Errors.InvalidData("Campaign has no trigger 'Campaign is Requested' with the source 'Web Service API'"));
        var known = await KnownLeads.ReadAsync(session, partitions, leads, forUpdate: false);
        if (leads.Select(known.Check).FirstOrDefault(e => e is not null) is { } unknown) return (0, unknown);
        var order = new CampaignRunOrder(campaign.Id, [.. leads.Select(l => l.Id).Distinct()], tokens);
        await JobStore.EnqueueAsync(session, CampaignRun.Kind, order, call.Instance.Now, call.Instance.Now);
        return (campaign.Id, null);
    }
}
