using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Leadbase.Gateway;

namespace Leadbase.Records.Fields;

/// <summary>Rows of separated values in UTF-8, written straight into bytes. A value is quoted where it must be, and only there.</summary>
public sealed class CsvOutput
{
    private readonly SearchValues<byte> _special;
    private readonly byte _delimiter;
    private byte[] _bytes;
    private int _length;
    private bool _begun;

    /// <summary>An empty output.</summary>
    /// <param name="delimiter">What separates values.</param>
    /// <param name="capacity">About how many bytes will be written: growing would copy them all.</param>
    public CsvOutput(char delimiter, int capacity = 64 * 1024)
    {
        _bytes = new byte[capacity];
        _delimiter = (byte)delimiter;
        _special = SearchValues.Create([_delimiter, (byte)'"', (byte)'\n', (byte)'\r']);
    }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Begins anew in the same memory: what was written is gone.</summary>
    public void Clear() => (_length, _begun) = (0, false);

    /// <summary>Writes no value: the word that stands for it ("Bulk Lead Extract", Retrieving Your Data).</summary>
    public void Null() => Raw("null"u8);

    /// <summary>Writes a number.</summary>
    public void Number(long value)
    {
        Begin();
        _ = Utf8Formatter.TryFormat(value, Room(24), out var length);
        _length += length;
    }

    /// <summary>Writes a number, in the shortest form that reads back as it.</summary>
    public void Number(double value)
    {
        Begin();
        _ = value.TryFormat(Room(32), out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        _length += length;
    }

    /// <summary>Writes true or false.</summary>
    public void Flag(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>Writes a moment.</summary>
    public void Time(long seconds)
    {
        Begin();
        IsoTime.Format(seconds, Room(IsoTime.Length));
        _length += IsoTime.Length;
    }

    /// <summary>Writes a text.</summary>
    public void Text(string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most <= 1024)
        {
            Span<byte> bytes = stackalloc byte[most];
            Utf8.FromUtf16(value, bytes, out _, out var length);
            Text(bytes[..length]);
            return;
        }
        Text(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Writes a text.</summary>
    public void Text(ReadOnlySpan<byte> value)
    {
        Begin();
        if (!value.ContainsAny(_special))
        {
            Append(value);
            return;
        }
        OpenQuote();
        Quoted(value);
        OpenQuote();
    }

    /// <summary>Begins a value that the caller quotes: its parts are given to <see cref="Quoted"/>, and <see cref="EndQuoted"/> follows.</summary>
    public void BeginQuoted()
    {
        Begin();
        OpenQuote();
    }

    /// <summary>Writes a part of a quoted value.</summary>
    public void Quoted(ReadOnlySpan<byte> part)
    {
        for (var at = part.IndexOf((byte)'"'); at >= 0; at = part.IndexOf((byte)'"'))
        {
            Append(part[..(at + 1)]);
            OpenQuote();
            part = part[(at + 1)..];
        }
        Append(part);
    }

    /// <summary>Writes a part of a quoted value whose quotes are doubled already.</summary>
    public void Doubled(ReadOnlySpan<byte> part) => Append(part);

    /// <summary>Ends a quoted value.</summary>
    public void EndQuoted() => OpenQuote();

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        Append("\n"u8);
        _begun = false;
    }

    private void Raw(ReadOnlySpan<byte> value)
    {
        Begin();
        Append(value);
    }

    private void OpenQuote() => Append("\""u8);

    private void Append(ReadOnlySpan<byte> part)
    {
        part.CopyTo(Room(part.Length));
        _length += part.Length;
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        return _bytes.AsSpan(_length);
    }

    private void Begin()
    {
        if (_begun)
        {
            Room(1)[0] = _delimiter;
            _length++;
        }
        _begun = true;
    }
}
