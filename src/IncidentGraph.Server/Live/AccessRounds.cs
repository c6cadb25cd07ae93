using IncidentGraph.Data.Logs;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Live;

/// <summary>
/// While the feed does not keep up, looks for itself who may no longer be here: nobody whose access was withdrawn stays because an
/// event could not be read.
/// </summary>
internal sealed partial class AccessRounds(Departures departures, LogHeadWatcher watcher, TimeProvider clock, ILogger<AccessRounds> logger) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (watcher.Delay >= _interval)
                    await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await departures.CatchUpAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, Outages.IsOutage(e));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whose access was withdrawn could not be read (database away: {IsOutage}); it is tried again in a few seconds")]
    private partial void LogFailed(Exception failure, bool isOutage);
}
