using Microsoft.AspNetCore.Http;

namespace Leadbase.Console.Hosting;

/// <summary>Lets nobody past the sign-in page without a session: pages lead there, everything else is refused.</summary>
internal sealed class SessionGate(RequestDelegate next, SignIn signIn)
{
    private static readonly PathString[] Open = ["/assets", "/sign-in", "/enter"];

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Cookies[SignIn.Cookie] is { Length: > 0 } cookie && signIn.Find(cookie) is { } user) http.User = user;
        if (http.User.Identity?.IsAuthenticated == true || Array.Exists(Open, path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))) return next(http);
        if (HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)) http.Response.Redirect(http.Request.PathBase + "/sign-in");
        else http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
