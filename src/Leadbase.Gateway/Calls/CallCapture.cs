using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Leadbase.Gateway.Calls;

/// <summary>
/// What is taken of a call while its buffers are still there: copies of the first bytes of both bodies, and the headers. It is
/// masked and formed into what is kept later, so that the caller does not wait for it.
/// </summary>
internal sealed class CallCapture
{
    /// <summary>Bytes of a body that are kept.</summary>
    public const int MaxBody = 32 * 1024;

    /// <summary>Characters of a target or of a header's value that are kept.</summary>
    public const int MaxText = 8 * 1024;

    // A secret that begins within what is kept is seen whole before the rest is cut off.
    private const int Margin = 1024;

    private readonly string _scheme;
    private readonly string _host;
    private readonly (string Name, string Value)[] _requestHeaders;
    private readonly (string Name, string Value)[] _responseHeaders;
    private readonly byte[] _requestBody;
    private readonly byte[] _responseBody;
    private readonly SecretMask _mask;

    private CallCapture(Call call, ReadOnlySpan<byte> request, ReadOnlySpan<byte> response)
    {
        var http = call.Http;
        (_scheme, _host) = (http.Request.Scheme, http.Request.Host.Value ?? "");
        (_requestHeaders, _responseHeaders) = (Copy(http.Request.Headers), Copy(http.Response.Headers));
        (_requestBody, _responseBody) = (Begin(request), Begin(response));
        _mask = new SecretMask(
        [
            .. http.Request.Headers.Authorization.Select(h => h?[(h.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim()),
            call.Parameters["access_token"], call.Parameters["client_secret"],
        ]);
        Target = _mask.Target(Cut(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget));
    }

    /// <summary>The path and query, masked.</summary>
    public string Target { get; }

    /// <summary>The bytes that the capture holds, about.</summary>
    public int Size => _requestBody.Length + _responseBody.Length;

    /// <summary>Takes what there is of a call that is over.</summary>
    public static CallCapture Of(Call call, RequestBody body) => new(call, body.Content.Span, call.Output.Written.Span);

    /// <summary>Forms what is kept.</summary>
    /// <param name="call">The call, with the lengths of its bodies.</param>
    public RecordedExchange Mask(RecordedCall call) => new(
        _scheme, _host, Message(_requestHeaders, _requestBody, call.BytesIn), Message(_responseHeaders, _responseBody, call.BytesOut));

    private RecordedMessage Message((string Name, string Value)[] headers, byte[] body, long length)
    {
        var type = headers.FirstOrDefault(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        var text = TextOf(body);
        if (text is not null) text = _mask.Body(text, type);
        return new RecordedMessage(
            [.. headers.Select(h => new RecordedHeader(h.Name, _mask.Header(h.Name, Cut(h.Value))))],
            text is { Length: > MaxBody } ? text[..MaxBody] : text, length, IsCut: text is not null && body.Length > MaxBody);
    }

    /// <summary>The bytes as text; null when there are none, or they are no text. A character that was cut in two is left out.</summary>
    private static string? TextOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBody)
        {
            var end = bytes.Length;
            while (end > bytes.Length - 4 && (bytes[end - 1] & 0xC0) == 0x80) end--;
            if (end > 0 && bytes[end - 1] >= 0xC0) end--;
            bytes = bytes[..end];
        }
        return bytes.IsEmpty || !Utf8.IsValid(bytes) || bytes.Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }

    private static byte[] Begin(ReadOnlySpan<byte> body) => body[..Math.Min(body.Length, MaxBody + Margin)].ToArray();

    private static string Cut(string text) => text.Length > MaxText ? text[..MaxText] : text;

    private static (string Name, string Value)[] Copy(IHeaderDictionary headers) => [.. headers.Select(h => (h.Key, h.Value.ToString()))];
}
