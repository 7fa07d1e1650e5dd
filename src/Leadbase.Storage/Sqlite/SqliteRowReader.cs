using SQLitePCL;

namespace Leadbase.Storage.Sqlite;

/// <summary>The rows of a statement.</summary>
internal sealed class SqliteRowReader(SqliteStatement statement, sqlite3_stmt rows) : RowReader
{
    private bool _closed;

    public override int FieldCount => raw.sqlite3_column_count(rows);

    public override bool IsClosed => _closed;

    public override bool Read() => !_closed && statement.Step();

    public override bool IsDBNull(int ordinal) => raw.sqlite3_column_type(rows, ordinal) == raw.SQLITE_NULL;

    public override long GetInt64(int ordinal) => raw.sqlite3_column_int64(rows, ordinal);

    public override int GetInt32(int ordinal) => raw.sqlite3_column_int(rows, ordinal);

    public override double GetDouble(int ordinal) => raw.sqlite3_column_double(rows, ordinal);

    public override string GetString(int ordinal) => raw.sqlite3_column_text(rows, ordinal).utf8_to_string();

    /// <inheritdoc />
    public override ReadOnlySpan<byte> GetUtf8(int ordinal) => raw.sqlite3_column_blob(rows, ordinal);

    public override object GetValue(int ordinal) => raw.sqlite3_column_type(rows, ordinal) switch
    {
        raw.SQLITE_NULL => DBNull.Value,
        raw.SQLITE_INTEGER => GetInt64(ordinal),
        raw.SQLITE_FLOAT => GetDouble(ordinal),
        _ => GetString(ordinal),
    };

    public override string GetName(int ordinal) => raw.sqlite3_column_name(rows, ordinal).utf8_to_string();

    public override void Close()
    {
        if (_closed) return;
        _closed = true;
        statement.Reset();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }
}
