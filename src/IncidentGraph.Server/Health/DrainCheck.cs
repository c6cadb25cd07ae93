using IncidentGraph.Server.Startup;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentGraph.Server.Health;

/// <summary>Whether new clients should come here at all.</summary>
internal sealed class DrainCheck(Shutdown shutdown) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(shutdown.HasBegun ? HealthCheckResult.Unhealthy("The server is stopping.") : HealthCheckResult.Healthy("The server stays."));
}
