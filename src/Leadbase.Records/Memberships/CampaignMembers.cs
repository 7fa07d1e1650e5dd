using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>The leads that smart campaigns have run for.</summary>
public static class CampaignMembers
{
    private static readonly Column[] Columns =
    [
        new("campaign", StorageKind.Integer), new("lead", StorageKind.Integer), new("created_at", StorageKind.Integer), new("updated_at", StorageKind.Integer),
    ];

    /// <summary>Which of the leads are members.</summary>
    public static async Task<HashSet<long>> FindAsync(Session session, long campaign, IReadOnlyList<long> leads) =>
        [.. await session.Sql($"select lead from {Table(session)} where campaign = $1 and {session.Database.Dialect.In("lead", 2)}")
            .Bind(campaign).BindSet(leads).ListAsync(r => r.GetInt64(0))];

    /// <summary>Notes that a campaign ran for leads; <paramref name="members"/> are those of them that it had run for before.</summary>
    public static async Task RanAsync(Session session, long campaign, IReadOnlyList<long> leads, HashSet<long> members, long now)
    {
        List<long> again = [.. leads.Where(members.Contains)];
        if (again.Count > 0)
        {
            await session.Sql($"update {Table(session)} set updated_at = $2 where campaign = $1 and {session.Database.Dialect.In("lead", 3)}")
                .Bind(campaign).Bind(now).BindSet(again).ExecuteAsync();
        }
        object?[][] fresh = [.. leads.Where(l => !members.Contains(l)).Select(l => new object?[] { campaign, l, now, now })];
        if (fresh.Length > 0) await session.Database.Dialect.InsertAsync(session, Table(session), Columns, fresh);
    }

    /// <summary>Ends all memberships of a campaign that is deleted.</summary>
    public static async Task ClearAsync(Session session, long campaign) =>
        await session.Sql($"delete from {Table(session)} where campaign = $1").Bind(campaign).ExecuteAsync();

    private static string Table(Session session) => session.Database.Table("campaign_member");
}
