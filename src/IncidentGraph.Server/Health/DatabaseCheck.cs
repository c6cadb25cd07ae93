using IncidentGraph.Data.Logs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentGraph.Server.Health;

/// <summary>Whether the database answers in time, by what every operation needs: the head of the log.</summary>
internal sealed class DatabaseCheck : IHealthCheck
{
    private readonly EventLog _log;
    private readonly HealthOptions _options;
    private readonly TimeProvider _clock;
    private readonly Remembered _remembered;

    public DatabaseCheck(EventLog log, HealthOptions options, TimeProvider clock)
    {
        (_log, _options, _clock) = (log, options, clock);
        _remembered = new(AskAsync, options.CacheFor, clock);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        _remembered.AnswerAsync(cancellationToken);

    private async Task<HealthCheckResult> AskAsync(CancellationToken ct)
    {
        try
        {
            // The driver may be slow to notice that it is cancelled; who asks is answered in time all the same.
            using var timeout = new CancellationTokenSource(_options.DatabaseTimeout, _clock);
            await _log.HeadAsync(timeout.Token).WaitAsync(_options.DatabaseTimeout, _clock, ct);
            return HealthCheckResult.Healthy("The database answers.");
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The database did not answer within {_options.DatabaseTimeout.TotalSeconds} s.");
        }
        catch (Exception)
        {
            // What the driver says may name hosts and users; the log has it.
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
