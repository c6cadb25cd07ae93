using IncidentGraph.Transport.Http;
using Microsoft.AspNetCore.Http;

namespace IncidentGraph.Transport.WebSockets;

/// <summary>Accepts sockets. One that offers no known sub-protocol is accepted too, to be told so by its close code.</summary>
internal sealed class WebSocketTransport(WsServices services)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (services.Drain.Token.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var place = services.Connections.Enter(http);
        if (place is null)
        {
            await HttpAnswer.RefuseAsync(http, services.Metrics, MediaType.Json, services.Connections.Refusal);
            return;
        }

        var subprotocol = Subprotocol.Choose(http.WebSockets.WebSocketRequestedProtocols);
        // The protocol has pings of its own.
        var handshake = new WebSocketAcceptContext { SubProtocol = subprotocol, KeepAliveInterval = Timeout.InfiniteTimeSpan };
        using var socket = await http.WebSockets.AcceptWebSocketAsync(handshake);
        using var connection = new WsConnection(socket, http, place, services);
        await connection.RunAsync(subprotocol is not null);
    }
}
