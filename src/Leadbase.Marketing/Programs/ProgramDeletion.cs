using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Tokens;
using Leadbase.Records.Memberships;

namespace Leadbase.Marketing.Programs;

/// <summary>Delete Program: with all that is in it, approved or not, unless something outside uses any of it ("Assets", Delete).</summary>
internal static class ProgramDeletion
{
    /// <summary>Why a program cannot be deleted, besides being in use; null when it can. Nothing is put into it until the transaction ends.</summary>
    public static async Task<ApiError?> RefusalAsync(AssetCall call, Asset program)
    {
        if (ProgramKind.Instance.Working(program).IsLocked) return AssetErrors.Rule("an approved email program must be unapproved before it is deleted");
        await AssetStore.LockPlaceAsync(call.Session, new(program.Id, program.Type));
        foreach (var asset in await AssetTree.BelowAsync(call.Session, new(program.Id, program.Type)))
        {
            if (asset.Type is AssetType.Folder or AssetType.Program) await AssetStore.LockPlaceAsync(call.Session, new(asset.Id, asset.Type));
            else if (AssetKinds.Of(asset.Type) is { } kind && await kind.CheckDeleteAsync(call, asset) is { } refusal) return refusal;
        }
        return null;
    }

    /// <summary>Deletes what is in it, its tokens and its memberships.</summary>
    public static async Task DeleteContentAsync(AssetCall call, Asset program)
    {
        foreach (var asset in await AssetTree.BelowAsync(call.Session, new(program.Id, program.Type)))
        {
            if (AssetKinds.Of(asset.Type) is { } kind) await AssetWriter.DeleteAsync(call, kind, asset);
            else await AssetStore.DeleteAsync(call.Session, asset.Type, asset.Id);
        }
        await TokenStore.ClearAsync(call.Session, new(program.Id, program.Type));
        await LeadMemberships.DeleteOfProgramAsync(call.Session, program.Id);
    }
}
