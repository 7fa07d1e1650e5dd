using Leadbase.Storage;

namespace Leadbase.Jobs;

/// <summary>The table of jobs.</summary>
public static class JobsSchema
{
    internal const string Sequence = "job";

    /// <summary>One table for all kinds, found by what is due.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (text, number) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table("job")}
                (id {d.IdType} primary key, kind {text} not null, state {text} not null, run_at {number} not null, owner {text}, lease_until {number},
                 attempts {number} not null, payload {text} not null, progress {text}, error {text},
                 created_at {number} not null, started_at {number}, finished_at {number})
            """;
        yield return $"create index {Identifier.Quote("job_due")} on {database.Table("job")} (state, run_at)";
        yield return d.CreateSequence(database, Sequence);
    }
}
