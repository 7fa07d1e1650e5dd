using System.Globalization;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Programs;

/// <summary>What programs can be browsed by besides what all assets can: <c>filterType</c>, <c>status</c>, and a tag.</summary>
internal static class ProgramFilter
{
    private static readonly string[] Statuses = ["on", "off", ProgramDocument.Locked, ProgramDocument.Unlocked];

    /// <summary>Programs of ids, directly in folders, or in workspaces (701, 1001).</summary>
    public static Outcome<AssetQuery> Narrow(AssetCall call, AssetQuery query)
    {
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

    /// <summary>Programs of a status (1001).</summary>
    public static Outcome<Func<Asset, bool>> OfStatus(Call call)
    {
        if (AssetInput.Text(call, "status") is not { Length: > 0 } text) return default;
        var status = text.ToLowerInvariant();
        if (!Statuses.Contains(status)) return Errors.InvalidValue(text, string.Join(", ", Statuses));
        return new Outcome<Func<Asset, bool>>(p => ProgramKind.Instance.Working(p).Status == status, null);
    }

    /// <summary>Get Programs by Tag: those that have a tag with a value.</summary>
    public static readonly Handler ByTag = call => AssetCall.ReadAsync(call, async assets =>
    {
        var (type, value) = (AssetInput.Required(call, "tagType"), AssetInput.Required(call, "tagValue"));
        if ((type.Error ?? value.Error) is { } blank) return blank;
        if (!AssetPage.TryRead(call, out var page, out var error)) return error;
        var tagged = (await new AssetQuery(AssetType.Program, assets.Workspaces).RunAsync(assets.Session, 0, int.MaxValue))
            .Where(p => ProgramKind.Instance.Working(p).Tags.Any(t => t.TagType.Equals(type.Value, StringComparison.OrdinalIgnoreCase) && t.TagValue == value.Value));
        return await ReadAssets.WriteAsync(assets, ProgramKind.Instance, [.. tagged.Skip(page.Offset).Take(page.MaxReturn)], null, listed: true);
    });

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
