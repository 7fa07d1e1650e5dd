using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Memberships;
using Leadbase.Storage;

namespace Leadbase.Marketing.Campaigns;

/// <summary>Smart campaigns as assets ("Smart Campaigns"). A campaign's smart list and flow are parts of it, with ids of their own.</summary>
internal sealed class CampaignKind : AssetKind<CampaignDocument>
{
    public static readonly CampaignKind Instance = new();

    /// <summary>What flows take their ids from.</summary>
    private const string Flow = "Flow";

    private static readonly string Active = AssetMarks.Of("active", "true");

    public override string Type => AssetType.SmartCampaign;

    public override bool HasApproval => false;

    public override IReadOnlyList<string> FolderTypes => [FolderDocument.Marketing, FolderDocument.Program, FolderDocument.Zone];

    public override string UrlCode => "SC";

    public override string? UrlMember => "computedUrl";

    public override FolderForm FolderForm => FolderForm.Id;

    /// <summary>A document with ids for its smart list and its flow, where it has none.</summary>
    public static async Task<CampaignDocument> IdentifiedAsync(Session session, CampaignDocument document) => document with
    {
        SmartListId = document.SmartListId > 0 ? document.SmartListId : await AssetStore.TakeIdAsync(session, AssetType.SmartList),
        FlowId = document.FlowId > 0 ? document.FlowId : await AssetStore.TakeIdAsync(session, Flow),
    };

    /// <summary>Only active trigger campaigns, where that is asked for.</summary>
    public override Outcome<AssetQuery> Narrow(AssetCall call, AssetQuery query)
    {
        if (!AssetInput.TryFlag(call.Call, "isActive", out var active, out var error)) return error;
        return active == true ? query with { Marks = [Active] } : query;
    }

    public override IEnumerable<string> Marks(Asset asset) => Working(asset).IsActive ? [Active] : [];

    public override async Task<Outcome<Asset>> CloneAsync(AssetCall call, Asset source, Asset copy)
    {
        var document = Working(copy) with { IsActive = false, HasRun = false, SmartListId = 0, FlowId = 0 };
        return With(copy, await IdentifiedAsync(call.Session, document), call.Now);
    }

    public override Task<ApiError?> CheckDeleteAsync(AssetCall call, Asset asset) =>
        Task.FromResult<ApiError?>(Working(asset).IsActive ? AssetErrors.Rule("an active campaign must be deactivated before it is deleted") : null);

    public override Task OnDeletedAsync(AssetCall call, Asset asset) => CampaignMembers.ClearAsync(call.Session, asset.Id);

    protected override async Task<Outcome<CampaignDocument>> CreateAsync(AssetCall call, Asset asset, CampaignDocument document) =>
        await IdentifiedAsync(call.Session, document with { IsCommunicationLimitEnabled = true });

    protected override IEnumerable<AssetReference> References(CampaignDocument document) => document.Uses;

    protected override CampaignDocument Repoint(CampaignDocument document, Func<AssetReference, AssetReference> map) => document with
    {
        Rules = document.Rules?.Repoint(map),
        Uses = [.. document.Uses.Select(map)],
        StaticListId = document.StaticListId is { } list ? map(new(AssetType.StaticList, list)).Id : null,
    };

    protected override void Write(Utf8JsonWriter json, AssetView view, CampaignDocument document)
    {
        json.WriteString("status"u8, StatusOf(document));
        json.WriteString("type"u8, document.Type);
        json.WriteBoolean("isSystem"u8, false);
        json.WriteBoolean("isActive"u8, document.IsActive);
        json.WriteBoolean("isRequestable"u8, document.IsActive && document.IsRequestable);
        json.WriteBoolean("isCommunicationLimitEnabled"u8, document.IsCommunicationLimitEnabled);
        json.WriteStartObject("recurrence"u8);
        json.WriteBoolean("weekdayOnly"u8, false);
        json.WriteEndObject();
        json.WriteString("qualificationRuleType"u8, document.QualificationRuleType);
        json.WriteNumber("smartListId"u8, document.SmartListId);
        json.WriteNumber("flowId"u8, document.FlowId);
        if (view.Asset.Folder is { Type: AssetType.Program, Id: var program }) json.WriteNumber("parentProgramId"u8, program);
    }

    private static string StatusOf(CampaignDocument document) => document switch
    {
        { Type: CampaignDocument.Trigger, IsActive: true } => "Active",
        { Type: CampaignDocument.Trigger } => "Inactive",
        { HasRun: true } => "Single Run",
        _ => "Never Run",
    };
}
