using Leadbase.Accounts;
using Leadbase.Accounts.SignIn;
using Leadbase.Bulk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Leadbase.Console.Pages.Jobs;

/// <summary>Files of imports and exports, for those who belong to the instance.</summary>
internal static class JobFiles
{
    public static void MapFiles(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/{munchkin}/jobs/{id}/{part}", async (string munchkin, string id, string part, HttpContext http, InstanceCatalogue catalogue) =>
    {
        if (catalogue.Find(munchkin) is not { } instance
            || await ConsoleMember.InAsync(instance, http.User.Identity!.Name!, http.RequestAborted) is null
            || await JobBoard.FindAsync(instance, id, http.RequestAborted) is not { } job
            || (await JobBoard.FilesAsync(instance, job, http.RequestAborted)).FirstOrDefault(f => f.Part == part) is not { } file)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        http.Response.ContentLength = file.Bytes;
        await JobBoard.CopyAsync(instance, job, file, http.Response.BodyWriter, http.RequestAborted);
    });
}
