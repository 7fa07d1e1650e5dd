using System.Buffers.Text;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;

namespace Leadbase.Gateway;

/// <summary>What one call came to.</summary>
/// <param name="RequestId">The id in the response.</param>
/// <param name="Instance">The Munchkin id, or a dash.</param>
/// <param name="User">The API-only user, or a dash.</param>
/// <param name="Operation">The operation id, or a dash.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The first error code, or 0.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="BytesIn">Size of the body received.</param>
/// <param name="BytesOut">Size of the body sent, before compression.</param>
public readonly record struct CallRecord(
    string RequestId, string Instance, string User, string Operation, int Status, string Code, TimeSpan Elapsed, long BytesIn, long BytesOut);

/// <summary>
/// One structured line per call, on standard output: text of name=value pairs, or JSON. No value of a request is in it,
/// so nothing secret can be. Lines are formed into one buffer and written by a thread of their own, at most 50 ms later.
/// </summary>
public sealed class CallLog : IDisposable
{
    // Beyond this the writer does not keep up (a blocked terminal); lines are then counted instead of kept.
    private const int MaxBuffered = 4 * 1024 * 1024;
    private static readonly Meter Meter = new("Leadbase");
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("leadbase.calls", "{call}", "Calls by operation and error code.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("leadbase.call.duration", "ms", "Duration of calls.");

    private readonly TimeProvider _clock;
    private readonly Stream? _stream;
    private readonly bool _json;
    private readonly Lock _lock = new();
    private readonly Thread? _thread;
    private readonly ManualResetEventSlim _wake = new();
    private byte[] _filling = new byte[64 * 1024];
    private byte[] _spare = new byte[64 * 1024];
    private int _filled;
    private long _dropped;
    private volatile bool _stopped;

    /// <summary>A log that writes to a stream; null keeps only the metrics.</summary>
    public CallLog(TimeProvider clock, Stream? stream, bool json)
    {
        _clock = clock;
        _stream = stream;
        _json = json;
        if (stream is null) return;
        _thread = new Thread(Drain) { IsBackground = true, Name = "call log" };
        _thread.Start();
    }

    /// <summary>Adds a line.</summary>
    public void Write(in CallRecord record)
    {
        if (Calls.Enabled)
        {
            var tags = new TagList { { "operation", record.Operation }, { "code", record.Code } };
            Calls.Add(1, tags);
            Durations.Record(record.Elapsed.TotalMilliseconds, tags);
        }
        if (_stream is null) return;
        Span<byte> line = stackalloc byte[1024];
        var length = Format(line, record);
        bool wake;
        lock (_lock)
        {
            if (_filled + length > MaxBuffered)
            {
                _dropped++;
                return;
            }
            if (_filled + length > _filling.Length) Array.Resize(ref _filling, Math.Min(_filling.Length * 2, MaxBuffered));
            line[..length].CopyTo(_filling.AsSpan(_filled));
            wake = _filled == 0;
            _filled += length;
        }
        if (wake) _wake.Set();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stopped = true;
        _wake.Set();
        _thread?.Join(TimeSpan.FromSeconds(2));
        _wake.Dispose();
    }

    private int Format(Span<byte> line, in CallRecord r)
    {
        var at = 0;
        Put(line, ref at, _json ? "{\"time\":\""u8 : default);
        Utf8Formatter.TryFormat(_clock.GetUtcNow().UtcDateTime, line[at..], out var written, new System.Buffers.StandardFormat('O'));
        at += written;
        Put(line, ref at, _json ? "\",\"requestId\":\""u8 : " "u8);
        PutText(line, ref at, r.RequestId);
        Put(line, ref at, _json ? "\",\"instance\":\""u8 : " "u8);
        PutText(line, ref at, r.Instance);
        Put(line, ref at, _json ? "\",\"user\":\""u8 : " user="u8);
        PutText(line, ref at, r.User);
        Put(line, ref at, _json ? "\",\"operation\":\""u8 : " operation="u8);
        PutText(line, ref at, r.Operation);
        Put(line, ref at, _json ? "\",\"status\":"u8 : " status="u8);
        PutNumber(line, ref at, r.Status);
        Put(line, ref at, _json ? ",\"code\":\""u8 : " code="u8);
        PutText(line, ref at, r.Code);
        Put(line, ref at, _json ? "\",\"ms\":"u8 : " ms="u8);
        Utf8Formatter.TryFormat(r.Elapsed.TotalMilliseconds, line[at..], out written, new System.Buffers.StandardFormat('F', 3));
        at += written;
        Put(line, ref at, _json ? ",\"in\":"u8 : " in="u8);
        PutNumber(line, ref at, r.BytesIn);
        Put(line, ref at, _json ? ",\"out\":"u8 : " out="u8);
        PutNumber(line, ref at, r.BytesOut);
        Put(line, ref at, _json ? "}\n"u8 : "\n"u8);
        return at;
    }

    private static void Put(Span<byte> line, ref int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(line[at..]);
        at += text.Length;
    }

    // A user's address is the only text an administrator chose; control characters and quotes cannot get into the line.
    private static void PutText(Span<byte> line, ref int at, string text)
    {
        Span<char> clean = stackalloc char[Math.Min(text.Length, 120)];
        for (var i = 0; i < clean.Length; i++) clean[i] = char.IsControl(text[i]) || text[i] is '"' or '\\' ? '_' : text[i];
        at += Encoding.UTF8.GetBytes(clean, line[at..]);
    }

    private static void PutNumber(Span<byte> line, ref int at, long value)
    {
        Utf8Formatter.TryFormat(value, line[at..], out var written);
        at += written;
    }

    private void Drain()
    {
        while (!_stopped)
        {
            _wake.Wait();
            _wake.Reset();
            Thread.Sleep(50);
            Flush();
        }
        Flush();
    }

    private void Flush()
    {
        byte[] full;
        int length;
        long dropped;
        lock (_lock)
        {
            (full, length, dropped) = (_filling, _filled, _dropped);
            (_filling, _spare, _filled, _dropped) = (_spare, full, 0, 0);
        }
        try
        {
            _stream!.Write(full, 0, length);
            if (dropped > 0) _stream.Write(Encoding.UTF8.GetBytes($"{{\"droppedLines\":{dropped}}}\n"));
            _stream.Flush();
        }
        catch (IOException)
        {
            // Nobody reads our output any more; calls go on.
        }
    }
}
