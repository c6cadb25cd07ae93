using IncidentGraph.Data.Commits;

namespace IncidentGraph.Server.Startup;

/// <summary>Every hour, removes what nobody may ask for any more, such as expired idempotency keys.</summary>
internal sealed partial class HousekeepingService(Housekeeping housekeeping, TimeProvider clock, ILogger<HousekeepingService> logger)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        try
        {
            await housekeeping.SweepAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping failed; it tries again in an hour")]
    private partial void LogFailed(Exception failure);
}
