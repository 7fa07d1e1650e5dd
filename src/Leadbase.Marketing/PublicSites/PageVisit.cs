using System.Globalization;
using System.Text;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Forms;
using Leadbase.Marketing.LandingPages;
using Leadbase.Marketing.Redirects;
using Leadbase.Marketing.Tokens;
using Leadbase.Records.Objects;
using Leadbase.Storage;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Marketing.PublicSites;

/// <summary>A request to a host of pages.</summary>
internal static class PageVisit
{
    private const int MaxPath = 2_000;

    /// <summary>Answers it: with the page of its name, with where a rule leads, or with 404.</summary>
    public static async Task HandleAsync(HttpContext http, Instance instance)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Path == FormHtml.Action)
        {
            var (location, status, message) = await FormPost.HandleAsync(http, instance);
            if (location is not null) (http.Response.StatusCode, headers.Location) = (status, location);
            else await WriteAsync(http, status, $"<!DOCTYPE html><html lang=\"en\"><head><title>Not taken</title></head><body><h1>The form was not taken</h1><p>{HtmlText.Encode(message)}</p></body></html>");
            return;
        }
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            (http.Response.StatusCode, headers.Allow) = (StatusCodes.Status405MethodNotAllowed, "GET, HEAD");
            return;
        }
        var found = await FindAsync(http, instance);
        if (found.Location is { } target)
        {
            http.Response.Redirect(target);
            return;
        }
        if (found.Page is not { } page)
        {
            await WriteAsync(http, StatusCodes.Status404NotFound, "<!DOCTYPE html><html lang=\"en\"><head><title>Not found</title></head><body><h1>There is no page here</h1></body></html>");
            return;
        }
        if (found.IsTracked && found.Visitor is { Lead: { } lead }) await Visitor.LogVisitAsync(instance, lead.Id, page.Id, page.Name, http.Request, http.RequestAborted);
        if (found.IsTracked && found.Visitor is { Cookie: null }) Visitor.Greet(http, instance);
        await WriteAsync(http, StatusCodes.Status200OK, found.Html!);
    }

    // The session is given back before a visit is written: whoever holds one connection must not wait for another.
    private static async Task<Found> FindAsync(HttpContext http, Instance instance)
    {
        var path = (http.Request.Path.Value ?? "").TrimStart('/');
        if (path.Length > MaxPath || path.Contains('\0', StringComparison.Ordinal)) return default;
        await using var session = await instance.Database.ReadAsync(http.RequestAborted);
        var page = await PageOfAsync(session, instance, path);
        if (await RedirectAsync(session, http.Request.Host.Host, path, page) is { } target) return new(null, null, target, default, false);
        if (page?.ReadApproved<PageDocument>() is not { } document) return default;
        var visitor = await Visitor.OfAsync(session, instance, http.Request);
        var schema = await RecordSchema.OfAsync(instance, http.RequestAborted);
        var renderer = new PageRenderer(new VisitScene(instance, session), page, visitor.Lead ?? LeadValues.Nobody(schema), new Dictionary<long, long>())
        {
            Forms = new FormHtml(schema, visitor.Lead, document.FormPrefill),
        };
        // A page that would never be done is none.
        return await renderer.RenderAsync(document) is { } html ? new(page, html, null, visitor, document.EnableMunchkin) : default;
    }

    // Names may stand with and without their ending, and below the path that some addresses have.
    private static async Task<Asset?> PageOfAsync(Session session, Instance instance, string path)
    {
        var prefix = $"lp/{instance.MunchkinId}/";
        var name = path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? path[prefix.Length..] : path;
        if (name.EndsWith(".html", StringComparison.OrdinalIgnoreCase)) name = name[..^5];
        if (name.Length == 0 || await PageNames.FindAsync(session, name) is not { } id) return null;
        var page = await AssetStore.FindAsync(session, AssetType.LandingPage, id);
        return page?.ReadApproved<PageDocument>() is { } approved && approved.UrlPageName.Equals(name, StringComparison.OrdinalIgnoreCase) ? page : null;
    }

    private static async Task<string?> RedirectAsync(Session session, string host, string path, Asset? page)
    {
        RedirectEnd[] ends = page is null
            ? [new(RedirectDocument.Path, path), new(RedirectDocument.Path, "/" + path)]
            : [new(RedirectDocument.Page, page.Id.ToString(CultureInfo.InvariantCulture)), new(RedirectDocument.Path, path), new(RedirectDocument.Path, "/" + path)];
        foreach (var end in ends)
        {
            var key = new RedirectDocument { Hostname = host, From = end }.Key;
            if (await AssetStore.FindByNameAsync(session, AssetType.RedirectRule, key) is { } rule) return await TargetOfAsync(session, RedirectKind.Instance.Working(rule).To);
        }
        return null;
    }

    private static async Task<string?> TargetOfAsync(Session session, RedirectEnd end)
    {
        if (end.Type == RedirectDocument.Url) return end.Value.Contains("://", StringComparison.Ordinal) ? end.Value : "http://" + end.Value;
        var page = await AssetStore.FindAsync(session, AssetType.LandingPage, long.Parse(end.Value, CultureInfo.InvariantCulture));
        return page?.ReadApproved<PageDocument>() is { } approved ? $"/{approved.UrlPageName}.html" : null;
    }

    private static async Task WriteAsync(HttpContext http, int status, string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html;charset=UTF-8";
        http.Response.ContentLength = bytes.Length;
        http.Response.Headers.CacheControl = "private, no-cache";
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private readonly record struct Found(Asset? Page, string? Html, string? Location, Visitor? Visitor, bool IsTracked);

    private sealed record VisitScene(Instance Instance, Session Session) : IDocumentScene
    {
        public FolderTree Folders { get; } = new(Session);
    }
}
