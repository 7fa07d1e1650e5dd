using Leadbase.Accounts;
using Leadbase.Bulk.Exports;
using Leadbase.Bulk.Imports;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Marketing.Lists;

namespace Leadbase.Bulk;

/// <summary>Bulk import and bulk export: files in, files out, and the jobs in between.</summary>
public static class BulkModule
{
    /// <summary>Maps the operations.</summary>
    public static Routes MapBulk(this Routes routes) => routes.MapImports().MapExports().Map(StaticListRoutes.Delete, DeleteStaticList.Handle);

    /// <summary>The kinds of jobs.</summary>
    public static readonly IReadOnlyDictionary<string, JobKind> Jobs = new Dictionary<string, JobKind>
    {
        [ImportRun.Kind] = new(ImportRun.Kind, Width, ImportRun.PrepareAsync, ImportRun.GiveUpAsync),
        [ExportRun.Kind] = new(ExportRun.Kind, Width, ExportRun.PrepareAsync, ExportRun.GiveUpAsync),
    };

    /// <summary>Removes what is kept no longer, a little at a time.</summary>
    public static Task ExpireAsync(Instance instance, CancellationToken cancel) => WriteTransaction.RunAsync(
        instance,
        async session =>
        {
            await ImportStore.ExpireAsync(session, instance.Now);
            await ExportStore.ExpireAsync(session, instance.Now);
            await JobStore.ExpireAsync(session, instance.Now);
            return true;
        },
        cancel);

    // "Bulk Import", "Bulk Extract", Limits: two jobs of each run at once.
    private const int Width = 2;
}
