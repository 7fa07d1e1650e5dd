using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Leadbase.Storage.Postgres;

/// <summary>
/// The rows of a query that the server copies out in its binary form: per row a count of columns (2 bytes), per column its
/// length (4 bytes, -1 for null) and its bytes. It costs a fraction of what a reader of rows and types does.
/// </summary>
internal sealed class PostgresCopyReader(NpgsqlRawCopyStream stream) : RowReader
{
    private const int HeaderLength = 19;
    private byte[] _buffer = new byte[16 * 1024];
    private int[] _starts = [];
    private int[] _lengths = [];
    private int _from;
    private int _to;
    private State _state;

    private enum State
    {
        New,
        Open,
        Over,
        Closed,
    }

    public override int FieldCount => _starts.Length;

    public override bool IsClosed => _state == State.Closed;

    // Not asynchronously: the server sends 8 KB at a time, and to give the thread away for each costs more than the rows.
    public override bool Read()
    {
        while (_state < State.Over)
        {
            if (TryParse() is { } row) return row;
            Fill();
        }
        return false;
    }

    public override bool IsDBNull(int ordinal) => _lengths[ordinal] < 0;

    public override long GetInt64(int ordinal) => GetUtf8(ordinal) switch
    {
        { Length: 8 } bytes => BinaryPrimitives.ReadInt64BigEndian(bytes),
        { Length: 4 } bytes => BinaryPrimitives.ReadInt32BigEndian(bytes),
        { Length: 1 } bytes => bytes[0],
        var bytes => throw new InvalidCastException($"A column of {bytes.Length} bytes is not a number."),
    };

    public override double GetDouble(int ordinal) => BinaryPrimitives.ReadDoubleBigEndian(GetUtf8(ordinal));

    public override string GetString(int ordinal) => Encoding.UTF8.GetString(GetUtf8(ordinal));

    /// <inheritdoc />
    public override ReadOnlySpan<byte> GetUtf8(int ordinal) => _buffer.AsSpan(_starts[ordinal], _lengths[ordinal]);

    public override async ValueTask DisposeAsync()
    {
        if (_state != State.Closed) await stream.DisposeAsync();
        _state = State.Closed;
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _state != State.Closed) stream.Dispose();
        _state = State.Closed;
        base.Dispose(disposing);
    }

    /// <summary>True for a row, false for the end, null when the buffer has only a part.</summary>
    private bool? TryParse()
    {
        if (_state == State.New && !TryBegin()) return null;
        var bytes = _buffer.AsSpan(0, _to);
        var at = _from;
        if (bytes.Length - at < 2) return null;
        var count = BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);
        at += 2;
        if (count < 0)
        {
            _state = State.Over;
            return false;
        }
        if (_starts.Length != count) (_starts, _lengths) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            if (bytes.Length - at < 4) return null;
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            at += 4;
            (_starts[i], _lengths[i]) = (at, length);
            if (length <= 0) continue;
            if (bytes.Length - at < length) return null;
            at += length;
        }
        _from = at;
        return true;
    }

    private bool TryBegin()
    {
        if (_to < HeaderLength) return false;
        var extension = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(HeaderLength - 4));
        if (_to < HeaderLength + extension) return false;
        _from = HeaderLength + extension;
        _state = State.Open;
        return true;
    }

    private void Fill()
    {
        // Keeps what is of the row that has begun.
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }
        if (_to == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer.AsSpan(_to));
        if (read == 0) throw new EndOfStreamException("The server ended a copy in the middle of a row.");
        _to += read;
    }
}
