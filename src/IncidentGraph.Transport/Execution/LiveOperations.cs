using System.Collections.Concurrent;

namespace IncidentGraph.Transport.Execution;

/// <summary>What runs on a connection. Started and cancelled by whoever hears the client; each ends when it likes, or with the connection.</summary>
internal sealed class LiveOperations(CancellationToken life)
{
    private readonly ConcurrentDictionary<object, Running> _running = new();

    /// <summary>Runs apart from the caller, under a token of its own. Without an operation it ends with the connection only.</summary>
    public void Run(LiveOperation? operation, Func<CancellationToken, Task> runAsync)
    {
        var running = new Running(life);
        var key = (object?)operation ?? running;
        _running[key] = running;
        running.Work = Task.Run(() => RunAsync(key, running, runAsync), CancellationToken.None);
    }

    public void Cancel(LiveOperation operation)
    {
        if (_running.TryGetValue(operation, out var running))
            running.Cancel();
    }

    /// <summary>Waits for all that still runs; the life of the connection has ended, and nothing is started any more.</summary>
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
