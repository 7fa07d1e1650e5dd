using Leadbase.Storage;

namespace Leadbase.Assets;

/// <summary>The table of assets.</summary>
public static class AssetsSchema
{
    /// <summary>The table's name.</summary>
    public const string Table = "asset";

    /// <summary>One table for all types, found by id, by name and by folder.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (text, number) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table(Table)}
                (type {text} not null, id {number} not null, name {text} not null, description {text}, folder_id {number}, folder_type {text},
                 workspace {number}, draft {text}, approved {text}, created_at {number} not null, updated_at {number} not null,
                 primary key (type, id))
            """;
        yield return $"create index {Identifier.Quote("asset_name")} on {database.Table(Table)} (type, lower(name))";
        yield return $"create index {Identifier.Quote("asset_folder")} on {database.Table(Table)} (folder_type, folder_id)";
    }

    /// <summary>What has changed since, without looking at documents; and what assets are browsed by.</summary>
    public static IEnumerable<string> CreateMarks(Database database)
    {
        yield return $"create index {Identifier.Quote("asset_updated")} on {database.Table(Table)} (type, updated_at, id)";
        foreach (var statement in Lifecycle.AssetMarks.Create(database)) yield return statement;
    }

    /// <summary>Which assets use which.</summary>
    public static IEnumerable<string> CreateReferences(Database database)
    {
        var (text, number) = (database.Dialect.TypeOf(StorageKind.Text), database.Dialect.TypeOf(StorageKind.Integer));
        var table = database.Table(Lifecycle.AssetReferences.Table);
        yield return $"""
            create table {table}
                (source_type {text} not null, source_id {number} not null, target_type {text} not null, target_id {number} not null,
                 primary key (source_type, source_id, target_type, target_id))
            """;
        yield return $"create index {Identifier.Quote("asset_reference_target")} on {table} (target_type, target_id, source_type, source_id)";
    }
}
