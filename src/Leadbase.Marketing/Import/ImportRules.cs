using Leadbase.Assets;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Import;

/// <summary>What must hold of imported assets besides their shape.</summary>
internal static class ImportRules
{
    private static readonly string[] ProgramTypes = ["program", "event", "webinar", "nurture", "email_batch"];

    /// <summary>A channel has statuses, each with a name and a step of its own.</summary>
    public static Task ChannelAsync(ImportContext context, Asset asset, ChannelDocument channel)
    {
        OneOf(context, "applicableProgramType", channel.ApplicableProgramType, ProgramTypes);
        if (channel.Statuses.Count == 0) throw context.Wrong("a channel needs at least one status");
        if (channel.Statuses.DistinctBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Count() < channel.Statuses.Count) throw context.Wrong("two statuses have the same name");
        return Task.CompletedTask;
    }

    /// <summary>A program has a channel of its type, and tags of the values they may have.</summary>
    public static async Task ProgramAsync(ImportContext context, Asset asset, ProgramDocument program)
    {
        OneOf(context, "type", program.Type, ProgramTypes);
        var channel = (await context.NamedAsync(AssetType.Channel, program.Channel, "channel")).ReadApproved<ChannelDocument>()!;
        if (channel.ApplicableProgramType != program.Type) throw context.Wrong($"the channel '{program.Channel}' is for programs of type {channel.ApplicableProgramType}");
        foreach (var tag in program.Tags)
        {
            var type = (await context.NamedAsync(AssetType.TagType, tag.TagType, "tag type")).ReadApproved<TagTypeDocument>()!;
            if (!type.Allows(tag.TagValue)) throw context.Wrong($"'{tag.TagValue}' is no value of the tag type '{tag.TagType}'");
        }
    }

    /// <summary>A campaign is batch or trigger, and only a trigger campaign listens.</summary>
    public static async Task CampaignAsync(ImportContext context, Asset asset, CampaignDocument campaign)
    {
        OneOf(context, "type", campaign.Type, [CampaignDocument.Batch, CampaignDocument.Trigger]);
        OneOf(context, "qualificationRuleType", campaign.QualificationRuleType, ["once", "any"]);
        if (campaign.Type == CampaignDocument.Batch && (campaign.IsActive || campaign.IsRequestable)) throw context.Wrong("a batch campaign is neither active nor requestable");
        if (campaign.Type == CampaignDocument.Batch && campaign.Rules is { Triggers.Count: > 0 }) throw context.Wrong("a batch campaign has no triggers");
        if (campaign.Rules is not null && campaign.StaticListId is not null) throw context.Wrong("a campaign has either rules or a staticListId");
        if (campaign.Flow.Count > CampaignDocument.MaxSteps || campaign.Flow.Any(s => s.Name is not { Length: > 0 })) throw context.Wrong($"a flow has at most {CampaignDocument.MaxSteps} steps, each with a name");
        if (campaign.StaticListId is { } list && await AssetStore.FindAsync(context.Session, AssetType.StaticList, list) is null) throw context.Wrong($"there is no static list {list}");
    }

    /// <summary>A form's fields are fields of the lead or of program members, each once.</summary>
    public static Task FormAsync(ImportContext context, Asset asset, FormDocument form)
    {
        if (form.Fields.DistinctBy(f => f.Id, StringComparer.OrdinalIgnoreCase).Count() < form.Fields.Count) throw context.Wrong("a field is in the form twice");
        foreach (var field in form.Inputs)
        {
            if (context.Schema.Lead.Find(field.Id) is null && context.Schema.Find("programMember")?.Find(field.Id) is null) throw context.Wrong($"there is no field '{field.Id}'");
        }
        return Task.CompletedTask;
    }

    /// <summary>A segmentation has segments with ids and names of their own.</summary>
    public static Task SegmentationAsync(ImportContext context, Asset asset, SegmentationDocument segmentation)
    {
        if (segmentation.Segments.Count == 0) throw context.Wrong("a segmentation needs at least one segment");
        if (segmentation.Segments.DistinctBy(s => s.Id).Count() < segmentation.Segments.Count) throw context.Wrong("two segments have the same id");
        return Task.CompletedTask;
    }

    /// <summary>A CC field is a field of the lead.</summary>
    public static Task CcFieldAsync(ImportContext context, Asset asset, PlainDocument _) =>
        context.Schema.Lead.Find(asset.Name) is null ? throw context.Wrong($"there is no lead field '{asset.Name}'") : Task.CompletedTask;

    private static void OneOf(ImportContext context, string member, string value, IReadOnlyList<string> values)
    {
        if (!values.Contains(value)) throw context.Wrong($"{member} must be one of {string.Join(", ", values)}");
    }
}
