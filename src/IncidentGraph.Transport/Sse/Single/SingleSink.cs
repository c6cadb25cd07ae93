using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Responses;
using IncidentGraph.Transport.Telemetry;

namespace IncidentGraph.Transport.Sse.Single;

/// <summary>One operation's way to the reserved stream. It waits until that is open, and then for the client to take the bytes.</summary>
internal sealed class SingleSink(Reservation reservation, LiveOperation operation) : IOperationSink
{
    public string Transport => TransportTelemetry.Sse;

    public ValueTask AnswerAsync(ReadOnlyMemory<byte> json, CancellationToken ct) => EndAsync(SingleFrames.Next(operation.Id, json), ct);

    public ValueTask NextAsync(StreamItem item, CancellationToken ct) => SayAsync(SingleFrames.Next(operation.Id, item.Json), ct);

    public ValueTask RefuseAsync(OperationOutcome.Refused refused, CancellationToken ct)
    {
        if (refused.StatusCode != 503)
            return EndAsync(SingleFrames.Next(operation.Id, ErrorResponse.Write(refused.Errors)), ct);
        // The client comes back with all its operations.
        reservation.End();
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken ct) => EndAsync(default, ct);

    private ValueTask EndAsync(ReadOnlyMemory<byte> last, CancellationToken ct)
    {
        reservation.Complete(operation);
        return SayAsync((byte[])[.. last.Span, .. SingleFrames.Complete(operation.Id).Span], ct);
    }

    private async ValueTask SayAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var connection = await reservation.ConnectionAsync(ct);
        await connection.SayAsync(() => operation.IsCancelled ? default : bytes, ct);
    }
}
