using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Memberships;

/// <summary>What leads belong to, seen from the leads.</summary>
public static class LeadMemberships
{
    private static readonly (string Table, string Lead)[] Tables =
        [(StandardObjects.ProgramMember, "leadId"), ("list_member", "lead"), ("campaign_member", "lead")];

    /// <summary>Takes leads that are deleted out of every program, list and campaign.</summary>
    public static async Task DeleteOfAsync(Session session, IReadOnlyList<long> leads)
    {
        if (leads.Count == 0) return;
        foreach (var (table, lead) in Tables)
        {
            await session
                .Sql($"delete from {session.Database.Table(table)} where {session.Database.Dialect.In(Identifier.Quote(lead), 1)}")
                .BindSet(leads).ExecuteAsync();
        }
    }

    /// <summary>Ends all memberships of a program that is deleted; nobody's log tells of it.</summary>
    public static async Task DeleteOfProgramAsync(Session session, long program) =>
        await session
            .Sql($"delete from {session.Database.Table(StandardObjects.ProgramMember)} where {Identifier.Quote("programId")} = $1").Bind(program).ExecuteAsync();
}
