using IncidentGraph.Data.Logs;
using IncidentGraph.Server.Engine;
using IncidentGraph.Server.Startup;

namespace IncidentGraph.Server.Live;

/// <summary>
/// While the feed does not keep up, looks for itself who may no longer be here: nobody whose access was withdrawn stays because an
/// event could not be read.
/// </summary>
internal sealed partial class AccessRounds(Departures departures, LogHeadWatcher watcher, TimeProvider clock, ILogger<AccessRounds> logger)
    : RecurringService(_interval, clock)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);

    protected override Task WorkAsync(CancellationToken ct) =>
        watcher.Delay >= _interval ? departures.CatchUpAsync(ct) : Task.CompletedTask;

    protected override void Tell(Exception failure) => LogFailed(failure, Outages.IsOutage(failure));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whose access was withdrawn could not be read (database away: {IsOutage}); it is tried again in a few seconds")]
    private partial void LogFailed(Exception failure, bool isOutage);
}
