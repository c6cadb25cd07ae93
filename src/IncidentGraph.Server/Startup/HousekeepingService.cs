using IncidentGraph.Data.Commits;

namespace IncidentGraph.Server.Startup;

/// <summary>Every hour, removes what nobody may ask for any more, such as expired idempotency keys.</summary>
internal sealed partial class HousekeepingService(Housekeeping housekeeping, TimeProvider clock, ILogger<HousekeepingService> logger)
    : RecurringService(TimeSpan.FromHours(1), clock)
{
    protected override Task WorkAsync(CancellationToken ct) => housekeeping.SweepAsync(ct);

    protected override void Tell(Exception failure) => LogFailed(failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping failed; it tries again in an hour")]
    private partial void LogFailed(Exception failure);
}
