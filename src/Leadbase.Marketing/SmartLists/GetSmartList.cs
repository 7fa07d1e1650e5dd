using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>Get Smart List by Id, by Smart Campaign Id and by Program Id, each with its rules where they are asked for.</summary>
internal static class GetSmartList
{
    /// <summary>Get Smart List by Id: one of those that users made; a campaign's own is told by the campaign.</summary>
    public static ValueTask<Answer> ById(Call call) => OfAsync<SmartListDocument>(call, AssetType.SmartList, (a, d) => new(a.Id, a.Description, d.Rules));

    /// <summary>Get Smart List by Smart Campaign Id.</summary>
    public static ValueTask<Answer> ByCampaign(Call call) => OfAsync<CampaignDocument>(call, AssetType.SmartCampaign, (_, d) => new(d.SmartListId, null, d.Rules));

    /// <summary>Get Smart List by Program Id: of an email program, which alone has one.</summary>
    public static async ValueTask<Answer> ByProgram(Call call)
    {
        if (AssetCall.TryId(call, 0, out var id, out _)) await WriteTransaction.RunAsync(call.Instance, s => IdentifyAsync(s, id), call.Cancel);
        return await OfAsync<ProgramDocument>(call, AssetType.Program, (_, d) => d.Type == ProgramDocument.Email ? new(d.SmartListId, null, d.Rules) : null);
    }

    private sealed record Shown(long Id, string? Description, SmartListRules? Rules);

    private static ValueTask<Answer> OfAsync<T>(Call call, string type, Func<Asset, T, Shown?> shownOf)
        where T : class, new() => AssetCall.ReadAsync(call, async assets =>
        {
            if (!AssetInput.TryFlag(call, "includeRules", out var include, out var error) || !AssetCall.TryId(call, 0, out var id, out error)) return error;
            if (await assets.VisibleAsync(type, id) is not { } asset || shownOf(asset, asset.ReadApproved<T>() ?? new T()) is not { } shown) return Answer.Warn(AssetErrors.NothingFound);
            var document = new SmartListDocument { ShowsRules = include == true };
            if (include == true) document = document with { Rules = await RuleUses.ShownAsync(assets.Session, shown.Rules ?? new SmartListRules()) };
            var smartList = (asset with { Type = AssetType.SmartList, Id = shown.Id, Description = shown.Description, Draft = null }).WithDocument(document, asset.UpdatedAt);
            AssetJson.Write(call.Result, SmartListKind.Instance, await assets.ViewAsync(smartList, approved: true));
            return Answer.Success;
        });

    // The smart list of an email program is given its id when it is first asked for.
    private static async Task<bool> IdentifyAsync(Session session, long id)
    {
        if ((await AssetStore.FindAsync(session, AssetType.Program, id))?.ReadApproved<ProgramDocument>() is not { Type: ProgramDocument.Email, SmartListId: 0 }) return false;
        var program = (await AssetStore.FindAsync(session, AssetType.Program, id, forUpdate: true))!;
        var document = program.ReadApproved<ProgramDocument>()!;
        if (document.SmartListId > 0) return false;
        document = document with { SmartListId = await AssetStore.TakeIdAsync(session, AssetType.SmartList) };
        await AssetStore.UpdateAsync(session, program.WithDocument(document, program.UpdatedAt));
        return true;
    }
}
