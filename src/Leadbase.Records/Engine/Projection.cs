using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Records.Fields;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.Engine;

/// <summary>What the statement of a filter depends on, besides its projection.</summary>
/// <param name="Filter">The field.</param>
/// <param name="OneKey">Whether one value is asked for: equality is quicker than a set.</param>
/// <param name="After">Whether a page after the first is asked for.</param>
/// <param name="Everywhere">Whether the caller reaches every partition.</param>
/// <param name="Limit">Rows at most.</param>
public readonly record struct FilterShape(Field Filter, bool OneKey, bool After, bool Everywhere, int Limit);

/// <summary>
/// The fields of an answer, with the SQL that reads them and the writing of a row as JSON: straight from the column to
/// the answer, without an object in between.
/// </summary>
public sealed class Projection
{
    private readonly Field[] _fields;
    private readonly string _columns;
    private readonly string _table;
    private readonly string _joins;
    private readonly string _key;
    private readonly int _first;
    private readonly Database _database;
    private readonly ConcurrentDictionary<FilterShape, string> _filtered = new();

    private Projection(RecordSchema schema, ObjectType type, IReadOnlyList<Field> fields)
    {
        _fields = [.. fields];
        // What pages go by leads; where it is the first field itself it is not read twice.
        _key = type.Definition.Scope is null ? "t.id" : type.Id.Sql;
        _first = _fields[0].Name == "id" || _fields[0].Sql == _key ? 0 : 1;
        var database = _database = schema.Instance.Database;
        _joins = string.Concat(fields.Select(f => f.Link ?? f.Object).OfType<string>().Distinct()
            .Select(o => $" left join {database.Table(o)} {Join.AliasOf(o)} on {Join.AliasOf(o)}.id = t.\"{Join.ColumnOf(o)}\""));
        _columns = $"{(_first == 0 ? "" : _key + ", ")}{string.Join(", ", _fields.Select(SqlOf))}";
        _table = type.Table(database);
        ByIdSql = $"{Select} where t.id = $1";
        ByIdReachSql = $"{ByIdSql} and {database.Dialect.In(PartitionColumn, 2)}";
    }

    /// <summary>The column of a lead's partition.</summary>
    public const string PartitionColumn = "t.\"leadPartitionId\"";

    /// <summary>How many columns of a row are the projection's own; those of <see cref="Through"/> follow.</summary>
    public int Width => _first + _fields.Length;

    /// <summary>One record by id, bound as $1.</summary>
    public string ByIdSql { get; }

    /// <summary>One record by id, bound as $1, in the partitions bound as $2.</summary>
    public string ByIdReachSql { get; }

    /// <summary>The projection of fields.</summary>
    public static Projection Of(RecordSchema schema, ObjectType type, IReadOnlyList<Field> fields) => new(schema, type, fields);

    private string Select => $"select {_columns} from {_table} t{_joins}";

    /// <summary>The records that meet a condition, in the order of their ids; of a scope's records, the ids within it.</summary>
    /// <param name="condition">SQL over <c>t</c> and its joins.</param>
    /// <param name="limit">How many at most.</param>
    public string Where(string condition, int limit) => $"{Select} where {condition} order by {_key} limit {limit}";

    /// <summary>The records that a page of another table names, in the order of their ids.</summary>
    /// <param name="page">A statement whose rows name few records; it decides what is on the page.</param>
    /// <param name="reference">The page's column that holds the record's id, unquoted.</param>
    /// <param name="columns">Further columns of the page, which is called <c>m</c>.</param>
    // A cross join keeps SQLite from beginning with the larger table; PostgreSQL takes it for any other.
    public string Through(string page, string reference, string columns) =>
        $"select {_columns}, {columns} from ({page}) m cross join {_table} t{_joins} where t.id = m.{Identifier.Quote(reference)} order by {_key}";

    /// <summary>The statement of a filter, made once per shape.</summary>
    public string Filtered(FilterShape shape, Func<Projection, FilterShape, ISqlDialect, string> make) =>
        _filtered.GetOrAdd(shape, static (s, x) => x.make(x.self, s, x.self._database.Dialect), (make, self: this));

    /// <summary>The condition that a field's value, or one of several, compares as wanted.</summary>
    /// <param name="filter">The field.</param>
    /// <param name="compare">The comparison of an expression.</param>
    public string Condition(Field filter, Func<string, string> compare) => filter.Values is { } values
        ? $"t.id in (select v.{values.Owner} from {_database.Table(values.Table)} v where {compare($"v.{values.Value}")})"
        : compare(filter.KeySql);

    internal string SqlOf(Field field) => field.Values is { } values
        ? $"(select string_agg(v.{values.Value}, ',' order by v.{values.Value}) from {_database.Table(values.Table)} v where v.{values.Owner} = t.id)"
        : field.Sql;

    /// <summary>Writes the reader's row as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="reader">The row; its first column is its id.</param>
    /// <param name="sequence">The record's place in the answer, for the objects that show it.</param>
    public void Write(Utf8JsonWriter json, DbDataReader reader, int? sequence = null)
    {
        json.WriteStartObject();
        if (sequence is { } place) json.WriteNumber("seq"u8, place);
        WriteMembers(json, reader);
        json.WriteEndObject();
    }

    /// <summary>Writes the reader's row as one of a CSV file.</summary>
    public void Write(CsvOutput csv, DbDataReader reader)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            var ordinal = i + _first;
            if (reader.IsDBNull(ordinal)) csv.Null();
            else _fields[i].Type.WriteCsv(csv, reader, ordinal);
        }
        csv.EndRow();
    }

    /// <summary>Writes the reader's row as members of an object that the caller has begun.</summary>
    public void WriteMembers(Utf8JsonWriter json, DbDataReader reader)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            var ordinal = i + _first;
            json.WritePropertyName(_fields[i].Encoded);
            if (reader.IsDBNull(ordinal)) json.WriteNullValue();
            else _fields[i].Type.Write(json, reader, ordinal);
        }
    }
}
