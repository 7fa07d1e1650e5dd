using System.Security.Claims;
using System.Security.Cryptography;
using Leadbase.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Leadbase.Console.Hosting;

/// <summary>Sessions of the console: opened by a one-time link, carried by a cookie that scripts cannot read.</summary>
public sealed class SignIn(InstanceCatalogue catalogue, TimeProvider clock)
{
    internal const string Cookie = "leadbase-console";
    private const string Purpose = "console session";
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private string? _link;

    /// <summary>A new path that signs in whoever opens it first; the one before it ends.</summary>
    public string NewLink()
    {
        _link = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return $"{ConsoleModule.Path}/enter/{_link}";
    }

    internal bool Redeem(string link) => _link is { } known && known == link && Interlocked.CompareExchange(ref _link, null, known) == known;

    internal string Open(string email) => catalogue.Secrets.Encrypt($"{clock.GetUtcNow().Add(Life).ToUnixTimeSeconds()} {email}", Purpose);

    internal ClaimsPrincipal? Find(string cookie)
    {
        try
        {
            var parts = catalogue.Secrets.Decrypt(cookie, Purpose).Split(' ', 2);
            return long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) < clock.GetUtcNow().ToUnixTimeSeconds()
                ? null
                : new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, parts[1])], "console"));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/enter/{link}", (string link, HttpContext http) =>
        {
            var signIn = http.RequestServices.GetRequiredService<SignIn>();
            if (!signIn.Redeem(link)) return Results.LocalRedirect("~/sign-in?used=1");
            http.Response.Cookies.Append(SignIn.Cookie, signIn.Open("sandbox"), CookieOf(http));
            return Results.LocalRedirect("~/");
        });
    }

    private static CookieOptions CookieOf(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = ConsoleModule.Path, IsEssential = true };
}
