using Leadbase.Accounts;
using Leadbase.Storage;

namespace Leadbase.Records.Objects;

/// <summary>Why a field was not created.</summary>
public enum FieldCreation
{
    /// <summary>It was created.</summary>
    Created,

    /// <summary>A field has the name or the label already.</summary>
    Exists,

    /// <summary>The object has as many custom fields as it may.</summary>
    LimitReached,
}

/// <summary>Keeps custom fields, and what was changed of standard ones. A new field is a column of its object's table.</summary>
public static class FieldStore
{
    // PostgreSQL cuts names at 63 bytes; a longer one becomes unique by its id.
    private const int MaxColumnName = 50;

    /// <summary>
    /// Creates a custom field in three steps: the column, its index, and last the row that makes the field known. A crash
    /// in between leaves a column that nobody knows; it may be of another type than the next attempt's, which has its own.
    /// </summary>
    public static async Task<FieldCreation> CreateAsync(RecordSchema schema, string objectName, Field field, CancellationToken cancel)
    {
        var (instance, database) = (schema.Instance, schema.Instance.Database);
        var cap = Math.Min(instance.Settings.Limits.CustomFieldsPerObject, schema.Get(objectName).Definition.MaxCustomFields ?? int.MaxValue);
        await using var turn = await database.TakeTurnAsync(cancel);
        await using (var session = await database.WriteAsync(cancel))
        {
            await database.Dialect.LockKeysAsync(session, "object_field", [objectName]);
            if (await CheckAsync(session, objectName, field, cap) is var outcome and not FieldCreation.Created) return outcome;
            field = await IdentifyAsync(session, objectName, field);
            await database.AddColumnAsync(session, objectName, field.Column);
            await session.CommitAsync();
        }
        if (field.Searchable)
        {
            var expression = field.Type.KeyExpression(field.Column.Quoted);
            await database.CreateIndexAsync(RecordsSchema.IndexName(objectName, field), objectName, expression, cancel);
        }
        await using (var session = await database.WriteAsync(cancel))
        {
            await database.Dialect.LockKeysAsync(session, "object_field", [objectName]);
            if (await CheckAsync(session, objectName, field, cap) is var outcome and not FieldCreation.Created) return outcome;
            await InsertAsync(session, objectName, field);
            await session.CommitAsync();
        }
        return FieldCreation.Created;
    }

    /// <summary>Keeps what was changed of a field.</summary>
    public static async Task UpdateAsync(RecordSchema schema, string objectName, Field field, CancellationToken cancel)
    {
        await using var session = await schema.Instance.Database.WriteAsync(cancel);
        await session.Database.Dialect.LockKeysAsync(session, "object_field", [objectName]);
        await session.Sql($"delete from {session.Database.Table("object_field")} where object = $1 and name = $2")
            .Bind(objectName).Bind(field.Name).ExecuteAsync();
        await InsertAsync(session, objectName, field);
        await session.CommitAsync();
    }

    private static async Task<FieldCreation> CheckAsync(Session session, string objectName, Field field, int cap)
    {
        var table = session.Database.Table("object_field");
        var same = await session
            .Sql($"select count(*) from {table} where object = $1 and is_custom = $4 and (lower(name) = $2 or lower(display_name) = $3)")
            .Bind(objectName).Bind(Folding.Lower(field.Name)).Bind(Folding.Lower(field.DisplayName)).Bind(true).NumberAsync();
        if (same > 0) return FieldCreation.Exists;
        var count = await session.Sql($"select count(*) from {table} where object = $1 and is_custom = $2").Bind(objectName).Bind(true).NumberAsync();
        return count >= cap ? FieldCreation.LimitReached : FieldCreation.Created;
    }

    /// <summary>Gives a new field its id, and a column's name that no column of the table has.</summary>
    internal static async Task<Field> IdentifyAsync(Session session, string tableName, Field field)
    {
        // Ids are taken one after the other in the same transaction as the column, and never given twice.
        var table = session.Database.Table("sequence");
        var name = tableName + " field";
        await session.Sql($"insert into {table} (name, next) values ($1, $2) on conflict (name) do nothing")
            .Bind(name).Bind(RecordSchema.FirstCustomId).ExecuteAsync();
        var next = await session.Sql($"update {table} set next = next + 1 where name = $1 returning next").Bind(name).NumberAsync();
        var id = next!.Value - 1;
        // A name begins with a letter, so that no field's own name is a column's second choice.
        var present = await session.Database.ColumnsOfAsync(session, tableName);
        var own = field.Name.Length <= MaxColumnName && !present.Contains(field.Name, StringComparer.OrdinalIgnoreCase);
        return field with { Id = id, ColumnName = own ? field.Name : $"_{field.Name[..Math.Min(field.Name.Length, 40)]}_{id}" };
    }

    private static async Task InsertAsync(Session session, string objectName, Field field) =>
        await session.Sql($"""
            insert into {session.Database.Table("object_field")}
                (object, name, id, display_name, description, data_type, length, is_hidden, is_html, is_sensitive, is_custom, is_api_created, column_name)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """)
            .Bind(objectName).Bind(field.Name).Bind(field.Id).Bind(field.DisplayName).Bind(field.Description).Bind(field.Type.Name)
            .Bind((long?)field.Length).Bind(field.IsHidden).Bind(field.IsHtmlEncodingInEmail).Bind(field.IsSensitive)
            .Bind(field.IsCustom).Bind(field.IsApiCreated).Bind(field.ColumnName).ExecuteAsync();
}
