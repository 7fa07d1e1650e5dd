using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Programs;

/// <summary>Approve Program and Unapprove Program: of email programs, which have a start, an end, an approved email and a smart list ("Programs", Approval).</summary>
internal static class ApproveProgram
{
    /// <summary>Approve Program.</summary>
    public static readonly Handler Approve = AssetDocuments.Change(ProgramKind.Instance, async (assets, asset, program) =>
    {
        if (await RefusalAsync(assets, asset, program) is { } refusal) return refusal;
        return program with { Status = ProgramDocument.Locked };
    });

    /// <summary>Unapprove Program: one that has not begun.</summary>
    public static readonly Handler Unapprove = AssetDocuments.Change(ProgramKind.Instance, (assets, _, program) => Task.FromResult<Outcome<ProgramDocument>>(
        program.Type != ProgramDocument.Email ? NoEmailProgram
        : !program.IsLocked ? AssetErrors.Rule("the program is not approved")
        : program.StartDate <= assets.Now ? AssetErrors.Rule("a program that has begun cannot be unapproved")
        : program with { Status = ProgramDocument.Unlocked }));

    private static readonly ApiError NoEmailProgram = AssetErrors.Rule("only email programs are approved and unapproved");

    private static async Task<ApiError?> RefusalAsync(AssetCall assets, Asset asset, ProgramDocument program)
    {
        if (program.Type != ProgramDocument.Email) return NoEmailProgram;
        if (program.IsLocked) return AssetErrors.Rule("the program is approved already");
        if (program.StartDate is not { } start || program.EndDate is null) return AssetErrors.Rule("the program needs a startDate and an endDate");
        if (start <= assets.Now) return AssetErrors.Rule("the startDate is over");
        if (program.Rules is null) return AssetErrors.Rule("the program needs a smart list");
        var content = await AssetTree.BelowAsync(assets.Session, new(asset.Id, asset.Type));
        return content.Exists(a => a is { Type: AssetType.Email or AssetType.NewEmail, Approved: not null }) ? null : AssetErrors.Rule("the program needs an approved email");
    }
}
