namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Does what it is told, and fails when it is left.</summary>
internal sealed class GrudgingExecutor(ToyExecutor toy) : IOperationExecutor, IAsyncDisposable
{
    public const string Grudge = "It held a grudge.";

    public ValueTask<OperationOutcome> ExecuteAsync(OperationRequest request, OperationContext context, CancellationToken ct) =>
        toy.ExecuteAsync(request, context, ct);

    public ValueTask DisposeAsync() => throw new InvalidOperationException(Grudge);
}
