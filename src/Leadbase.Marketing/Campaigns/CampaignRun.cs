using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Jobs;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.SmartLists;
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
/// audience a step. The audience is who is in the campaign's smart list when the step comes to them.
/// </summary>
internal static class CampaignRun
{
    /// <summary>The kind of its jobs.</summary>
    public const string Kind = "campaign";

    private const int Stretch = 1_000;

    // However few leads are in the smart list, a step is short: it looks through so many ids.
    private const long MaxIds = 50_000;

    /// <summary>Does a step.</summary>
    public static async Task<JobStep> StepAsync(Instance instance, Session session, Job job)
    {
        var (order, progress) = (job.Read<CampaignRunOrder>(), job.ReadProgress<CampaignRunProgress>() ?? new(0, 0));
        // A campaign that was deleted meanwhile runs for nobody.
        if (await AssetStore.FindAsync(session, AssetType.SmartCampaign, order.Campaign) is not { } campaign) return new(job.Progress, Done: true);
        var document = campaign.ReadApproved<CampaignDocument>()!;
        var (leads, last) = await AudienceAsync(session, instance, order, document, campaign.Workspace, progress.After);
        var members = await CampaignMembers.FindAsync(session, campaign.Id, leads);
        List<long> qualified = document.QualificationRuleType == "once" ? [.. leads.Where(l => !members.Contains(l))] : leads;
        await CampaignMembers.RanAsync(session, campaign.Id, qualified, members, instance.Now);
        await ActivityLog.AppendAsync(session, [.. Log(campaign, order, leads, qualified, instance.Now)]);
        return new(Job.Write(new CampaignRunProgress(last ?? 0, progress.Ran + qualified.Count)), Done: last is null);
    }

    /// <summary>The next leads of the audience, in the order of their ids, none of whom is deleted meanwhile, and the last that was looked at; null when that was the last of all.</summary>
    private static async Task<(List<long> Leads, long? Last)> AudienceAsync(Session session, Instance instance, CampaignRunOrder order, CampaignDocument document, long? workspace, long after)
    {
        var (table, dialect) = (session.Database.Table("lead"), session.Database.Dialect);
        if (await ConditionAsync(session, instance, order, document, workspace) is not var (condition, bind)) return ([], null);
        var end = await session.Sql($"select max(id) from {table}").NumberAsync() ?? 0;
        var to = order.Leads is null && document.Rules is not null ? Math.Min(end, after + MaxIds) : end;
        var leads = await bind(session.Sql($"select t.id from {table} t where t.id > $1 and t.id <= $2 and {condition} order by t.id limit {Stretch}{dialect.ForUpdate}").Bind(after).Bind(to))
            .ListAsync(r => r.GetInt64(0));
        if (leads.Count == Stretch) return (leads, leads[^1]);
        return (leads, to < end ? to : null);
    }

    /// <summary>Who is meant, with the parameters from $3; null for nobody, and for rules that name what is gone.</summary>
    private static async Task<(string Sql, Func<Statement, Statement> Bind)?> ConditionAsync(Session session, Instance instance, CampaignRunOrder order, CampaignDocument document, long? workspace)
    {
        if (order.Leads is { } leads) return (session.Database.Dialect.In("t.id", 3), s => s.BindSet(leads));
        if (document.StaticListId is { } list) return ($"t.id in (select m.lead from {session.Database.Table("list_member")} m where m.list = $3)", s => s.Bind(list));
        if (document.Rules is not { } rules || await SmartListQuery.OfAsync(session, instance, rules, workspace) is not ({ } condition, _)) return null;
        return (condition.Sql(3), condition.Bind);
    }

    // That a campaign was requested is what its trigger listens for: it is written for every lead, qualified or not.
    private static IEnumerable<Activity> Log(Asset campaign, CampaignRunOrder order, List<long> leads, List<long> qualified, long now) =>
        order.Leads is null
            ? qualified.Select(lead => new Activity(ActivityType.ExecuteCampaign, lead, now, campaign.Id, campaign.Name, Activity.Pack("true")))
            : leads.Select(lead => new Activity(ActivityType.RequestCampaign, lead, now, campaign.Id, campaign.Name, Activity.Pack("Web service API")));
}
