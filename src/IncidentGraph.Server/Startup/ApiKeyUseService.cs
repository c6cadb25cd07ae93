using IncidentGraph.Data.Commits;

namespace IncidentGraph.Server.Startup;

/// <summary>Writes down every minute, and before the server stops, when API keys were last used.</summary>
internal sealed partial class ApiKeyUseService(ApiKeyUses uses, TimeProvider clock, ILogger<ApiKeyUseService> logger)
    : RecurringService(TimeSpan.FromMinutes(1), clock)
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await RoundAsync(cancellationToken);
    }

    protected override Task WorkAsync(CancellationToken ct) => uses.WriteAsync(ct);

    protected override void Tell(Exception failure) => LogFailed(failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "When API keys were last used could not be stored; the next use will be")]
    private partial void LogFailed(Exception failure);
}
