using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.Telemetry;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>One operation's way to its socket.</summary>
internal sealed class WsSink(WsConnection connection, LiveOperation operation) : IOperationSink
{
    public string Transport => TransportTelemetry.WebSocket;

    public ValueTask AnswerAsync(ReadOnlyMemory<byte> json, CancellationToken ct) =>
        connection.SayAsync(protocol => protocol.Answer(operation, json), ct);

    public ValueTask NextAsync(StreamItem item, CancellationToken ct) =>
        connection.SayAsync(protocol => protocol.Next(operation, item.Json), ct);

    public ValueTask RefuseAsync(OperationOutcome.Refused refused, CancellationToken ct) =>
        connection.SayAsync(protocol => protocol.Fail(operation, refused.Errors), ct);

    public ValueTask CompleteAsync(CancellationToken ct) => connection.SayAsync(protocol => protocol.Complete(operation), ct);
}
