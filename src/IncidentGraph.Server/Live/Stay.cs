using IncidentGraph.Transport;

namespace IncidentGraph.Server.Live;

/// <summary>The time for which one stream's reader may be here.</summary>
internal sealed class Stay(Action<Stay> leave) : IDisposable
{
    // Never disposed of: whoever ends the stay may do so while it is left, and it holds nothing that needs disposal.
    private readonly CancellationTokenSource _end = new();

    public CancellationToken Ended => _end.Token;

    /// <summary>The stream's next item, unless the reader has to go first.</summary>
    /// <exception cref="StreamFault">The stay is over.</exception>
    public async ValueTask<bool> NextAsync(IAsyncEnumerator<object> stream, CancellationToken ct)
    {
        try
        {
            return await stream.MoveNextAsync();
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw Over();
        }
    }

    /// <exception cref="StreamFault">The stay is over.</exception>
    public void Check()
    {
        if (Ended.IsCancellationRequested)
            throw Over();
    }

    public void End() => _end.Cancel();

    public void Dispose() => leave(this);

    private static StreamFault Over() => new(new OperationError(
        "The credentials that opened this stream have been withdrawn.", ErrorCodes.Unauthenticated));
}
