using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Leadbase.Tests.Fuzz;

/// <summary>A response as it came, with its body put together.</summary>
internal sealed record RawReply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>A connection that sends whatever it is given, HTTP or not, and reads one response.</summary>
internal sealed class RawConnection(Uri server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private int _at;
    private int _end;

    /// <summary>Sends a request and reads its response.</summary>
    /// <param name="request">The bytes.</param>
    /// <param name="alone">Uses a connection of its own and ends it after the bytes, for requests whose end cannot be told.</param>
    /// <param name="bodiless">The response has no body, as that of HEAD.</param>
    /// <returns>Null when the server ended the connection without a response.</returns>
    /// <exception cref="TimeoutException">There was no response in time.</exception>
    public async Task<RawReply?> SendAsync(byte[] request, bool alone, bool bodiless)
    {
        using var patience = new CancellationTokenSource(Patience);
        if (alone) Close();
        var reused = _socket is not null;
        try
        {
            var reply = await TryAsync(request, alone, bodiless, patience.Token);
            // A connection that the server closed in the meantime is no answer to this request.
            if (reply is null && reused) reply = await TryAsync(request, alone, bodiless, patience.Token);
            if (reply is null || alone || reply.Header("Connection") == "close") Close();
            return reply;
        }
        catch (OperationCanceledException)
        {
            Close();
            throw new TimeoutException($"No response within {Patience.TotalSeconds} s.");
        }
    }

    public void Dispose() => Close();

    private async Task<RawReply?> TryAsync(byte[] request, bool alone, bool bodiless, CancellationToken cancel)
    {
        try
        {
            if (_socket is null)
            {
                _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await _socket.ConnectAsync(server.Host, server.Port, cancel);
            }
            try
            {
                await _socket.SendAsync(request, cancel);
                if (alone) _socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // A server may refuse a large request before it has read it: the answer may be there all the same.
            }
            return await ReadAsync(bodiless, cancel);
        }
        catch (Exception e) when (e is SocketException or EndOfStreamException)
        {
            Close();
            return null;
        }
    }

    private async Task<RawReply> ReadAsync(bool bodiless, CancellationToken cancel)
    {
        while (true)
        {
            var status = int.Parse((await LineAsync(cancel)).Split(' ')[1], CultureInfo.InvariantCulture);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await LineAsync(cancel) is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
            if (status < 200) continue;
            var body = bodiless || status is 204 or 304 ? [] : await BodyAsync(headers, cancel);
            return new RawReply(status, headers, body);
        }
    }

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        if (headers.TryGetValue("Content-Length", out var length))
        {
            await CopyAsync(body, int.Parse(length, CultureInfo.InvariantCulture), cancel);
        }
        else if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
        {
            int size;
            do
            {
                size = int.Parse(await LineAsync(cancel), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                await CopyAsync(body, size, cancel);
                await LineAsync(cancel);
            }
            while (size > 0);
        }
        return body.ToArray();
    }

    private async Task CopyAsync(MemoryStream to, int count, CancellationToken cancel)
    {
        while (count > 0)
        {
            if (_at == _end) await FillAsync(cancel);
            var part = Math.Min(count, _end - _at);
            to.Write(_buffer, _at, part);
            _at += part;
            count -= part;
        }
    }

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_at == _end) await FillAsync(cancel);
            var c = (char)_buffer[_at++];
            if (c == '\n') return line.ToString().TrimEnd('\r');
            line.Append(c);
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        (_at, _end) = (0, 0);
        _end = await _socket!.ReceiveAsync(_buffer, cancel);
        if (_end == 0) throw new EndOfStreamException();
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
        (_at, _end) = (0, 0);
    }
}
