using Leadbase.Activities;
using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>The members of static lists.</summary>
public static class ListMembers
{
    private static readonly Column[] Columns =
    [
        new("list", StorageKind.Integer), new("lead", StorageKind.Integer), new("created_at", StorageKind.Integer), new("updated_at", StorageKind.Integer),
    ];

    /// <summary>Which of the leads are members.</summary>
    public static async Task<HashSet<long>> FindAsync(Session session, long list, IReadOnlyList<long> leads)
    {
        // Looked up one by one, whatever the planner knows of the list: one that has just grown is not read as a whole.
        var sql = $"""
            select k.value from {session.Database.Dialect.Each(2)}
            where (select m.lead from {Table(session)} m where m.list = $1 and m.lead = k.value) is not null
            """;
        return [.. await session.Sql(sql).Bind(list).BindSet(leads).ListAsync(r => r.GetInt64(0))];
    }

    /// <summary>Makes leads members. They must exist, each be named once, not be members yet, and be kept from changing by the transaction.</summary>
    public static Task AddAsync(Session session, long list, IReadOnlyList<long> leads, long now) =>
        leads.Count == 0
            ? Task.CompletedTask
            : session.Database.Dialect.InsertAsync(session, Table(session), Columns, [.. leads.Select(l => new object?[] { list, l, now, now })]);

    /// <summary>Ends memberships.</summary>
    public static async Task RemoveAsync(Session session, long list, IReadOnlyList<long> leads)
    {
        if (leads.Count == 0) return;
        await session.Sql($"delete from {Table(session)} where list = $1 and {session.Database.Dialect.In("lead", 2)}").Bind(list).BindSet(leads).ExecuteAsync();
    }

    /// <summary>Ends all memberships of a list that is deleted; nobody's log tells of it.</summary>
    public static async Task ClearAsync(Session session, long list) =>
        await session.Sql($"delete from {Table(session)} where list = $1").Bind(list).ExecuteAsync();

    /// <summary>The activities of leads that were added to a list or removed from it.</summary>
    public static IEnumerable<Activity> Log(long type, long list, string name, IEnumerable<long> leads, string source, long now)
    {
        var attributes = Activity.Pack(source);
        return leads.Select(lead => new Activity(type, lead, now, list, name, attributes));
    }

    private static string Table(Session session) => session.Database.Table("list_member");
}
