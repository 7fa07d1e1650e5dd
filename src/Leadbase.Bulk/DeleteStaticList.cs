using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Bulk.Exports;
using Leadbase.Bulk.Imports;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Marketing.Lists;

namespace Leadbase.Bulk;

/// <summary>Delete Static List: one that no import, export or other asset uses ("Static Lists", Delete).</summary>
internal sealed class DeleteStaticList : StaticListKind
{
    /// <summary>Handles the operation.</summary>
    public static readonly Handler Handle = ChangeAssets.Delete(new DeleteStaticList());

    /// <inheritdoc />
    public override async Task<ApiError?> CheckDeleteAsync(AssetCall call, Asset asset)
    {
        if (await ImportStore.IsBusyAsync(call.Session, asset.Id)) return AssetErrors.Rule("an import into the list is under way");
        var exports = await ExportStore.OpenRequestsAsync(call.Session);
        return exports.Exists(e => Job.Read<ExportOrder>(e).Filter.List == asset.Id) ? AssetErrors.Rule("an export of the list is under way") : null;
    }
}
