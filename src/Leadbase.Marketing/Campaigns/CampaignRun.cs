using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Jobs;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Memberships;
using Leadbase.Storage;

namespace Leadbase.Marketing.Campaigns;

/// <summary>What is to run: the payload of a job.</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Leads">The leads of a request; null for a scheduled run, which is for the campaign's own audience.</param>
/// <param name="Tokens">My Tokens with other values during this run.</param>
internal sealed record CampaignRunOrder(long Campaign, IReadOnlyList<long>? Leads, IReadOnlyList<RunToken> Tokens);

/// <summary>How far a run is.</summary>
/// <param name="After">The last lead that was looked at.</param>
/// <param name="Ran">The leads it ran for so far.</param>
internal sealed record CampaignRunProgress(long After, long Ran);

/// <summary>
/// A run of a smart campaign: a job that makes leads members of the campaign and writes their activities, a stretch of the
/// audience a step. Flow steps come with the Asset API.
/// </summary>
internal static class CampaignRun
{
    /// <summary>The kind of its jobs.</summary>
    public const string Kind = "campaign";

    private const int Stretch = 1_000;

    /// <summary>Does a step.</summary>
    public static async Task<JobStep> StepAsync(Instance instance, Session session, Job job)
    {
        var (order, progress) = (job.Read<CampaignRunOrder>(), job.ReadProgress<CampaignRunProgress>() ?? new(0, 0));
        // A campaign that was deleted meanwhile runs for nobody.
        if (await AssetStore.FindAsync(session, AssetType.SmartCampaign, order.Campaign) is not { } campaign) return new(job.Progress, Done: true);
        var document = campaign.ReadApproved<CampaignDocument>()!;
        var leads = await AudienceAsync(session, order, document, progress.After);
        var members = await CampaignMembers.FindAsync(session, campaign.Id, leads);
        List<long> qualified = document.QualificationRuleType == "once" ? [.. leads.Where(l => !members.Contains(l))] : leads;
        await CampaignMembers.RanAsync(session, campaign.Id, qualified, members, instance.Now);
        await ActivityLog.AppendAsync(session, [.. Log(campaign, order, leads, qualified, instance.Now)]);
        var next = new CampaignRunProgress(leads.Count > 0 ? leads[^1] : progress.After, progress.Ran + qualified.Count);
        return new(Job.Write(next), Done: leads.Count < Stretch);
    }

    /// <summary>The next leads of the audience that exist, in the order of their ids; none of them is deleted meanwhile.</summary>
    private static async Task<List<long>> AudienceAsync(Session session, CampaignRunOrder order, CampaignDocument document, long after)
    {
        var (database, dialect) = (session.Database, session.Database.Dialect);
        if (order.Leads is null && document.StaticListId is null) return [];
        var from = order.Leads is null ? $"id in (select m.lead from {database.Table("list_member")} m where m.list = $2)" : dialect.In("id", 2);
        var statement = session.Sql($"select id from {database.Table("lead")} where id > $1 and {from} order by id limit {Stretch}{dialect.ForUpdate}").Bind(after);
        if (order.Leads is null) statement.Bind(document.StaticListId);
        else statement.BindSet(order.Leads);
        return await statement.ListAsync(r => r.GetInt64(0));
    }

    // That a campaign was requested is what its trigger listens for: it is written for every lead, qualified or not.
    private static IEnumerable<Activity> Log(Asset campaign, CampaignRunOrder order, List<long> leads, List<long> qualified, long now) =>
        order.Leads is null
            ? qualified.Select(lead => new Activity(ActivityType.ExecuteCampaign, lead, now, campaign.Id, campaign.Name, Activity.Pack("true")))
            : leads.Select(lead => new Activity(ActivityType.RequestCampaign, lead, now, campaign.Id, campaign.Name, Activity.Pack("Web service API")));
}
