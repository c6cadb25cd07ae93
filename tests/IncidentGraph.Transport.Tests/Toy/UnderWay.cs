namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>An operation that goes on until the test lets it finish.</summary>
public sealed class UnderWay
{
    private readonly TaskCompletionSource<CancellationToken> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _times;

    public UnderWay(ToyServer server) => server.Executor.Intercept = (_, _, ct) => new(RunAsync(ct));

    /// <summary>Completes with the operation's token once it runs.</summary>
    public Task<CancellationToken> Begun => _begun.Task.WaitAsync(TimeSpan.FromSeconds(10));

    public int Times => _times;

    public void Finish() => _finish.SetResult();

    private async Task<OperationOutcome> RunAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _times);
        _begun.TrySetResult(ct);
        await _finish.Task.WaitAsync(ct);
        return new OperationOutcome.Executed("""{"data":{"tick":1}}"""u8.ToArray());
    }
}
