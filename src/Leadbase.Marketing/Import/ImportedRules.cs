using Leadbase.Assets;
using Leadbase.Marketing.Campaigns;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.SmartLists;

namespace Leadbase.Marketing.Import;

/// <summary>Rules of smart lists, campaigns and segments that come from a file: completed, then checked and noted with what they use.</summary>
internal static class ImportedRules
{
    /// <summary>A smart list whose filters have ids.</summary>
    public static SmartListDocument Complete(SmartListDocument? before, SmartListDocument smartList) => smartList with { Rules = smartList.Rules?.Numbered(), ShowsRules = false };

    /// <summary>A campaign whose filters and flow steps have ids; what may be requested has the trigger for it, and the other way round.</summary>
    public static CampaignDocument Complete(CampaignDocument? before, CampaignDocument campaign)
    {
        var rules = campaign.Rules ?? new SmartListRules();
        if (campaign.IsRequestable && !CampaignTriggers.IsRequestable(rules)) rules = rules with { Triggers = [.. rules.Triggers, CampaignTriggers.Requested] };
        return campaign with
        {
            Rules = rules.IsEmpty ? null : rules.Numbered(),
            SmartListId = before?.SmartListId ?? 0,
            FlowId = before?.FlowId ?? 0,
            HasRun = before?.HasRun ?? false,
            IsRequestable = campaign.Type == CampaignDocument.Trigger && CampaignTriggers.IsRequestable(rules),
            Flow = [.. campaign.Flow.Select((step, i) => step.Id > 0 ? step : step with { Id = i + 1 })],
        };
    }

    /// <summary>A segmentation whose segments' filters have ids.</summary>
    public static SegmentationDocument Complete(SegmentationDocument? before, SegmentationDocument segmentation) =>
        segmentation with { Segments = [.. segmentation.Segments.Select(s => s with { Rules = s.Rules?.Numbered() })] };

    /// <summary>An email program that keeps the id of its smart list.</summary>
    public static ProgramDocument Complete(ProgramDocument? before, ProgramDocument program) => program with { Rules = program.Rules?.Numbered(), SmartListId = before?.SmartListId ?? 0 };

    /// <summary>The rules of a smart list can be evaluated.</summary>
    public static Task SmartListAsync(ImportContext context, Asset asset) => FinishAsync<SmartListDocument>(
        context, asset, async d => d with { Uses = await UsesAsync(context, [d.Rules]), Rules = await IdentifiedAsync(context, d.Rules) });

    /// <summary>Those of a campaign, whose smart list and flow have ids from now on.</summary>
    public static Task CampaignAsync(ImportContext context, Asset asset) => FinishAsync<CampaignDocument>(context, asset, async d =>
    {
        var uses = await UsesAsync(context, [d.Rules], d.Flow);
        if (d.StaticListId is { } list) uses = [.. uses, new(AssetType.StaticList, list)];
        return await CampaignKind.IdentifiedAsync(context.Session, d with { Uses = uses, Rules = await IdentifiedAsync(context, d.Rules) });
    });

    /// <summary>Those of the segments of a segmentation.</summary>
    public static Task SegmentationAsync(ImportContext context, Asset asset) => FinishAsync<SegmentationDocument>(context, asset, async d =>
    {
        var (uses, segments) = (await UsesAsync(context, d.Segments.Select(s => s.Rules)), new List<Segment>());
        foreach (var segment in d.Segments) segments.Add(segment with { Rules = await IdentifiedAsync(context, segment.Rules) });
        return d with { Uses = uses, Segments = segments };
    });

    /// <summary>Those of an email program, whose smart list has an id from now on.</summary>
    public static Task ProgramAsync(ImportContext context, Asset asset) => FinishAsync<ProgramDocument>(context, asset, async d =>
    {
        if (d.Type != ProgramDocument.Email) return d.Rules is null ? d : throw context.Wrong("only an email program has rules");
        await UsesAsync(context, [d.Rules]);
        return d with { Rules = await IdentifiedAsync(context, d.Rules), SmartListId = d.SmartListId > 0 ? d.SmartListId : await AssetStore.TakeIdAsync(context.Session, AssetType.SmartList) };
    });

    private static async Task<IReadOnlyList<Assets.Lifecycle.AssetReference>> UsesAsync(ImportContext context, IEnumerable<SmartListRules?> rules, IEnumerable<FlowStep>? flow = null)
    {
        var (uses, problem) = await RuleUses.OfAsync(context.Session, context.Schema.Instance, rules, flow);
        return problem is null ? uses : throw context.Wrong(problem);
    }

    private static Task<SmartListRules?> IdentifiedAsync(ImportContext context, SmartListRules? rules) => RuleUses.IdentifiedAsync(context.Session, context.Schema.Instance, rules);

    private static async Task FinishAsync<T>(ImportContext context, Asset asset, Func<T, Task<T>> finish)
        where T : class, new()
    {
        var finished = await finish(asset.ReadApproved<T>() ?? new T());
        await AssetKinds.StoreAsync(context.Session, asset.WithDocument(finished, asset.UpdatedAt), isNew: false);
    }
}
