using Leadbase.Storage;

namespace Leadbase.Gateway.Calls;

/// <summary>The table of recorded calls.</summary>
public static class CallsSchema
{
    internal const string Table = "recorded_call";

    /// <summary>A row for each call; what is long is the last column, so that lists do not read it.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (text, number) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table(Table)}
                (id {d.IdType} primary key, size {number} not null, ended_at {number} not null, request_id {text} not null, user_email {text} not null,
                 operation {text} not null, method {text} not null, target {text} not null, status {number} not null, code {text} not null,
                 micros {number} not null, bytes_in {number} not null, bytes_out {number} not null, exchange {text})
            """;
        yield return $"create index {Identifier.Quote("recorded_call_request")} on {database.Table(Table)} (request_id)";
        yield return d.CreateSequence(database, Table);
    }
}
