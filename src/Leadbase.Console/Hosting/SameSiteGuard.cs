using Leadbase.Accounts;
using Leadbase.Gateway;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Console.Hosting;

/// <summary>
/// What holds for every answer of the console: it is given only under a host name of ours, changes come only from our
/// own pages, and the browser is told to load, frame and run nothing else.
/// </summary>
internal sealed class SameSiteGuard(RequestDelegate next, InstanceCatalogue catalogue, ConsoleOptions options)
{
    // Style attributes and elements are how the component library sizes and places things; scripts come from files only.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private readonly HostResolver _hosts = new(catalogue, options.AnyHost);

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Links to other sites tell nothing; our own forms still carry their origin, which no-referrer would take away.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        if (_hosts.Resolve(http.Request.Host, out _) == HostState.Refused) return RefuseAsync(http, StatusCodes.Status421MisdirectedRequest);
        return IsForeign(http.Request) ? RefuseAsync(http, StatusCodes.Status403Forbidden) : next(http);
    }

    /// <summary>A change or a WebSocket that a page of another origin asks for: browsers send its origin with both.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) && !request.HttpContext.WebSockets.IsWebSocketRequest && !IsUpgrade(request)) return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && new HostString(uri.Authority).Equals(request.Host));
    }

    private static bool IsUpgrade(HttpRequest request) =>
        request.Headers.Upgrade.Count > 0 || request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
