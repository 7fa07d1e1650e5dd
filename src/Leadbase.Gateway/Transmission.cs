using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Gateway;

/// <summary>Sends a finished body, compressed where the client asks for it and it is worth it ("Performance").</summary>
internal static class Transmission
{
    /// <summary>Smaller bodies are never compressed.</summary>
    private const int MinCompressed = 1024;

    public static async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> body, bool compressible)
    {
        var response = http.Response;
        response.ContentType ??= "application/json;charset=UTF-8";
        if (compressible && body.Length >= MinCompressed && AcceptsGzip(http.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Vary = "Accept-Encoding";
            using var compressed = new MemoryStream(body.Length / 3);
            await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(body);
            body = compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
        }
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body);
    }

    /// <summary>Whether a client asks for gzip.</summary>
    public static bool AcceptsGzip(HttpRequest request)
    {
        foreach (var header in request.Headers.AcceptEncoding)
        {
            if (header is null) continue;
            foreach (var range in header.AsSpan().Split(','))
            {
                var coding = header.AsSpan(range).Trim();
                var semicolon = coding.IndexOf(';');
                var name = (semicolon < 0 ? coding : coding[..semicolon]).Trim();
                if (!name.Equals("gzip", StringComparison.OrdinalIgnoreCase) && !name.SequenceEqual("*")) continue;
                return semicolon < 0 || !IsZero(coding[(semicolon + 1)..]);
            }
        }
        return false;
    }

    private static bool IsZero(ReadOnlySpan<char> parameters)
    {
        parameters = parameters.Trim();
        return parameters.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameters[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) && q == 0;
    }
}
