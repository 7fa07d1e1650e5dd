using System.Net;
using System.Security.Cryptography.X509Certificates;
using Leadbase.Accounts;
using Leadbase.Console;
using Leadbase.Gateway;
using Leadbase.Gateway.Calls;
using Leadbase.Gateway.OpenApi;
using Leadbase.Jobs;
using Leadbase.Marketing.Files;

using Leadbase.Marketing.PublicSites;
using Leadbase.Server.Certificates;

namespace Leadbase.Server;

/// <summary>The composed server: store, gateway, upkeep and Kestrel. Started by the command line and, in process, by tests.</summary>
internal sealed class LeadbaseServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LeadbaseStore _store;
    private readonly CallLog _callLog;

    private LeadbaseServer(WebApplication app, LeadbaseStore store, CallLog callLog)
    {
        (_app, _store, _callLog) = (app, store, callLog);
    }

    public InstanceCatalogue Catalogue => _store.Catalogue;

    /// <summary>Makes calls from within.</summary>
    public ApiCaller Caller => _app.Services.GetRequiredService<ApiCaller>();

    /// <summary>The addresses that are listened on, with the ports that were found.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _app.Urls];

    /// <summary>The sandbox's client secret; null in production.</summary>
    public string? SandboxSecret { get; private init; }

    /// <summary>An address that signs the sandbox's administrator in to the console, once.</summary>
    public async Task<string> NewConsoleLinkAsync(CancellationToken cancel = default) =>
        $"{Addresses.First()}{ConsoleModule.Path}/enter/{await Sandbox.NewLinkAsync(Catalogue, cancel)}";

    /// <summary>Serves until the process is asked to end.</summary>
    public static async Task<int> RunAsync(ServerOptions options, CancellationToken cancel)
    {
        await using var server = await StartAsync(options, TimeProvider.System, cancel);
        await Banner.WriteAsync(System.Console.Out, server, options);
        await server._app.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>Opens the store, prepares a sandbox, and listens.</summary>
    /// <exception cref="AdministrationException">An option is not valid, or the store cannot be opened with it.</exception>
    public static async Task<LeadbaseServer> StartAsync(
        ServerOptions options, TimeProvider clock, CancellationToken cancel, Action<Routes>? mapMore = null)
    {
        CheckAddresses(options);
        var store = await LeadbaseStore.OpenAsync(options, clock, cancel);
        try
        {
            var secret = options.Sandbox ? await Sandbox.EnsureAsync(store.Catalogue, options, cancel) : null;
            if (!options.Sandbox) await Sandbox.CloseAsync(store.Catalogue, cancel);
            return await ListenAsync(options, clock, store, secret, mapMore, cancel);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static async Task<LeadbaseServer> ListenAsync(
        ServerOptions options, TimeProvider clock, LeadbaseStore store, string? secret, Action<Routes>? mapMore, CancellationToken cancel)
    {
        var certificate = options.Https ? CertificateOf(options) : null;
        var callLog = CreateCallLog(options, clock);
        var app = Build(options, clock, store.Catalogue, callLog, certificate, mapMore);
        try
        {
            await app.StartAsync(cancel);
            return new LeadbaseServer(app, store, callLog) { SandboxSecret = secret };
        }
        catch
        {
            await app.DisposeAsync();
            callLog.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        _callLog.Dispose();
    }

    private static WebApplication Build(
        ServerOptions options, TimeProvider clock, InstanceCatalogue catalogue, CallLog callLog, X509Certificate2? certificate, Action<Routes>? mapMore)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A failed start is told by whoever started it, in a sentence; the host would add a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseUrls([.. options.Addresses]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The gateway itself answers 413 and 414, by the operation's own limits.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            if (certificate is not null) kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
        });
        if (options.Https) builder.WebHost.UseKestrelHttpsConfiguration();
        Telemetry.Add(builder, options);
        builder.Services.AddSingleton(clock).AddSingleton(catalogue).AddHostedService<Upkeep>();
        builder.Services.AddSingleton(Modules.Jobs).AddHostedService<JobRunner>();
        var anyHost = !options.Sandbox || options.AllowRemote;
        var rules = new GatewayOptions(EnforceLimits(options), anyHost);
        var routes = Modules.Map();
        mapMore?.Invoke(routes);
        builder.Services.AddSingleton(services => new ApiGateway(
            catalogue, routes.Build(), callLog, rules, clock, services.GetRequiredService<ILogger<ApiGateway>>()));
        builder.Services.AddSingleton<ApiCaller>().AddConsole(new ConsoleOptions(anyHost));
        var app = builder.Build();
        var gateway = app.Services.GetRequiredService<ApiGateway>();
        // First of all: on a host of pages there is neither console nor API.
        var pages = new PublicSite(catalogue);
        app.Use(next => http => pages.HandleAsync(http, next));
        app.MapConsole();
        app.Run(http => Health.TryHandle(http, catalogue) ?? PublicFile.TryHandle(http, catalogue) ?? OpenApiEndpoint.TryHandle(http) ?? gateway.HandleAsync(http));
        return app;
    }

    private static bool EnforceLimits(ServerOptions options) => options.Limits switch
    {
        "documented" => true,
        "off" => false,
        _ => throw new AdministrationException($"Limits are 'documented' or 'off', not '{options.Limits}'."),
    };

    private static CallLog CreateCallLog(ServerOptions options, TimeProvider clock)
    {
        var form = options.CallLog ?? (options.Sandbox ? "text" : "json");
        return form switch
        {
            "off" => new CallLog(clock, null, json: false),
            "text" or "json" => new CallLog(clock, System.Console.OpenStandardOutput(), form == "json"),
            _ => throw new AdministrationException($"The call log is 'text', 'json' or 'off', not '{form}'."),
        };
    }

    private static X509Certificate2 CertificateOf(ServerOptions options) =>
        DevelopmentCertificates.Load(options.Data)
        ?? throw new AdministrationException("There is no certificate yet; `leadbase certificate create` makes one.");

    private static void CheckAddresses(ServerOptions options)
    {
        foreach (var address in options.Addresses)
        {
            if (!Uri.TryCreate(address.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https"))
            {
                throw new AdministrationException($"'{address}' is not an address to listen on; one looks like http://127.0.0.1:5040.");
            }
            var loopback = uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
            if (options.Sandbox && !loopback && !options.AllowRemote)
            {
                throw new AdministrationException(
                    $"A sandbox listens on loopback only, and {address} is beyond. Add --allow-remote to open it, with a random secret, or run --no-sandbox.");
            }
        }
    }
}
