using Leadbase.Console.Hosting;
using Leadbase.Console.Layout;
using Leadbase.Console.Pages.Admin;
using Leadbase.Console.Pages.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Leadbase.Console;

/// <summary>The web console at <c>/console</c>.</summary>
public static class ConsoleModule
{
    /// <summary>The path under which all of the console is.</summary>
    public const string Path = "/console";

    /// <summary>Adds what the console's pages need. Nothing of it runs before somebody opens a page.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services, ConsoleOptions options)
    {
        services.AddSingleton(options).AddScoped<Visitor>().AddScoped<Changes>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomCenter);
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "leadbase-form";
            antiforgery.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict;
            antiforgery.Cookie.Path = Path;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        return services.AddServerKeyProtection();
    }

    /// <summary>Serves the console beside what the application serves already; no other path passes through it.</summary>
    public static void MapConsole(this IApplicationBuilder app)
    {
        // Because the service is there, the host would put this middleware before every path. Here the session gate is what admits.
        app.Properties["__AuthorizationMiddlewareSet"] = true;
        app.Map(Path, MapPages);
    }

    private static void MapPages(IApplicationBuilder console)
    {
        console.UseMiddleware<SameSiteGuard>().UseMiddleware<SessionGate>();
        console.UseRouting();
        console.UseAntiforgery();
        console.UseEndpoints(endpoints =>
        {
            endpoints.MapAssets();
            endpoints.MapSession();
            UsageReport.MapCsv(endpoints);
            JobFiles.MapFiles(endpoints);
            endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
        });
    }
}
