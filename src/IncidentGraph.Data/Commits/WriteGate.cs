using IncidentGraph.Data.Providers;
using IncidentGraph.Data.Telemetry;

namespace IncidentGraph.Data.Commits;

/// <summary>
/// SQLite has one writer at a time: this process's writers queue here, where waiting costs no thread. Other databases
/// queue by themselves.
/// </summary>
internal sealed class WriteGate(DatabaseOptions options, CommitMetrics metrics) : IDisposable
{
    private readonly SemaphoreSlim? _gate = options.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;

    /// <exception cref="StoreUnavailableException">It took too long.</exception>
    public async Task<IDisposable?> EnterAsync(CancellationToken ct)
    {
        if (_gate is null)
            return null;
        if (!await WaitAsync(_gate, ct))
            throw new StoreUnavailableException("Too many writers are waiting.");

        return new Turn(_gate);
    }

    public void Dispose() => _gate?.Dispose();

    private async Task<bool> WaitAsync(SemaphoreSlim gate, CancellationToken ct)
    {
        metrics.Wait(1);
        try
        {
            return await gate.WaitAsync(TimeSpan.FromSeconds(LockWait.Seconds), ct);
        }
        finally
        {
            metrics.Wait(-1);
        }
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
