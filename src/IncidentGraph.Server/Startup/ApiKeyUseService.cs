using IncidentGraph.Data.Commits;

namespace IncidentGraph.Server.Startup;

/// <summary>Writes down every minute, and before the server stops, when API keys were last used.</summary>
internal sealed partial class ApiKeyUseService(ApiKeyUses uses, TimeProvider clock, ILogger<ApiKeyUseService> logger) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        try
        {
            await uses.WriteAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When API keys were last used could not be stored; the next use will be")]
    private partial void LogFailed(Exception failure);
}
