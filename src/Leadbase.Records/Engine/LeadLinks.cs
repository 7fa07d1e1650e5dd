using System.Globalization;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Engine;

/// <summary>The records of other objects that name a lead by its id: opportunity roles, and custom objects with such a link field.</summary>
public static class LeadLinks
{
    /// <summary>
    /// Makes every record that names one of <paramref name="losers"/> name <paramref name="winner"/>. Where the lead is a part
    /// of the record's key, one record is left of those that would have the same: the winner's own, or else the oldest.
    /// At most two statements per field, however many leads and records there are.
    /// </summary>
    /// <param name="session">The transaction of the merge.</param>
    /// <param name="schema">The instance's object types.</param>
    /// <param name="winner">The id of the lead that stays.</param>
    /// <param name="losers">The ids of the leads that go.</param>
    public static async Task RepointAsync(Session session, RecordSchema schema, long winner, IReadOnlyList<long> losers)
    {
        if (losers.Count == 0) return;
        foreach (var type in schema.CustomObjects.Append(schema.Get(StandardObjects.OpportunityRole)))
        {
            foreach (var field in type.References.Where(f => IsLeadId(schema, f)))
            {
                if (type.DedupeFields.Contains(field)) await DropDuplicatesAsync(session, type, field, winner, losers);
                await session.Sql(string.Create(CultureInfo.InvariantCulture, $"""
                    update {type.Table(session.Database)} set {field.Column.Quoted} = $1, {type.Find("updatedAt")!.Column.Quoted} = $2
                    where {session.Database.Dialect.In(field.Column.Quoted, 3)}
                    """)).Bind(winner).Bind(schema.Instance.Now).BindSet(losers).ExecuteAsync();
            }
        }
    }

    private static bool IsLeadId(RecordSchema schema, Field field) =>
        field.RefersTo == StandardObjects.Lead && (field.RefersToField is null || field.RefersToField == schema.Lead.Id.Name);

    private static async Task DropDuplicatesAsync(Session session, ObjectType type, Field field, long winner, IReadOnlyList<long> losers)
    {
        var (dialect, table) = (session.Database.Dialect, type.Table(session.Database));
        var link = field.Column.Quoted;
        string[] same = [.. type.DedupeFields.Where(f => f != field).Select(f => $"{Key(f, "o")} = {Key(f, "t")}")];
        await session.Sql($"""
            delete from {table} as t where {dialect.In($"t.{link}", 1)} and exists (select 1 from {table} o
                where (o.{link} = $2 or ({dialect.In($"o.{link}", 1)} and o.id < t.id)) {string.Concat(same.Select(s => $"and {s} "))})
            """).BindSet(losers).Bind(winner).ExecuteAsync();

        static string Key(Field field, string row) => field.Type.KeyExpression($"{row}.{field.Column.Quoted}");
    }
}
