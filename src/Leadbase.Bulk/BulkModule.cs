using Leadbase.Bulk.Imports;
using Leadbase.Gateway;
using Leadbase.Jobs;

namespace Leadbase.Bulk;

/// <summary>Bulk import and bulk export: files in, files out, and the jobs in between.</summary>
public static class BulkModule
{
    /// <summary>Maps the operations.</summary>
    public static Routes MapBulk(this Routes routes) => routes.MapImports();

    /// <summary>The kinds of jobs.</summary>
    public static readonly IReadOnlyDictionary<string, JobKind> Jobs = new Dictionary<string, JobKind>
    {
        [ImportRun.Kind] = new(ImportRun.Kind, Width, ImportRun.PrepareAsync, ImportRun.GiveUpAsync),
    };

    // "Bulk Import", "Bulk Extract", Limits: two jobs of each run at once.
    private const int Width = 2;
}
