using Leadbase.Gateway;
using Leadbase.Jobs;

namespace Leadbase.Bulk;

/// <summary>Bulk import and bulk export: files in, files out, and the jobs in between.</summary>
public static class BulkModule
{
    /// <summary>Maps the operations.</summary>
    public static Routes MapBulk(this Routes routes) => routes;

    /// <summary>The kinds of jobs.</summary>
    public static readonly IReadOnlyDictionary<string, JobKind> Jobs = new Dictionary<string, JobKind>();
}
