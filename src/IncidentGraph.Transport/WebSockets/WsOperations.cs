using System.Collections.Concurrent;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>What runs on a socket. Started and cancelled by the socket's reader; each ends when it likes, or with the socket.</summary>
internal sealed class WsOperations(CancellationToken life)
{
    private readonly ConcurrentDictionary<object, Running> _running = new();

    /// <summary>Runs apart from the caller, under a token of its own. Without an operation it ends with the socket only.</summary>
    public void Run(WsOperation? operation, Func<CancellationToken, Task> runAsync)
    {
        var running = new Running(life);
        var key = (object?)operation ?? running;
        _running[key] = running;
        running.Work = Task.Run(() => RunAsync(key, running, runAsync), CancellationToken.None);
    }

    public void Cancel(WsOperation operation)
    {
        if (_running.TryGetValue(operation, out var running))
            running.Cancel();
    }

    /// <summary>Waits for all that still runs; the life of the socket has ended, and nothing is started any more.</summary>
    public Task DrainAsync() => Task.WhenAll(_running.Values.Select(running => running.Work));

    private async Task RunAsync(object key, Running running, Func<CancellationToken, Task> runAsync)
    {
        try
        {
            await runAsync(running.Token);
        }
        finally
        {
            _running.TryRemove(key, out _);
            running.Dispose();
        }
    }

    /// <summary>One piece of work. A cancellation never meets a disposed source.</summary>
    private sealed class Running(CancellationToken life) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(life);
        private bool _isDisposed;

        public Task Work { get; set; } = Task.CompletedTask;

        public CancellationToken Token => _stop.Token;

        public void Cancel()
        {
            lock (_lock)
            {
                if (!_isDisposed)
                    _stop.Cancel();
            }
        }

        public void Dispose()
        {
            lock (_lock)
                _isDisposed = true;
            _stop.Dispose();
        }
    }
}
