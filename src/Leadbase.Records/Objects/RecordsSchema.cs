using Leadbase.Storage;

namespace Leadbase.Records.Objects;

/// <summary>The tables of records in every instance.</summary>
public static class RecordsSchema
{
    // The objects of the first release; later ones come with steps of their own.
    private static readonly string[] First =
    [
        StandardObjects.Company, StandardObjects.SalesPerson, StandardObjects.Opportunity, StandardObjects.OpportunityRole,
        StandardObjects.NamedAccount, StandardObjects.Lead,
    ];

    /// <summary>A table per object type, an index per field that a filter may name, and the table of custom and changed fields.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (text, number, boolean) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer), d.TypeOf(StorageKind.Boolean));
        yield return $"""
            create table {database.Table("object_field")}
                (object {text} not null, name {text} not null, id {number} not null, display_name {text} not null, description {text},
                 data_type {text} not null, length {number}, is_hidden {boolean} not null, is_html {boolean} not null,
                 is_sensitive {boolean} not null, is_custom {boolean} not null, is_api_created {boolean} not null,
                 column_name {text} not null, primary key (object, name))
            """;
        foreach (var statement in First.SelectMany(name => CreateObject(database, name))) yield return statement;
        foreach (var link in (string[])[StandardObjects.Company, StandardObjects.SalesPerson])
        {
            yield return CreateIndex(database, StandardObjects.Lead, "lead_" + link, Identifier.Quote(Join.ColumnOf(link)));
        }
    }

    /// <summary>The table of a standard object, its id sequence, and an index per field that a filter may name.</summary>
    public static IEnumerable<string> CreateObject(Database database, string name) =>
        [.. CreateTable(database, name, Columns(name)), .. Indexed(name).Select(f => CreateIndex(database, name, f))];

    // Records of a scope are searched within it: their indexes begin with it, and come with the step that makes the table.
    private static IEnumerable<Field> Indexed(string name) => StandardObjects.DefinitionOf(name).Scope is not null
        ? []
        : StandardObjects.FieldsOf(name).Where(f => f is { Searchable: true, IsOwn: true } && f.Name != "id");

    /// <summary>A table of records and its id sequence.</summary>
    internal static IEnumerable<string> CreateTable(Database database, string name, IEnumerable<Column> columns)
    {
        var d = database.Dialect;
        yield return $"create table {database.Table(name)} (id {d.IdType} primary key, {string.Join(", ", columns.Select(c => $"{c.Quoted} {d.TypeOf(c.Kind)}"))})";
        yield return d.CreateSequence(database, name);
    }

    /// <summary>An index on what a filter on a field compares; for a table that nobody writes yet.</summary>
    internal static string CreateIndex(Database database, string table, Field field) =>
        CreateIndex(database, table, IndexName(table, field), field.Type.KeyExpression(field.Column.Quoted));

    private static string CreateIndex(Database database, string table, string name, string expression) =>
        $"create index {Identifier.Quote(name)} on {database.Table(table)} {Identifier.Indexed(expression)}";

    /// <summary>Adds the columns of standard fields that this program knows and the data does not have yet.</summary>
    public static async Task AddMissingColumnsAsync(Session session)
    {
        foreach (var name in StandardObjects.Names)
        {
            var present = await session.Database.ColumnsOfAsync(session, name);
            foreach (var column in Columns(name).Where(c => !present.Contains(c.Name)))
            {
                await session.Database.AddColumnAsync(session, name, column);
            }
        }
    }

    internal static string IndexName(string objectName, Field field) => $"{objectName}_f{field.Id}";

    private static IEnumerable<Column> Columns(string objectName)
    {
        if (objectName == StandardObjects.Lead)
        {
            yield return new Column("_changedAt", StorageKind.Integer);
            yield return new Column(Join.ColumnOf(StandardObjects.Company), StorageKind.Integer);
            yield return new Column(Join.ColumnOf(StandardObjects.SalesPerson), StorageKind.Integer);
        }
        foreach (var field in StandardObjects.FieldsOf(objectName).Where(f => f.IsOwn && f.Name != "id")) yield return field.Column;
    }
}
