using System.Collections;
using System.Data.Common;
using SQLitePCL;

namespace Leadbase.Storage.Sqlite;

/// <summary>The rows of a statement, as far as the program reads them: forward, by ordinal, in the four storage kinds.</summary>
internal sealed class SqliteRowReader(SqliteStatement statement, sqlite3_stmt rows) : DbDataReader, IUtf8Reader
{
    private bool _closed;

    public override int FieldCount => raw.sqlite3_column_count(rows);

    public override bool IsClosed => _closed;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    public override bool HasRows => throw Unused();

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw Unused();

    public override bool Read() => !_closed && statement.Step();

    public override bool NextResult() => false;

    public override bool IsDBNull(int ordinal) => raw.sqlite3_column_type(rows, ordinal) == raw.SQLITE_NULL;

    public override long GetInt64(int ordinal) => raw.sqlite3_column_int64(rows, ordinal);

    public override int GetInt32(int ordinal) => raw.sqlite3_column_int(rows, ordinal);

    public override double GetDouble(int ordinal) => raw.sqlite3_column_double(rows, ordinal);

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override string GetString(int ordinal) => raw.sqlite3_column_text(rows, ordinal).utf8_to_string();

    /// <inheritdoc />
    public ReadOnlySpan<byte> GetUtf8(int ordinal) => raw.sqlite3_column_blob(rows, ordinal);

    public override object GetValue(int ordinal) => raw.sqlite3_column_type(rows, ordinal) switch
    {
        raw.SQLITE_NULL => DBNull.Value,
        raw.SQLITE_INTEGER => GetInt64(ordinal),
        raw.SQLITE_FLOAT => GetDouble(ordinal),
        _ => GetString(ordinal),
    };

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

    public override string GetName(int ordinal) => raw.sqlite3_column_name(rows, ordinal).utf8_to_string();

    public override int GetOrdinal(string name) => throw Unused();

    public override byte GetByte(int ordinal) => throw Unused();

    /// <summary>The bytes of a column, in an array of their own.</summary>
    public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(byte[]) ? (T)(object)GetUtf8(ordinal).ToArray() : base.GetFieldValue<T>(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw Unused();

    public override char GetChar(int ordinal) => throw Unused();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw Unused();

    public override string GetDataTypeName(int ordinal) => throw Unused();

    public override DateTime GetDateTime(int ordinal) => throw Unused();

    public override decimal GetDecimal(int ordinal) => throw Unused();

    public override IEnumerator GetEnumerator() => throw Unused();

    public override Type GetFieldType(int ordinal) => throw Unused();

    public override float GetFloat(int ordinal) => throw Unused();

    public override Guid GetGuid(int ordinal) => throw Unused();

    public override short GetInt16(int ordinal) => throw Unused();

    public override int GetValues(object[] values) => throw Unused();

    private static NotSupportedException Unused() => new("The program reads columns in its storage kinds only.");
}
