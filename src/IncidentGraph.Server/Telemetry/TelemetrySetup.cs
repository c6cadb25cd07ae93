using System.Reflection;
using IncidentGraph.Data.Telemetry;
using IncidentGraph.Server.Settings;
using IncidentGraph.Transport;
using IncidentGraph.Transport.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IncidentGraph.Server.Telemetry;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry, for a collector; metrics also for Prometheus, at <see cref="MetricsEndpoint.Path"/>. Where
/// nobody is told, nothing is gathered.
/// </summary>
internal static class TelemetrySetup
{
    private const string ServiceName = "incidentgraph";

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<TelemetryOptions>();
        builder.Services.AddOptions<GraphQLTransportOptions>()
            .PostConfigure<TelemetryOptions>((transport, telemetry) => transport.TraceDocuments = telemetry.TraceDocuments);
        builder.Services.AddSingleton<FeedMetrics>();
        builder.Services.AddSingleton<MetricsEndpoint>();
        AddressesInLogs.Leave(builder.Services);

        var options = builder.Configuration.ReadSettings<TelemetryOptions>();
        var isScraped = MetricsEndpoint.IsServed(options, builder.Environment);
        if (isScraped || HasCollector(options))
            builder.Services.AddOpenTelemetry().ConfigureResource(Describe).WithMetrics(metrics => Measure(metrics, isScraped)).Send(options);
        return builder;
    }

    /// <summary>Comes before authentication: the token of <c>/metrics</c> is none of a caller's.</summary>
    public static WebApplication UseTelemetry(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<FeedMetrics>(); // gauges are there from their making
        app.Services.GetRequiredService<MetricsEndpoint>().Use(app);
        return app;
    }

    private static bool HasCollector(TelemetryOptions options) => !string.IsNullOrEmpty(options.OtlpEndpoint);

    /// <summary>What the environment says by OpenTelemetry's own variables comes last, and wins.</summary>
    private static void Describe(ResourceBuilder resource) => resource
        .AddService(ServiceName, serviceVersion: typeof(TelemetrySetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddEnvironmentVariableDetector();

    private static void Measure(MeterProviderBuilder metrics, bool isScraped)
    {
        metrics.AddMeter(TransportTelemetry.Name, DataTelemetry.Name, FeedMetrics.MeterName)
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation();
        if (isScraped)
            metrics.AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0);
    }

    private static void Send(this IOpenTelemetryBuilder telemetry, TelemetryOptions options)
    {
        if (!HasCollector(options))
            return;
        telemetry
            .WithTracing(traces => traces.AddSource(TransportTelemetry.Name, DataTelemetry.Name).AddAspNetCoreInstrumentation(Trace).AddHttpClientInstrumentation())
            .WithLogging(configureBuilder: null, logs => (logs.IncludeFormattedMessage, logs.ParseStateValues) = (true, true))
            .UseOtlpExporter(
                options.OtlpProtocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
                new Uri(options.OtlpEndpoint!)); // it has one, see above
    }

    private static void Trace(AspNetCoreTraceInstrumentationOptions requests)
    {
        requests.Filter = context => !IsProbe(context.Request.Path);
        requests.EnrichWithHttpRequest = (span, _) => span.SetTag("url.query", value: null); // it may hold a ticket
    }

    private static bool IsProbe(PathString path) => path.StartsWithSegments("/health", StringComparison.Ordinal) || path == MetricsEndpoint.Path;
}
