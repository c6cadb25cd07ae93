namespace IncidentGraph.Data.Logs;

/// <summary>Wakes whoever waits for the log to grow. It may be lost or come twice: the log alone says what happened.</summary>
public interface ILogSignal
{
    void Raise();

    /// <summary>Completes at the next <see cref="Raise"/> after this call.</summary>
    Task NextAsync();
}

/// <summary>Reaches the waiters of this process.</summary>
public sealed class LogSignal : ILogSignal
{
    private TaskCompletionSource _next = New();

    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    public Task NextAsync() => Volatile.Read(ref _next).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
