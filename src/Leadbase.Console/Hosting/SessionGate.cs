using Leadbase.Accounts;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Console.Hosting;

/// <summary>Lets nobody past the sign-in page without a session: pages lead there, everything else is refused.</summary>
internal sealed class SessionGate(RequestDelegate next, InstanceCatalogue catalogue)
{
    private static readonly PathString Assets = "/assets";
    private static readonly PathString Live = "/_blazor";
    private static readonly PathString[] Open = ["/sign-in", "/enter", "/invitation"];

    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        if (!path.StartsWithSegments(Assets, StringComparison.Ordinal))
        {
            await Session.RecognizeAsync(http, catalogue);
            if (http.User.Identity is not { IsAuthenticated: true } && !Array.Exists(Open, open => path.StartsWithSegments(open, StringComparison.Ordinal)))
            {
                Refuse(http);
                return;
            }
        }
        await next(http);
    }

    private static void Refuse(HttpContext http)
    {
        var isPage = (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && !http.Request.Path.StartsWithSegments(Live, StringComparison.Ordinal);
        if (isPage) http.Response.Redirect($"{ConsoleModule.Path}/sign-in?to={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
        else http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }
}
