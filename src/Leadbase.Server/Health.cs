using System.Text;
using Leadbase.Accounts;

namespace Leadbase.Server;

/// <summary>What is answered without a token: whether the process lives, whether it can serve, and a word at the root.</summary>
internal static class Health
{
    /// <summary>The answer to a path that is not the API's, or null.</summary>
    public static Task? TryHandle(HttpContext http, InstanceCatalogue catalogue) => http.Request.Path.Value switch
    {
        "/health/live" => WriteAsync(http, StatusCodes.Status200OK, "live"),
        "/health/ready" => ReadyAsync(http, catalogue),
        "/" => WriteAsync(http, StatusCodes.Status200OK, "Leadbase is running. The REST API is at /rest, the identity service at /identity.\n"),
        _ => null,
    };

    private static async Task ReadyAsync(HttpContext http, InstanceCatalogue catalogue)
    {
        try
        {
            await catalogue.RefreshAsync(http.RequestAborted);
            await WriteAsync(http, StatusCodes.Status200OK, "ready");
        }
#pragma warning disable CA1031 // Whatever keeps the catalogue from being read, the answer is the same.
        catch (Exception)
#pragma warning restore CA1031
        {
            await WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "not ready");
        }
    }

    private static Task WriteAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain;charset=UTF-8";
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();
    }
}
