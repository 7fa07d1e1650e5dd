using Leadbase.Storage;

namespace Leadbase.Bulk;

/// <summary>The tables of imports, exports and their files.</summary>
public static class BulkSchema
{
    internal const string Exports = "bulk_export";
    internal const string Imports = "bulk_import";

    /// <summary>A row for each import and each export, and the files in chunks, so that every server can go on with them and serve them.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (text, number) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table(Exports)}
                (id {text} primary key, kind {text} not null, object {text}, owner {text} not null, state {text} not null, format {text} not null,
                 request {text} not null, created_at {number} not null, queued_at {number}, started_at {number}, finished_at {number},
                 records {number}, file_size {number}, checksum {text}, error {text})
            """;
        yield return $"create index {Identifier.Quote("bulk_export_owner")} on {database.Table(Exports)} (owner, kind, created_at)";
        yield return $"create index {Identifier.Quote("bulk_export_state")} on {database.Table(Exports)} (state, finished_at)";
        yield return $"""
            create table {database.Table(Imports)}
                (id {d.IdType} primary key, kind {text} not null, object {text}, list {number}, state {text} not null, format {text} not null,
                 request {text} not null, created_at {number} not null, started_at {number}, finished_at {number},
                 processed {number} not null, failed {number} not null, warned {number} not null, message {text})
            """;
        yield return $"create index {Identifier.Quote("bulk_import_state")} on {database.Table(Imports)} (state, finished_at)";
        yield return d.CreateSequence(database, Imports);
        foreach (var statement in FileChunks.Create(database)) yield return statement;
    }
}
