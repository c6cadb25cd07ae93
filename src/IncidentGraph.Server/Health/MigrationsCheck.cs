using IncidentGraph.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IncidentGraph.Server.Health;

/// <summary>
/// Whether the database has this version's schema. Once it has, it stays so: a newer version only adds, and this one goes on beside it.
/// </summary>
internal sealed class MigrationsCheck : IHealthCheck
{
    private static readonly HealthCheckResult _done = HealthCheckResult.Healthy("No migration is pending.");

    private readonly Migrator _migrator;
    private readonly HealthOptions _options;
    private readonly TimeProvider _clock;
    private readonly Remembered _remembered;
    private volatile bool _isDone;

    public MigrationsCheck(Migrator migrator, HealthOptions options, TimeProvider clock)
    {
        (_migrator, _options, _clock) = (migrator, options, clock);
        _remembered = new(AskAsync, options.CacheFor, clock);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        _isDone ? _done : await _remembered.AnswerAsync(cancellationToken);

    private async Task<HealthCheckResult> AskAsync(CancellationToken ct)
    {
        try
        {
            using var timeout = new CancellationTokenSource(_options.DatabaseTimeout, _clock);
            var pending = await _migrator.PendingAsync(timeout.Token).WaitAsync(_options.DatabaseTimeout, _clock, ct);
            _isDone = pending.Count == 0;
            return _isDone ? _done : HealthCheckResult.Unhealthy($"{pending.Count} migrations are pending: run the command 'migrate'.");
        }
        catch (Exception)
        {
            return HealthCheckResult.Unhealthy("The database did not say which migrations it has.");
        }
    }
}
