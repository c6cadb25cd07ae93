using System.Diagnostics.CodeAnalysis;

namespace IncidentGraph.Transport;

/// <summary>
/// Thrown by a stream to end its operation, and only this one, with errors: the client fell behind, the object disappeared, the cursor
/// expired. On a socket it becomes an <c>error</c> message, on an event stream a <c>next</c> without data followed by <c>complete</c>.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a fault of a stream, thrown only because an enumerator has no other way to tell.")]
public sealed class StreamFault : Exception
{
    public StreamFault(params IReadOnlyList<OperationError> errors)
        : base(errors.Count > 0 ? errors[0].Message : throw new ArgumentException("A fault needs an error.", nameof(errors))) =>
        Errors = errors;

    /// <summary>At least one error.</summary>
    public IReadOnlyList<OperationError> Errors { get; }
}
