using IncidentGraph.Server.Settings;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace IncidentGraph.Server.Health;

/// <summary>
/// Tells whoever runs the server whether it lives, <c>/health/live</c>, and whether clients should be sent to it, <c>/health/ready</c>.
/// Both answer without credentials: 200 or 503, and why.
/// </summary>
internal static class HealthSetup
{
    public const string Live = "/health/live";

    public const string Ready = "/health/ready";

    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<HealthOptions>();
        builder.Services.AddSingleton<DatabaseCheck>().AddSingleton<MigrationsCheck>(); // they remember
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database")
            .AddCheck<MigrationsCheck>("migrations")
            .AddCheck<FeedCheck>("feed")
            .AddCheck<DrainCheck>("drain");
        return builder;
    }

    /// <summary>Comes before authentication: a probe that sends a stale token has to be answered too.</summary>
    public static WebApplication UseHealth(this WebApplication app)
    {
        app.UseHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthJson.WriteAsync });
        app.UseHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = HealthJson.WriteAsync });
        return app;
    }
}
