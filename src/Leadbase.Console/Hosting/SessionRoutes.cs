using Leadbase.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Leadbase.Console.Hosting;

/// <summary>The ends of a session that are no pages: a one-time link begins one, and signing out ends it.</summary>
internal static class SessionRoutes
{
    public static void MapSession(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/enter/{link}", EnterAsync);
        endpoints.MapPost("/sign-out", LeaveAsync);
    }

    private static async Task EnterAsync(string link, HttpContext http, InstanceCatalogue catalogue)
    {
        if (await catalogue.Accounts.Sessions.UseLinkAsync(link, http.RequestAborted) is not { } token)
        {
            http.Response.Redirect(ConsoleModule.Path + "/sign-in?link=used");
            return;
        }
        Session.Begin(http, token);
        // A page and no redirect: after one that a mail's link began, browsers hold a strict cookie back.
        http.Response.Headers["Refresh"] = $"0; url={ConsoleModule.Path}/";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync($"""<!DOCTYPE html><html lang="en"><title>Leadbase</title><a href="{ConsoleModule.Path}/">Go on to the console</a></html>""");
    }

    private static async Task LeaveAsync(HttpContext http, InstanceCatalogue catalogue, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        if (Session.TokenOf(http) is { } token) await catalogue.Accounts.Sessions.EndAsync(token, http.RequestAborted);
        Session.Forget(http);
        http.Response.Redirect(ConsoleModule.Path + "/sign-in");
    }
}
