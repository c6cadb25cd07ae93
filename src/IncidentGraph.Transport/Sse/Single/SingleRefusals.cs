using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.Sse.Single;

/// <summary>Why something about a reserved stream is refused.</summary>
internal static class SingleRefusals
{
    public static OperationOutcome.Refused NoReservation { get; } = new(
        new OperationError("No event stream is reserved under this token: reserve one with PUT, and open it in time.", ErrorCodes.NotFound),
        StatusCodes.Status404NotFound);

    public static OperationOutcome.Refused NoRoom { get; } = new(
        new OperationError("No event stream can be had at present: try again.", ErrorCodes.Unavailable), StatusCodes.Status503ServiceUnavailable)
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static OperationOutcome.Refused OpenAlready { get; } = new(
        new OperationError("The reserved event stream is open already: reserve another one with PUT.", ErrorCodes.Conflict), StatusCodes.Status409Conflict);

    public static OperationOutcome.Refused NoId { get; } = new(
        new OperationError("An operation on a reserved event stream needs a string in 'extensions.operationId'.", ErrorCodes.BadRequest));

    public static OperationOutcome.Refused NoIdInQuery { get; } = new(
        new OperationError("Say in the parameter 'operationId' what to stop.", ErrorCodes.BadRequest));

    public static OperationOutcome.Refused IdTaken(string id) => new(
        new OperationError($"An operation '{id}' runs on this event stream already.", ErrorCodes.Conflict), StatusCodes.Status409Conflict);

    public static OperationOutcome.Refused TooMany(int limit) => new(
        new OperationError($"A reserved event stream may run {limit} operations at a time.", ErrorCodes.TooManyOperations),
        StatusCodes.Status429TooManyRequests);
}
