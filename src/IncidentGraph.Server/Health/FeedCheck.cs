using IncidentGraph.Data.Logs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentGraph.Server.Health;

/// <summary>Whether subscribers here get to know what happened: the feed reads the log to its end again and again.</summary>
internal sealed class FeedCheck(LogHeadWatcher watcher, HealthOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var isBehind = watcher.Delay > options.MostFeedDelay;
        return Task.FromResult(isBehind
            ? HealthCheckResult.Unhealthy($"The live feed has been behind the log for more than {options.MostFeedDelay.TotalSeconds} s.")
            : HealthCheckResult.Healthy("The live feed keeps up with the log."));
    }
}
