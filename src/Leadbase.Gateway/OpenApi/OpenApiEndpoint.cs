using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Gateway.OpenApi;

/// <summary>Serves the document, to anybody: it says nothing of any instance. Made and compressed once.</summary>
public static class OpenApiEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = "/openapi.json";

    private static readonly Lazy<byte[]> Plain = new(() => Encoding.UTF8.GetBytes(OpenApiDocument.Text));
    private static readonly Lazy<byte[]> Zipped = new(() => Zip(Plain.Value));
    private static readonly string Tag = $"\"{typeof(OpenApiEndpoint).Module.ModuleVersionId:N}\"";

    /// <summary>Answers a request for the document; null when it is for something else.</summary>
    public static Task? TryHandle(HttpContext http) => http.Request.Path.Value == Path ? AnswerAsync(http) : null;

    private static async Task AnswerAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        response.Headers.ETag = Tag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (request.Headers.IfNoneMatch == Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "application/json;charset=UTF-8";
        var zipped = Transmission.AcceptsGzip(request);
        if (zipped) response.Headers.ContentEncoding = "gzip";
        var body = zipped ? Zipped.Value : Plain.Value;
        response.ContentLength = body.Length;
        if (HttpMethods.IsGet(request.Method)) await response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    private static byte[] Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal)) gzip.Write(content);
        return zipped.ToArray();
    }
}
