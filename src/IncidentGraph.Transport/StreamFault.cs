using System.Diagnostics.CodeAnalysis;

namespace IncidentGraph.Transport;

/// <summary>
/// Thrown by a stream to end its operation, and only this one, with errors: the client fell behind, the object disappeared, the cursor
/// expired. On a socket it becomes an <c>error</c> message, on an event stream a <c>next</c> without data followed by <c>complete</c>; with
/// status 503 an event stream just ends, so that its client comes back.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a fault of a stream, thrown only because an enumerator has no other way to tell.")]
public sealed class StreamFault : Exception
{
    public StreamFault(params IReadOnlyList<OperationError> errors)
        : this(new OperationOutcome.Refused(errors))
    {
    }

    public StreamFault(OperationOutcome.Refused refusal)
        : base(refusal.Errors.Count > 0 ? refusal.Errors[0].Message : throw new ArgumentException("A fault needs an error.", nameof(refusal))) =>
        Refusal = refusal;

    /// <summary>What an operation would have been refused with.</summary>
    public OperationOutcome.Refused Refusal { get; }
}
