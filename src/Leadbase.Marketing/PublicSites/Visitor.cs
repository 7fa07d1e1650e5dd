using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Marketing.Tokens;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Marketing.PublicSites;

/// <summary>Who looks at a page: the lead of the Munchkin cookie, or somebody whom nobody knows.</summary>
/// <param name="Cookie">The cookie's value; null where there is none of ours.</param>
/// <param name="Lead">The lead, or null.</param>
internal sealed record Visitor(string? Cookie, LeadValues? Lead)
{
    /// <summary>The name of the cookie.</summary>
    public const string CookieName = "_mkto_trk";

    private static readonly PartitionReach Everywhere = new([], All: true);

    /// <summary>Reads who it is.</summary>
    public static async Task<Visitor> OfAsync(Session session, Instance instance, HttpRequest request)
    {
        if (CookieOf(request) is not { } cookie) return new(null, null);
        if (await LeadCookies.OwnerAsync(session, cookie) is not { } lead) return new(cookie, null);
        return new(cookie, await LeadValues.ReadAsync(session, await RecordSchema.OfAsync(instance, session.Cancel), Everywhere, lead));
    }

    /// <summary>The cookie that a request brings; null for none, and for what is none.</summary>
    public static string? CookieOf(HttpRequest request)
    {
        if (request.Cookies[CookieName] is not { Length: > 0 } sent) return null;
        // Scripts write it encoded, and some clients not.
        var cookie = sent.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(sent) : sent;
        return LeadCookies.IsCookie(cookie) ? cookie : null;
    }

    /// <summary>Gives a visitor without a cookie one, so that later visits are the same person's.</summary>
    public static void Greet(HttpContext http, Instance instance)
    {
        var value = string.Create(
            CultureInfo.InvariantCulture,
            $"id:{instance.MunchkinId}&token:_mch-{http.Request.Host.Host}-{instance.Clock.GetUtcNow().ToUnixTimeMilliseconds()}-{Random.Shared.Next(10_000, 100_000)}");
        // Scripts of a page may read it, to tell the API whose it is.
        http.Response.Cookies.Append(CookieName, value, new() { MaxAge = TimeSpan.FromDays(730), SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/" });
    }

    /// <summary>Writes that a lead has visited a page.</summary>
    public static Task LogVisitAsync(Instance instance, long lead, long page, string name, HttpRequest request, CancellationToken cancel) =>
        WriteTransaction.RunAsync(
            instance,
            async session =>
            {
                var attributes = Activity.Pack(
                    request.HttpContext.Connection.RemoteIpAddress?.ToString(), null, Short(request.QueryString.Value?.TrimStart('?')), Short(request.Headers.Referer),
                    null, null, Short(request.Headers.UserAgent), Short(request.Path.Value));
                // Of a lead that was deleted meanwhile there is nothing more to tell.
                var there = await session.Sql($"select id from {session.Database.Table("lead")} where id = $1{session.Database.Dialect.ForUpdate}").Bind(lead).NumberAsync();
                return there is null ? 0 : await ActivityLog.AppendAsync(session, [new Activity(ActivityType.VisitWebpage, lead, instance.Now, page, name, attributes)]);
            },
            cancel);

    private static string? Short(string? text) => string.IsNullOrEmpty(text) ? null : text.Replace('\0', '\uFFFD')[..Math.Min(text.Length, 2_000)];
}
