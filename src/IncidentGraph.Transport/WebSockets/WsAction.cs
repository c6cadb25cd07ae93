using System.Text.Json;
using IncidentGraph.Transport.Execution;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>What the protocol wants done.</summary>
internal abstract record WsAction
{
    private WsAction()
    {
    }

    /// <summary>Send a text message. One that belongs to an operation is dropped if the operation is cancelled before its turn.</summary>
    public sealed record Send(ReadOnlyMemory<byte> Json, LiveOperation? Owner = null) : WsAction
    {
        /// <summary>What the operation was refused with before it began; null for anything else.</summary>
        public string? RefusalCode { get; init; }
    }

    /// <summary>Close the socket. Everything that still runs on it is over.</summary>
    public sealed record Close(CloseCode Code, string Reason) : WsAction;

    /// <summary>The peer is dead: drop the connection without a close frame.</summary>
    public sealed record Abort : WsAction;

    /// <summary>Judge the payload of <c>connection_init</c>, then tell <see cref="WsProtocol.Accept"/> or <see cref="WsProtocol.Refuse"/>.</summary>
    public sealed record Authenticate(JsonElement? Payload) : WsAction;

    /// <summary>Judge what a <c>ping</c> brought, then tell <see cref="WsProtocol.Renewed"/> or close.</summary>
    public sealed record Renew(JsonElement Payload) : WsAction;

    /// <summary>Start an operation, and tell <see cref="WsProtocol.Release"/> when nothing of it runs any more.</summary>
    public sealed record Start(LiveOperation Operation, OperationRequest Request) : WsAction;

    /// <summary>Stop an operation that the client completed.</summary>
    public sealed record Cancel(LiveOperation Operation) : WsAction;
}
