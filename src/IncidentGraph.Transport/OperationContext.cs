using System.Security.Claims;
using IncidentGraph.Transport.Telemetry;

namespace IncidentGraph.Transport;

/// <summary>What surrounds an operation.</summary>
/// <param name="User">Who asks; anonymous if nobody was authenticated.</param>
/// <param name="Allowed">
/// The kinds that this exchange can carry. Another kind is <see cref="OperationOutcome.Refused"/> with status 405 and
/// <see cref="ErrorCodes.MethodNotAllowed"/>: a GET must not mutate, and a stream needs a transport that streams.
/// </param>
/// <param name="LastEventId">
/// Where a client of an event stream left off (HTML, "Server-sent events": <c>Last-Event-ID</c>). Never empty; it wins over a cursor in the operation.
/// </param>
public sealed record OperationContext(ClaimsPrincipal User, OperationKinds Allowed, string? LastEventId = null)
{
    /// <summary>Where it came from.</summary>
    public OperationOrigin Origin { get; init; } = OperationOrigin.Unknown;

    /// <summary>Where the executor says what the operation is, for spans and metrics.</summary>
    public OperationTrace Trace
    {
        get => field ??= new();
        init;
    }
}
