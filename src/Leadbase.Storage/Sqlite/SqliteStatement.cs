using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Leadbase.Storage.Sqlite;

/// <summary>
/// A prepared statement, beside the commands of Microsoft.Data.Sqlite, which look each parameter up by its name and make
/// several objects for every run: a point read costs less than half this way, and a batch of rows, too (ADR 1).
/// </summary>
internal sealed class SqliteStatement : Statement, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;
    private byte[] _text = new byte[256];
    private int _next;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
        _places = new int[raw.sqlite3_bind_parameter_count(_statement)];
        for (var i = 0; i < _places.Length; i++) _places[i] = PlaceOf(i + 1);
    }

    /// <summary>Makes the statement ready for its parameters.</summary>
    public SqliteStatement Begin()
    {
        _next = 0;
        return this;
    }

    public override Statement Bind(string? value) => Bound(value is null ? BindNull() : BindText(Place, value));

    public override Statement Bind(long? value) => Bound(value is { } v ? raw.sqlite3_bind_int64(_statement, Place, v) : BindNull());

    public override Statement Bind(double? value) => Bound(value is { } v ? raw.sqlite3_bind_double(_statement, Place, v) : BindNull());

    public override Statement Bind(bool? value) => Bind(value is { } v ? (v ? 1L : 0L) : null);

    public override Statement Bind(ReadOnlyMemory<byte> value) => Bound(raw.sqlite3_bind_blob(_statement, Place, value.Span));

    public override Statement BindSet(IReadOnlyList<long> values) => Bind($"[{string.Join(',', values)}]");

    public override Statement BindSet(IReadOnlyList<double> values) => Bind(JsonSerializer.Serialize(values));

    public override Statement BindSet(IReadOnlyList<string> values) => Bind(JsonSerializer.Serialize(values));

    public override ValueTask<DbDataReader> QueryAsync() => new(new SqliteRowReader(this, _statement));

    public override ValueTask<int> ExecuteAsync()
    {
        try
        {
            while (Step())
            {
            }
            return new(raw.sqlite3_changes(_database));
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs the statement once for each row; the n-th value of a row is its n-th parameter.</summary>
    public void RunForEach(IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows)
    {
        try
        {
            foreach (var row in rows)
            {
                _next = 0;
                for (var i = 0; i < columns.Count; i++) Bind(columns[i].Kind, row[i]);
                Step();
                _ = raw.sqlite3_reset(_statement);
            }
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose() => _statement.Dispose();

    /// <summary>Goes to the next row; false when there is none.</summary>
    internal bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(result);
        return result == raw.SQLITE_ROW;
    }

    /// <summary>Ends the run: what it read is released, and its values are not kept.</summary>
    internal void Reset()
    {
        _next = 0;
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    private int Place => _next < _places.Length ? _places[_next] : 0;

    // SQLite takes "$2" for a name, and numbers names by where they first appear.
    private int PlaceOf(int number)
    {
        var named = raw.sqlite3_bind_parameter_index(_statement, "$" + number.ToString(CultureInfo.InvariantCulture));
        return named > 0 ? named : number;
    }

    private SqliteStatement Bound(int result)
    {
        Check(result);
        _next++;
        return this;
    }

    private int BindNull() => raw.sqlite3_bind_null(_statement, Place);

    private int BindText(int place, string value)
    {
        // An empty span has no address, and would be bound as null.
        if (value.Length == 0) return raw.sqlite3_bind_text(_statement, place, value);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_text.Length < most) _text = new byte[most];
        return raw.sqlite3_bind_text(_statement, place, _text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text)));
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _database);
    }
}
