using System.Collections.Frozen;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Leadbase.Console.Hosting;

/// <summary>
/// The scripts and style sheets of the console: resources of this assembly, so that they are there however the server was
/// started. An address carries the build's id and is kept by the browser for good.
/// </summary>
internal static class WebAssets
{
    private const string Script = "text/javascript; charset=utf-8";
    private const string Sheet = "text/css; charset=utf-8";
    private static readonly string Build = typeof(WebAssets).Module.ModuleVersionId.ToString("N")[..12];

    private static readonly FrozenDictionary<string, Asset> All = new Asset[]
    {
        new("blazor.js", Script, Resource),
        new("mudblazor.js", Script, Resource),
        new("console.js", Script, Resource),
        new("mudblazor.css", Sheet, Resource),
        new("console.css", Sheet, Resource),
        new("theme.css", Sheet, (_, services) => Layout.Theme.SheetAsync(services)),
        new("icon.svg", "image/svg+xml", Resource),
    }.ToFrozenDictionary(asset => asset.Name);

    /// <summary>The address of an asset, from the console's base.</summary>
    public static string Url(string name) => $"assets/{All[name].Name}?{Build}";

    public static void MapAssets(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/assets/{name}", async (string name, HttpContext http) =>
    {
        if (!All.TryGetValue(name, out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.ContentType = asset.ContentType;
        http.Response.Headers.CacheControl = http.Request.QueryString.Value == "?" + Build ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var zipped = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (zipped) http.Response.Headers.ContentEncoding = "gzip";
        var bytes = zipped ? await asset.ZippedAsync(http.RequestServices) : await asset.ContentAsync(http.RequestServices);
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    });

    private static Task<byte[]> Resource(string name, IServiceProvider services)
    {
        using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Task.FromResult(bytes);
    }

    /// <summary>One asset; compressed once, when it is first asked for.</summary>
    private sealed class Asset(string name, string contentType, Func<string, IServiceProvider, Task<byte[]>> read)
    {
        private byte[]? _zipped;

        public string Name { get; } = name;

        public string ContentType { get; } = contentType;

        public Task<byte[]> ContentAsync(IServiceProvider services) => read(Name, services);

        public async ValueTask<byte[]> ZippedAsync(IServiceProvider services) => _zipped ??= Zip(await ContentAsync(services));

        private static byte[] Zip(byte[] content)
        {
            var buffer = new MemoryStream();
            using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal)) gzip.Write(content);
            return buffer.ToArray();
        }
    }
}
