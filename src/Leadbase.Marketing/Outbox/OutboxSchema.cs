using Leadbase.Storage;

namespace Leadbase.Marketing.Outbox;

/// <summary>The table of emails that went out, or would have.</summary>
public static class OutboxSchema
{
    internal const string Table = "outbox";

    /// <summary>A row for each email; what is long comes last, so that lists do not read it.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (text, number) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table(Table)}
                (id {d.IdType} primary key, created_at {number} not null, email {number} not null, lead {number}, recipient {text} not null,
                 from_name {text} not null, from_email {text} not null, reply_email {text} not null, subject {text} not null,
                 sent_at {number}, failure {text}, text {text} not null, html {text})
            """;
        yield return d.CreateSequence(database, Table);
    }
}
