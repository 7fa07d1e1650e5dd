using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Leadbase.Bench.Load;

/// <summary>
/// The load generator: some keep-alive connections, each of which sends a call, waits for the whole answer, and sends the
/// next one. One thread serves them all, and every request is ready as bytes, so that little of the processor is ours.
/// </summary>
internal static class HttpLoad
{
    /// <summary>Calls until time is over or there are no more requests.</summary>
    /// <param name="port">The server on 127.0.0.1.</param>
    /// <param name="connections">How many calls are under way at once.</param>
    /// <param name="next">The next request, or null.</param>
    /// <param name="duration">How long.</param>
    /// <param name="unitsPerCall">What a call counts for.</param>
    public static Measure Run(int port, int connections, Func<byte[]?> next, TimeSpan duration, int unitsPerCall = 1)
    {
        var open = new Dictionary<Socket, Connection>();
        var latencies = new List<long>(100_000);
        try
        {
            for (var i = 0; i < connections; i++)
            {
                var connection = new Connection(port);
                open.Add(connection.Socket, connection);
            }
            var started = Stopwatch.GetTimestamp();
            var end = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
            foreach (var connection in open.Values.ToList())
            {
                if (next() is { } request) connection.Send(request);
                else Close(open, connection);
            }
            var finished = Serve(open, next, end, latencies);
            return Measure.Of(latencies, Stopwatch.GetElapsedTime(started, finished), unitsPerCall);
        }
        finally
        {
            foreach (var connection in open.Values) connection.Dispose();
        }
    }

    /// <summary>One call, for its answer's body.</summary>
    public static byte[] Once(int port, byte[] request)
    {
        using var connection = new Connection(port);
        connection.Send(request);
        while (!connection.Receive())
        {
        }
        return connection.Body.ToArray();
    }

    private static long Serve(Dictionary<Socket, Connection> open, Func<byte[]?> next, long end, List<long> latencies)
    {
        var ready = new List<Socket>(open.Count);
        var now = Stopwatch.GetTimestamp();
        while (open.Count > 0)
        {
            ready.Clear();
            ready.AddRange(open.Keys);
            Socket.Select(ready, null, null, 20_000_000);
            if (ready.Count == 0) throw new TimeoutException("No answer within 20 seconds.");
            foreach (var socket in ready)
            {
                var connection = open[socket];
                if (!connection.Receive()) continue;
                now = Stopwatch.GetTimestamp();
                latencies.Add(now - connection.Sent);
                connection.Check();
                if (now < end && next() is { } request) connection.Send(request);
                else Close(open, connection);
            }
        }
        return now;
    }

    private static void Close(Dictionary<Socket, Connection> open, Connection connection)
    {
        open.Remove(connection.Socket);
        connection.Dispose();
    }

    private sealed class Connection : IDisposable
    {
        private byte[] _buffer = new byte[256 * 1024];
        private int _received;
        private int _headers;
        private int _length;

        public Connection(int port)
        {
            Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            Socket.Connect(IPAddress.Loopback, port);
        }

        public Socket Socket { get; }

        public long Sent { get; private set; }

        public ReadOnlySpan<byte> Body => _buffer.AsSpan(_headers, _length);

        public void Send(byte[] request)
        {
            (_received, _headers, _length) = (0, 0, 0);
            Sent = Stopwatch.GetTimestamp();
            for (var sent = 0; sent < request.Length;) sent += Socket.Send(request.AsSpan(sent));
        }

        /// <summary>Takes what has arrived; true once the answer is whole.</summary>
        public bool Receive()
        {
            var count = Socket.Receive(_buffer.AsSpan(_received));
            if (count == 0) throw new IOException("The server closed the connection.");
            _received += count;
            if (_headers == 0)
            {
                var end = _buffer.AsSpan(0, _received).IndexOf("\r\n\r\n"u8);
                if (end < 0) return false;
                _headers = end + 4;
                _length = LengthOf(_buffer.AsSpan(0, _headers));
                if (_headers + _length > _buffer.Length) Array.Resize(ref _buffer, _headers + _length);
            }
            return _received >= _headers + _length;
        }

        /// <summary>An error or a skipped record would make the measurement worthless.</summary>
        public void Check()
        {
            if (_buffer.AsSpan().StartsWith("HTTP/1.1 200"u8) && Body[Math.Max(0, Body.Length - 200)..].IndexOf("\"success\":true"u8) >= 0 && Body.IndexOf("\"skipped\""u8) < 0) return;
            throw new InvalidDataException(Encoding.UTF8.GetString(_buffer.AsSpan(0, Math.Min(_received, 1000))));
        }

        public void Dispose() => Socket.Dispose();

        private static int LengthOf(ReadOnlySpan<byte> headers)
        {
            var name = "\r\nContent-Length: "u8;
            var at = headers.IndexOf(name);
            return at >= 0 && Utf8Parser.TryParse(headers[(at + name.Length)..], out int length, out _)
                ? length
                : throw new InvalidDataException("An answer without Content-Length.");
        }
    }
}
