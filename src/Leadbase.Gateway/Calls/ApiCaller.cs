using System.Net;
using System.Text;
using Leadbase.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Leadbase.Gateway.Calls;

/// <summary>
/// Makes calls from within the process, as a service makes them from outside: through the whole gateway, with the service's
/// token, counted, limited and logged. Only the socket is left out.
/// </summary>
public sealed class ApiCaller(ApiGateway gateway)
{
    /// <summary>Bytes of an answer that are kept.</summary>
    public const int MaxAnswer = 256 * 1024;

    /// <summary>Makes a call.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="service">Whose token is used.</param>
    /// <param name="request">The call; an operation of the identity service needs no token, and is given none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ApiResponse> SendAsync(Instance instance, Service service, ApiRequest request, CancellationToken cancel)
    {
        var (token, _) = await Tokens.Of(instance).IssueAsync(service, cancel);
        using var answer = new Beginning(MaxAnswer);
        var http = ContextOf(instance, request, answer);
        http.Request.Headers.Authorization = $"Bearer {token}";
        http.RequestAborted = cancel;
        var started = instance.Clock.GetTimestamp();
        await gateway.HandleAsync(http);
        await http.Response.BodyWriter.FlushAsync(cancel);
        var elapsed = instance.Clock.GetElapsedTime(started);
        return new ApiResponse(
            http.Response.StatusCode, [.. http.Response.Headers.Select(h => new RecordedHeader(h.Key, h.Value.ToString()))],
            Encoding.UTF8.GetString(answer.Kept), answer.Written, elapsed);
    }

    private static DefaultHttpContext ContextOf(Instance instance, ApiRequest request, Stream answer)
    {
        var http = new DefaultHttpContext();
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        http.Request.Method = request.Method;
        http.Request.Scheme = "http";
        http.Request.Host = new HostString($"{instance.MunchkinId.ToLowerInvariant()}.localhost");
        http.Request.Path = PathString.FromUriComponent(question < 0 ? request.Target : request.Target[..question]);
        http.Request.QueryString = new QueryString(question < 0 ? "" : request.Target[question..]);
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = request.Target;
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        if (request.Body.Length > 0)
        {
            var body = Encoding.UTF8.GetBytes(request.Body);
            http.Request.ContentType = request.ContentType;
            http.Request.ContentLength = body.Length;
            http.Request.Body = new MemoryStream(body);
        }
        http.Response.Body = answer;
        return http;
    }

    /// <summary>Keeps the first bytes that are written, and counts the others: a file may be as large as it likes.</summary>
    private sealed class Beginning(int max) : Stream
    {
        private readonly MemoryStream _kept = new();

        public ReadOnlySpan<byte> Kept => _kept.GetBuffer().AsSpan(0, (int)_kept.Length);

        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Written += buffer.Length;
            _kept.Write(buffer[..Math.Min(buffer.Length, max - (int)_kept.Length)]);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _kept.Dispose();
            base.Dispose(disposing);
        }
    }
}
