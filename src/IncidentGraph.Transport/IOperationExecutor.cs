namespace IncidentGraph.Transport;

/// <summary>
/// The engine behind the transport. It receives one operation and says how it went; the transport moves the bytes.
/// One for all operations, which run at the same time: what an operation needs for itself, such as a scope of services, the executor makes.
/// </summary>
public interface IOperationExecutor
{
    /// <summary>
    /// Executes one operation. Expected failures are <see cref="OperationOutcome.Refused"/>; an exception is a bug or a failure
    /// of the infrastructure, and the client sees only its trace id.
    /// </summary>
    /// <param name="request">What the client sent, with its document.</param>
    /// <param name="context">Who asks, and which kinds of operation this exchange can carry.</param>
    /// <param name="ct">Cancelled when the client leaves, completes the operation or loses its rights. A server that drains waits for it.</param>
    ValueTask<OperationOutcome> ExecuteAsync(OperationRequest request, OperationContext context, CancellationToken ct);
}
