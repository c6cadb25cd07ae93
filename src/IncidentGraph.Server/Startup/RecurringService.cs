namespace IncidentGraph.Server.Startup;

/// <summary>Works in rounds until the host stops. A round that fails is told, and the next one comes.</summary>
internal abstract class RecurringService(TimeSpan interval, TimeProvider clock) : BackgroundService
{
    protected abstract Task WorkAsync(CancellationToken ct);

    protected abstract void Tell(Exception failure);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RoundAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
    }

    protected async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            await WorkAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Tell(e);
        }
    }
}
