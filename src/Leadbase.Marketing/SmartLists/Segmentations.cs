using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.SmartLists;

/// <summary>
/// Which segment leads are in ("Dynamic Content", Segmentation): the first, from top to bottom, whose rules they meet, and the
/// default one otherwise. It is evaluated when it is asked for, and not kept.
/// </summary>
public static class Segmentations
{
    /// <summary>The segment of a lead; null when there is no such segmentation, or no default segment for those whom no other takes.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="lead">The lead's id; one that does not exist is in the default segment.</param>
    /// <param name="segmentation">The segmentation's id.</param>
    public static async Task<Segment?> SegmentOfAsync(Session session, Instance instance, long lead, long segmentation)
    {
        if ((await AssetStore.FindAsync(session, AssetType.Segmentation, segmentation))?.ReadApproved<SegmentationDocument>() is not { } document) return null;
        var (cases, next) = (new List<string>(), 2);
        var binds = new List<LeadCondition>();
        for (var i = 0; i < document.Segments.Count; i++)
        {
            // A segment whose rules name what is gone has nobody.
            if (document.Segments[i].Rules is not { } rules || await SmartListQuery.OfAsync(session, instance, rules) is not ({ } condition, _)) continue;
            cases.Add(string.Create(CultureInfo.InvariantCulture, $"when {condition.Sql(next)} then {i}"));
            next += condition.Count;
            binds.Add(condition);
        }
        var found = cases.Count == 0 ? null : await FirstAsync(session, lead, cases, binds);
        return found is { } index ? document.Segments[(int)index]
            : document.Segments.LastOrDefault(s => s.Rules is null && s.Name.Equals(SegmentationDocument.Default, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<long?> FirstAsync(Session session, long lead, List<string> cases, List<LeadCondition> conditions)
    {
        // The cases come first in the text, and the lead is bound first all the same: parameters go by their numbers.
        var statement = session.Sql($"select case {string.Join(' ', cases)} end from {session.Database.Table("lead")} t where t.id = $1").Bind(lead);
        foreach (var condition in conditions) condition.Bind(statement);
        return await statement.NumberAsync();
    }
}
