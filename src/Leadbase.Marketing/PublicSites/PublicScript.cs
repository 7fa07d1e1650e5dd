using Microsoft.AspNetCore.Http;

namespace Leadbase.Marketing.PublicSites;

/// <summary>The one script that pages may need: it shows and hides fields of forms.</summary>
internal static class PublicScript
{
    /// <summary>Its path, on a host of pages.</summary>
    public const string Path = "/js/forms.js";

    private static readonly byte[] Script = Read();

    /// <summary>The answer to the script's path; null for any other path.</summary>
    public static Task? TryHandle(HttpContext http)
    {
        if (http.Request.Path != Path || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))) return null;
        var response = http.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "public, max-age=300";
        response.ContentType = "text/javascript;charset=UTF-8";
        response.ContentLength = Script.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(Script, http.RequestAborted).AsTask();
    }

    private static byte[] Read()
    {
        using var resource = typeof(PublicScript).Assembly.GetManifestResourceStream("forms.js")!;
        var script = new byte[resource.Length];
        resource.ReadExactly(script);
        return script;
    }
}
