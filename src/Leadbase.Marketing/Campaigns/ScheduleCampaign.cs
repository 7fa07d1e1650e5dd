using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.Campaigns;

/// <summary>Schedule Campaign: a batch campaign runs at a moment, the given one or one of a cloned program ("Smart Campaigns", Schedule).</summary>
internal static class ScheduleCampaign
{
    private const long Minimum = 300;
    private const int MaxYears = 2;

    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (CampaignInput.Read(call, required: false, out var input) is { } wrong) return wrong;
        if (CampaignInput.Tokens(input, out var tokens) is { } badToken) return badToken;
        // The page names the member cloneToProgram, and the definition cloneToProgramName.
        if (CampaignInput.Text(input, "cloneToProgramName", out var name) is { } badName) return badName;
        if (name is null && CampaignInput.Text(input, "cloneToProgram", out name) is { } badOther) return badOther;
        if (name is not null && !ProgramClone.IsName(name)) return Errors.InvalidData($"The name of a program has 1 to {ProgramClone.MaxName} characters, and none that cannot be shown");
        if (CampaignInput.Text(input, "runAt", out var at) is { } badText) return badText;
        if (RunAt(call.Instance, at, out var runAt) is { } badTime) return badTime;
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var (id, error) = await WriteTransaction.RunAsync(call.Instance, s => RunAsync(s, call, directory, name, runAt, tokens), call.Cancel);
        if (error is { } refusal) return refusal;
        WriteId(call, id);
        return Answer.Success;
    }

    /// <summary>Writes the campaign that runs.</summary>
    public static void WriteId(Call call, long id)
    {
        call.Result.WriteStartObject();
        call.Result.WriteNumber("id"u8, id);
        call.Result.WriteEndObject();
    }

    // "Campaigns scheduled via this API always wait a minimum of five minutes before running."
    private static ApiError? RunAt(Instance instance, string? text, out long runAt)
    {
        var now = instance.Now;
        runAt = now + Minimum;
        if (text is null) return null;
        if (!IsoTime.TryParse(text, instance.TimeZone, out var wanted)) return Errors.InvalidValue(text, "Datetime");
        if (wanted < now || wanted > instance.Clock.GetUtcNow().AddYears(MaxYears).ToUnixTimeSeconds()) return Errors.InvalidRunAt;
        runAt = Math.Max(runAt, wanted);
        return null;
    }

    private static async Task<(long Id, ApiError? Error)> RunAsync(Session session, Call call, AccountDirectory directory, string? cloneName, long runAt, List<RunToken> tokens)
    {
        var (campaign, missing) = await AssetListing.FindAsync(session, call, AssetType.SmartCampaign, call.Route[0], forUpdate: true);
        if (campaign is null) return (0, missing);
        if (campaign.ReadApproved<CampaignDocument>()!.Type != CampaignDocument.Batch) return (0, Errors.InvalidData("Campaign is not a batch campaign"));
        if (cloneName is not null)
        {
            var (clone, refusal) = await ProgramClone.RunAsync(new(call, session, directory), campaign, cloneName);
            if (clone is null) return (0, refusal);
            campaign = clone;
        }
        await AssetStore.UpdateAsync(session, campaign.WithDocument(campaign.ReadApproved<CampaignDocument>()! with { HasRun = true }, campaign.UpdatedAt));
        await JobStore.EnqueueAsync(session, CampaignRun.Kind, new CampaignRunOrder(campaign.Id, null, tokens), runAt, call.Instance.Now);
        return (campaign.Id, null);
    }
}
