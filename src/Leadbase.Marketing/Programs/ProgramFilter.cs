using System.Globalization;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>What programs can be browsed by besides what all assets can: <c>filterType</c>, <c>status</c>, and a tag.</summary>
internal static class ProgramFilter
{
    private static readonly string[] Statuses = ["on", "off", ProgramDocument.Locked, ProgramDocument.Unlocked];

    /// <summary>What programs are found by.</summary>
    public static IEnumerable<string> Marks(ProgramDocument program) =>
        program.Tags.Select(t => TagMark(t.TagType, t.TagValue)).Append(AssetMarks.Of("status", program.Status));

    /// <summary>Programs of a status, and of ids, directly in folders, or in workspaces (701, 1001).</summary>
    public static Outcome<AssetQuery> Narrow(AssetCall call, AssetQuery query)
    {
        if (AssetInput.Text(call.Call, "status") is { Length: > 0 } status)
        {
            if (!Statuses.Contains(status.ToLowerInvariant())) return Errors.InvalidValue(status, string.Join(", ", Statuses));
            query = query with { Marks = [AssetMarks.Of("status", status.ToLowerInvariant())] };
        }
        if (AssetInput.Text(call.Call, "filterType") is not { Length: > 0 } type) return query;
        var values = call.Call.Parameters.List("filterValues");
        if (values.Count == 0) return AssetErrors.Blank("filterValues");
        switch (type.ToUpperInvariant())
        {
            case "ID" or "PROGRAMID": return Numbers(values, ids => query with { Ids = ids });
            case "FOLDERID": return Numbers(values, ids => query with { Folders = ids });
            case "WORKSPACE":
                var named = call.Directory.Workspaces.Where(w => values.Contains(w.Name, StringComparer.OrdinalIgnoreCase)).Select(w => w.Id);
                return query with { Workspaces = [.. named.Intersect(call.Workspaces)] };
            default: return Errors.InvalidValue(type, "id, programId, folderId or workspace");
        }
    }

    /// <summary>Get Programs by Tag: those that have a tag with a value.</summary>
    public static readonly Handler ByTag = call => AssetCall.ReadAsync(call, async assets =>
    {
        var (type, value) = (AssetInput.Required(call, "tagType"), AssetInput.Required(call, "tagValue"));
        if ((type.Error ?? value.Error) is { } blank) return blank;
        if (!AssetPage.TryRead(call, out var page, out var error)) return error;
        var query = assets.Query(AssetType.Program) with { Marks = [TagMark(type.Value!, value.Value!)] };
        return await ReadAssets.WriteAsync(assets, ProgramKind.Instance, await query.RunAsync(assets.Session, page.Offset, page.MaxReturn), null, listed: true);
    });

    // A value is found as it is written, its type in any case.
    private static string TagMark(string type, string value) => AssetMarks.Of("tag " + Folding.Lower(type), value);

    private static Outcome<AssetQuery> Numbers(IReadOnlyList<string> values, Func<IReadOnlyList<long>, AssetQuery> narrow)
    {
        var ids = new List<long>();
        foreach (var value in values)
        {
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Errors.InvalidValue(value, "Integer");
            ids.Add(id);
        }
        return narrow(ids);
    }
}
