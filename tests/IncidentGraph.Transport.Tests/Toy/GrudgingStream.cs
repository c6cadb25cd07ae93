namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Says one thing and ends, and fails when it is left.</summary>
internal sealed class GrudgingStream : IAsyncEnumerable<StreamItem>, IAsyncEnumerator<StreamItem>
{
    public const string Grudge = "It held a grudge.";

    private bool _hasSaid;

    public StreamItem Current { get; } = new("""{"data":{}}"""u8.ToArray());

    public IAsyncEnumerator<StreamItem> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

    public ValueTask<bool> MoveNextAsync()
    {
        var says = !_hasSaid;
        _hasSaid = true;
        return ValueTask.FromResult(says);
    }

    public ValueTask DisposeAsync() => throw new InvalidOperationException(Grudge);
}
