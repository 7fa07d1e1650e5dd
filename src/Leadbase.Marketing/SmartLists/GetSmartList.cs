using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.SmartLists;

/// <summary>Get Smart List by Id, by Smart Campaign Id and by Program Id, each with its rules where they are asked for.</summary>
internal static class GetSmartList
{
    /// <summary>The parameter that asks for the rules.</summary>
    public const string IncludeRules = "includeRules";

    /// <summary>Get Smart List by Id: one of those that users made; a campaign's own is told by the campaign.</summary>
    public static readonly Handler ById = Checked(ReadAssets.ById(SmartListKind.Instance));

    /// <summary>Get Smart List by Smart Campaign Id.</summary>
    public static readonly Handler ByCampaign = Checked(call => OfParentAsync<CampaignDocument>(call, AssetType.SmartCampaign, c => new(c.SmartListId, c.Rules)));

    /// <summary>Get Smart List by Program Id: of an email program, which alone has one.</summary>
    public static readonly Handler ByProgram = Checked(call => OfParentAsync<ProgramDocument>(call, AssetType.Program, p => p.Type == ProgramDocument.Email ? new(p.SmartListId, p.Rules) : null));

    private static Handler Checked(Handler handler) => async call =>
        AssetInput.TryFlag(call, IncludeRules, out _, out var error) ? await handler(call) : error;

    private sealed record Part(long Id, SmartListRules? Rules);

    private static ValueTask<Answer> OfParentAsync<T>(Call call, string type, Func<T, Part?> partOf)
        where T : class, new() => AssetCall.ReadAsync(call, async assets =>
        {
            if (!AssetCall.TryId(call, 0, out var id, out var error)) return error;
            if (await assets.VisibleAsync(type, id) is not { } parent || partOf(parent.ReadApproved<T>() ?? new T()) is not { } part) return Answer.Warn(AssetErrors.NothingFound);
            var smartList = (parent with { Type = AssetType.SmartList, Id = part.Id, Description = null, Draft = null }).WithDocument(new SmartListDocument { Rules = part.Rules }, parent.UpdatedAt);
            AssetJson.Write(call.Result, SmartListKind.Instance, await assets.ViewAsync(smartList, approved: true));
            return Answer.Success;
        });
}
