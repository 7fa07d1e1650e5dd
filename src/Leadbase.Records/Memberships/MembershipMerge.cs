using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>
/// What a merge does with the rows that say what leads belong to: they become the winner's, and of those that would then be
/// twice one stays: the winner's own, else that of the oldest of the losers. Two statements for each table.
/// </summary>
public static class MembershipMerge
{
    private static readonly LeadRows[] Tables =
    [
        new("list_member", "lead", "list"),
        new("campaign_member", "lead", "campaign"),
        new(StandardObjects.ProgramMember, "leadId", "programId"),
    ];

    /// <summary>Gives the losers' rows to the winner. The rows of all leads must be locked.</summary>
    public static async Task RunAsync(Session session, long winner, IReadOnlyList<long> losers)
    {
        foreach (var rows in Tables)
        {
            await session.Sql(rows.DeleteSql(session.Database)).Bind(winner).BindSet(losers).ExecuteAsync();
            await session.Sql(rows.UpdateSql(session.Database)).Bind(winner).BindSet(losers).ExecuteAsync();
        }
    }

    /// <summary>A table whose rows belong to leads.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Lead">The column of the lead.</param>
    /// <param name="Keys">The columns that with the lead identify a row.</param>
    private sealed record LeadRows(string Table, string Lead, params string[] Keys)
    {
        public string DeleteSql(Database database)
        {
            var (table, lead) = (database.Table(Table), Identifier.Quote(Lead));
            var same = string.Join(" and ", Keys.Select(k => $"o.{Identifier.Quote(k)} = r.{Identifier.Quote(k)}"));
            return $"""
                delete from {table} as r where {database.Dialect.In($"r.{lead}", 2)} and exists
                    (select 1 from {table} o where {same} and (o.{lead} = $1 or (o.{lead} < r.{lead} and {database.Dialect.In($"o.{lead}", 2)})))
                """;
        }

        public string UpdateSql(Database database) =>
            $"update {database.Table(Table)} set {Identifier.Quote(Lead)} = $1 where {database.Dialect.In(Identifier.Quote(Lead), 2)}";
    }
}
