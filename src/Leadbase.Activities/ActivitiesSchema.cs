using Leadbase.Storage;

namespace Leadbase.Activities;

/// <summary>The table of the activity log.</summary>
public static class ActivitiesSchema
{
    internal const string Sequence = "activity";
    internal const string Blocks = "activity_block";

    /// <summary>The log, ordered by position, and the one way in which it is read besides: by lead.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (text, number) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table("activity")}
                (position {d.IdType} primary key, type {number} not null, lead {number} not null, date {number} not null,
                 primary_id {number}, primary_value {text}, attributes {text})
            """;
        yield return $"create index {Identifier.Quote("activity_lead")} on {database.Table("activity")} (lead, position)";
        yield return $"insert into {database.Table("sequence")} (name, next) values ('{Sequence}', 1)";
    }

    /// <summary>What full stretches of the log hold.</summary>
    public static IEnumerable<string> CreateBlocks(Database database)
    {
        var number = database.Dialect.TypeOf(StorageKind.Integer);
        yield return $"create table {database.Table(Blocks)} (block {database.Dialect.IdType} primary key, max_date {number} not null, types {number} not null)";
    }
}
