using IncidentGraph.Server.Settings;

namespace IncidentGraph.Server.Startup;

/// <summary>
/// The first to be told that the host stops: from then on the server is not ready. Whoever is told after it, the transport's connections and
/// then the web server, is told when the delay is over.
/// </summary>
internal sealed partial class Shutdown(IHostApplicationLifetime lifetime, ShutdownOptions options, TimeProvider clock, ILogger<Shutdown> logger)
    : IHostedLifecycleService
{
    private volatile bool _isTold;

    /// <summary>A signal to end comes to the lifetime first.</summary>
    public bool HasBegun => _isTold || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Call last: services are told in the reverse order of their registration.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSettings<ShutdownOptions>();
        services.AddSingleton<Shutdown>();
        services.AddHostedService(provider => provider.GetRequiredService<Shutdown>());
        services.AddOptions<HostOptions>().PostConfigure<ShutdownOptions>((host, shutdown) => host.ShutdownTimeout = shutdown.Delay + shutdown.Timeout);
    }

    /// <summary>Serves until the host is told to stop. What is not done in time is cut off, which is no failure of the program.</summary>
    public static async Task ServeAsync(WebApplication app, CancellationToken ct)
    {
        var shutdown = app.Services.GetRequiredService<Shutdown>();
        try
        {
            await app.RunAsync(ct);
        }
        catch (Exception e) when (shutdown.HasBegun && IsCutOff(e))
        {
            // Said already, when the time was over.
        }
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isTold = true;
        cancellationToken.Register(LogCutOff); // ends with the host
        await Task.Delay(options.Delay, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsCutOff(Exception e) =>
        e is OperationCanceledException || (e is AggregateException all && all.InnerExceptions.All(IsCutOff));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shutdown:Timeout is over; what is still under way is cut off")]
    private partial void LogCutOff();
}
