using System.Collections;
using System.Data.Common;

namespace Leadbase.Storage;

/// <summary>Rows as far as the program reads them: forward, by ordinal, in the four storage kinds and bytes.</summary>
internal abstract class RowReader : DbDataReader, IUtf8Reader
{
    public override int Depth => 0;

    public override int RecordsAffected => -1;

    public override bool HasRows => throw Unused();

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw Unused();

    /// <inheritdoc />
    public abstract ReadOnlySpan<byte> GetUtf8(int ordinal);

    public override bool NextResult() => false;

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    /// <summary>The bytes of a column, in an array of their own.</summary>
    public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(byte[]) ? (T)(object)GetUtf8(ordinal).ToArray() : base.GetFieldValue<T>(ordinal);

    public override object GetValue(int ordinal) => throw Unused();

    public override string GetName(int ordinal) => throw Unused();

    public override int GetOrdinal(string name) => throw Unused();

    public override byte GetByte(int ordinal) => throw Unused();

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
