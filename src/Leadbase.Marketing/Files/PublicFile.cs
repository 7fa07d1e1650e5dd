using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Leadbase.Marketing.Files;

/// <summary>
/// Serves files to everybody at <c>/rs/{Munchkin id}/assets/{name}</c>. A file is what its uploader says, and no browser guesses
/// otherwise; it runs nothing where it is opened: only pictures, sound and plain text are shown, all else is saved, and in a sandbox.
/// </summary>
public static class PublicFile
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/x-icon", "image/vnd.microsoft.icon", "text/plain", "text/css",
        "audio/mpeg", "audio/ogg", "video/mp4", "video/webm", "font/woff", "font/woff2",
    };

    /// <summary>The answer to a path of a file; null for any other path.</summary>
    public static Task? TryHandle(HttpContext http, InstanceCatalogue catalogue)
    {
        if (http.Request.Path.Value?.Split('/') is not ["", "rs", var id, "assets", { Length: > 0 } name]) return null;
        return ServeAsync(http, catalogue.Find(id), name);
    }

    /// <summary>The address of a file, on the host that the call came to.</summary>
    internal static string AddressOf(Call call, string name) =>
        $"{call.Http.Request.Scheme}://{call.Http.Request.Host.Value}/rs/{call.Instance.MunchkinId}/assets/{Uri.EscapeDataString(name)}";

    /// <summary>What the bytes of a file are called among all that is stored.</summary>
    internal static string ContentOf(long id, string hash) => $"asset/{id}/{hash}";

    private static async Task ServeAsync(HttpContext http, Instance? instance, string name)
    {
        var (request, response) = (http.Request, http.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            (response.StatusCode, response.Headers.Allow) = (StatusCodes.Status405MethodNotAllowed, "GET, HEAD");
            return;
        }
        if (instance is null || await FindAsync(instance, name, http.RequestAborted) is not { } file)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var document = FileKind.Instance.Working(file);
        WriteHeaders(response, file.Name, document);
        if (IsKnown(request, document.Hash))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = document.MimeType;
        response.ContentLength = document.Size;
        if (HttpMethods.IsHead(request.Method)) return;
        await FileChunks.CopyAsync(instance.Database, ContentOf(file.Id, document.Hash), 0, document.Size, response.BodyWriter, http.RequestAborted);
    }

    private static async Task<Asset?> FindAsync(Instance instance, string name, CancellationToken cancel)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        return await AssetStore.FindByNameAsync(session, AssetType.File, name);
    }

    private static void WriteHeaders(HttpResponse response, string name, FileDocument document)
    {
        var headers = response.Headers;
        headers.ETag = $"\"{document.Hash}\"";
        headers.CacheControl = "public, no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (Shown.Contains(document.MimeType)) return;
        var saved = new ContentDispositionHeaderValue("attachment");
        saved.SetHttpFileName(name);
        headers.ContentDisposition = saved.ToString();
    }

    private static bool IsKnown(HttpRequest request, string hash) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags) && tags.Any(t => t.Tag == "*" || t.Tag.Value == $"\"{hash}\"");
}
