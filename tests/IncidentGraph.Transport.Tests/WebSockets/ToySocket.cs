using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Tests.Toy;

namespace IncidentGraph.Transport.Tests.WebSockets;

/// <summary>A client that says exactly what it is told to.</summary>
public sealed class ToySocket : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public ClientWebSocket Socket { get; } = new();

    public static async Task<ToySocket> ConnectAsync(ToyServer server, string[]? subprotocols = null, string? origin = null)
    {
        var socket = new ToySocket();
        foreach (var name in subprotocols ?? ["graphql-transport-ws"])
            socket.Socket.Options.AddSubProtocol(name);
        if (origin is not null)
            socket.Socket.Options.SetRequestHeader("Origin", origin);
        await socket.Socket.ConnectAsync(server.SocketEndpoint, CancellationToken.None).WaitAsync(Patience);
        return socket;
    }

    public static async Task<ToySocket> AcknowledgedAsync(ToyServer server, string init = """{"type":"connection_init"}""")
    {
        var socket = await ConnectAsync(server);
        await socket.SendAsync(init);
        Assert.Equal("""{"type":"connection_ack"}""", await socket.ReadAsync());
        return socket;
    }

    public Task SendAsync(string text) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).WaitAsync(Patience);

    public Task SubscribeAsync(string id, string query) =>
        SendAsync(new JsonObject { ["id"] = id, ["type"] = "subscribe", ["payload"] = new JsonObject { ["query"] = query } }.ToJsonString());

    /// <summary>The next message; a close is a failure.</summary>
    public async Task<string> ReadAsync()
    {
        var text = await TryReadAsync();
        return text ?? throw new InvalidOperationException($"The socket was closed: {Socket.CloseStatus} {Socket.CloseStatusDescription}");
    }

    /// <summary>The close frame, whatever comes before it.</summary>
    public async Task<(int Code, string? Reason)> ReadCloseAsync()
    {
        while (await TryReadAsync() is not null)
        {
        }

        await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Patience);
        return ((int)Socket.CloseStatus!.Value, Socket.CloseStatusDescription);
    }

    public void Dispose() => Socket.Dispose();

    private async Task<string?> TryReadAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var read = await Socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience);
            if (read.MessageType == WebSocketMessageType.Close)
                return null;
            await message.WriteAsync(buffer.AsMemory(0, read.Count));
            if (read.EndOfMessage)
                return Encoding.UTF8.GetString(message.ToArray());
        }
    }
}
