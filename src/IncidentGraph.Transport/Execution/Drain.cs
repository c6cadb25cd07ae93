using Microsoft.Extensions.Hosting;

namespace IncidentGraph.Transport.Execution;

/// <summary>
/// The moment when a stopping host sends long-lived connections elsewhere. What the host does before, such as waiting until load balancers
/// have noticed, is done by services that are registered after the transport: they are told first.
/// </summary>
internal sealed class Drain : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _begin = new();

    public CancellationToken Token => _begin.Token;

    public void Dispose() => _begin.Dispose();

    public Task StoppingAsync(CancellationToken cancellationToken) =>
        _begin.IsCancellationRequested ? Task.CompletedTask : _begin.CancelAsync(); // a host may be stopped twice

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
