using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Leadbase.Server;

/// <summary>OpenTelemetry metrics and traces, sent over OTLP where an endpoint is configured; nothing is collected otherwise.</summary>
internal static class Telemetry
{
    private const string Source = "Leadbase";

    public static void Add(WebApplicationBuilder builder, ServerOptions options)
    {
        var endpoint = options.OtlpEndpoint ?? Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT");
        if (string.IsNullOrEmpty(endpoint)) return;
        var uri = new Uri(endpoint);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("leadbase"))
            .WithMetrics(m => m.AddMeter(Source, "Npgsql").AddAspNetCoreInstrumentation().AddOtlpExporter(o => o.Endpoint = uri))
            .WithTracing(t => t.AddSource(Source, "Npgsql").AddOtlpExporter(o => o.Endpoint = uri));
    }
}
