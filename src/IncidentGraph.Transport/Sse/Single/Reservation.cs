using System.Security.Claims;
using IncidentGraph.Transport.Execution;

namespace IncidentGraph.Transport.Sse.Single;

/// <summary>
/// One reserved event stream, and the operations that answer on it (graphql-sse, "Single connection mode"). It can be opened once; when the
/// stream ends, so does all that runs on it. Safe for concurrent use.
/// </summary>
internal sealed class Reservation : IDisposable
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, LiveOperation> _active = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<SseConnection> _connection = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource _life = new();
    private readonly LiveOperations _operations;
    private readonly int _maxOperations;
    private int _running;
    private bool _isOpen;
    private bool _isDraining;

    public Reservation(ClaimsPrincipal owner, int maxOperations)
    {
        (Owner, _maxOperations) = (owner, maxOperations);
        _operations = new LiveOperations(_life.Token);
    }

    public enum Start
    {
        Begun,
        IdTaken,
        TooMany,
        Ending,
    }

    /// <summary>Who made it: nobody else's operations answer on it, and its stream lasts as long as their rights.</summary>
    public ClaimsPrincipal Owner { get; }

    public CancellationToken Ended => _life.Token;

    /// <summary>Whether the caller is the one to open the stream.</summary>
    public bool TryOpen()
    {
        lock (_turn)
        {
            if (_isOpen || Ended.IsCancellationRequested)
                return false;
            return _isOpen = true;
        }
    }

    public void Open(SseConnection connection) => _connection.TrySetResult(connection);

    /// <summary>Ends what nobody opened.</summary>
    public bool TryForget()
    {
        lock (_turn)
        {
            if (_isOpen)
                return false;
            _isOpen = true;
        }

        End();
        return true;
    }

    /// <summary>Waits until the stream is open.</summary>
    public Task<SseConnection> ConnectionAsync(CancellationToken ct) => _connection.Task.WaitAsync(ct);

    /// <summary>Takes the id before anything is awaited, so that a twin sent back to back is seen.</summary>
    public Start Begin(LiveOperation operation)
    {
        lock (_turn)
        {
            if (_isDraining || Ended.IsCancellationRequested)
                return Start.Ending;
            if (_running >= _maxOperations)
                return Start.TooMany;
            if (!_active.TryAdd(operation.Id, operation))
                return Start.IdTaken;
            _running++;
            return Start.Begun;
        }
    }

    public void Run(LiveOperation operation, Func<CancellationToken, Task> runAsync) => _operations.Run(operation, runAsync);

    /// <summary>The operation turned out to be a stream: it can be begun anew elsewhere, so nothing waits for its end.</summary>
    public void Stream(LiveOperation operation)
    {
        lock (_turn)
            operation.IsStream = true;
        Part();
    }

    /// <summary>Its answer is complete; the client may use the id again.</summary>
    public void Complete(LiveOperation operation)
    {
        lock (_turn)
            Remove(operation);
    }

    /// <summary>It broke. Unless its answer was complete, nobody knows what of it is missing on the stream: the client comes back with all of them.</summary>
    public void Fail(LiveOperation operation)
    {
        lock (_turn)
        {
            if (!_active.TryGetValue(operation.Id, out var active) || !ReferenceEquals(active, operation))
                return;
        }

        End();
    }

    /// <summary>Nothing of the operation runs any more; its place is free.</summary>
    public void Release(LiveOperation operation)
    {
        lock (_turn)
        {
            Remove(operation);
            _running--;
        }

        Part();
    }

    /// <summary>The client wants no more of it. An id that is not known may have completed by itself.</summary>
    public void Stop(string id)
    {
        LiveOperation? operation;
        lock (_turn)
        {
            if (!_active.Remove(id, out operation))
                return;
            operation.Cancel();
        }

        _operations.Cancel(operation);
    }

    /// <summary>The server is about to stop: what has one answer still gets it, then the stream ends and its client goes elsewhere.</summary>
    public void Drain()
    {
        lock (_turn)
            _isDraining = true;
        Part();
    }

    public void End() => _life.Cancel();

    /// <summary>The token source stays as it is: whoever ends the reservation may do so while it is left, and it holds nothing that needs disposal.</summary>
    public void Dispose() => End();

    /// <summary>Ends it, and waits for all that still runs.</summary>
    public Task CloseAsync()
    {
        End();
        return _operations.DrainAsync();
    }

    private void Part()
    {
        lock (_turn)
        {
            if (!_isDraining || _active.Values.Any(operation => !operation.IsStream))
                return;
        }

        End();
    }

    private void Remove(LiveOperation operation)
    {
        if (_active.TryGetValue(operation.Id, out var active) && ReferenceEquals(active, operation))
            _active.Remove(operation.Id);
    }
}
