using System.Security.Claims;
using Leadbase.Accounts;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Console.Hosting;

/// <summary>The cookie of a console session, and the user that it stands for.</summary>
internal static class Session
{
    private const string Cookie = "leadbase-console";
    private const string TokenClaim = "session";

    /// <summary>The token that a request carries, or null.</summary>
    public static string? TokenOf(HttpContext http) => http.Request.Cookies[Cookie] is { Length: > 0 and <= 128 } token ? token : null;

    /// <summary>The token of the session that a user was recognised by.</summary>
    public static string? TokenOf(ClaimsPrincipal user) => user.FindFirst(TokenClaim)?.Value;

    /// <summary>Recognises the user of a request's session, if it has one that is not over.</summary>
    public static async Task RecognizeAsync(HttpContext http, InstanceCatalogue catalogue)
    {
        if (TokenOf(http) is not { } token || await catalogue.Accounts.Sessions.FindAsync(token, http.RequestAborted) is not { } userId) return;
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, userId), new Claim(TokenClaim, token)], "console"));
    }

    /// <summary>Gives the browser the token of a new session.</summary>
    public static void Begin(HttpContext http, string token) => http.Response.Cookies.Append(Cookie, token, OptionsOf(http));

    /// <summary>Takes it back.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, OptionsOf(http));

    // No expiry: it ends with the browser, and on the server after twelve hours.
    private static CookieOptions OptionsOf(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = ConsoleModule.Path, IsEssential = true };
}
