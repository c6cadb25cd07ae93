using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>
/// A client of graphql-transport-ws that reads only when it is asked to: messages of other operations are kept until their
/// turn. Not thread-safe.
/// </summary>
public sealed class LiveSocket : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly Dictionary<string, Queue<JsonElement>> _kept = new(StringComparer.Ordinal);
    private int _next;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <param name="address">Of the server.</param>
    /// <param name="token">Sent in connection_init; null sends none.</param>
    /// <param name="receiveBuffer">In bytes: a small one makes the server feel that nobody reads.</param>
    public static async Task<LiveSocket> Open(Uri address, string? token, int? receiveBuffer = null)
    {
        var client = new LiveSocket();
        client._socket.Options.AddSubProtocol("graphql-transport-ws");
        var target = new UriBuilder(address) { Scheme = "ws", Path = "/graphql" }.Uri;
        var handler = new SocketsHttpHandler { ConnectCallback = (context, ct) => ConnectTcp(context, receiveBuffer, ct) };
        await client._socket.ConnectAsync(target, new HttpMessageInvoker(handler), CancellationToken.None);
        await client.Send(new { type = "connection_init", payload = token is null ? new() : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" } });
        Assert.Equal("connection_ack", (await client.Read())!.Value.GetProperty("type").GetString());
        return client;
    }

    public async Task<LiveOperation> Subscribe(string query, object? variables = null)
    {
        var id = $"op{++_next}";
        _kept[id] = new Queue<JsonElement>();
        await Send(new { id, type = "subscribe", payload = new { query, variables } });
        return new LiveOperation(this, id);
    }

    /// <summary>A query over the socket itself.</summary>
    public async Task<JsonElement> Query(string query, object? variables = null) => await (await Subscribe(query, variables)).NextData();

    public bool HasKept(string id) => _kept[id].Count > 0;

    public Task Complete(string id) => Send(new { id, type = "complete" });

    /// <summary>The next message for an operation; null when the socket was closed before one came.</summary>
    public async Task<JsonElement?> Next(string id)
    {
        while (_kept[id].Count == 0)
        {
            if (await Read() is not { } message)
                return null;
            if (message.TryGetProperty("id", out var to))
                _kept[to.GetString()!].Enqueue(message);
        }

        return _kept[id].Dequeue();
    }

    /// <summary>Reads on until the server closes the socket.</summary>
    public async Task<WebSocketCloseStatus?> Closed()
    {
        while (await Read() is { } message)
        {
            if (message.TryGetProperty("id", out var to))
                _kept[to.GetString()!].Enqueue(message);
        }

        return CloseStatus;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<Stream> ConnectTcp(SocketsHttpConnectionContext context, int? receiveBuffer, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(context.DnsEndPoint, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private Task Send(object message) => _socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task<JsonElement?> Read()
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        var decoder = Encoding.UTF8.GetDecoder();
        var characters = new char[buffer.Length];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
                return null;
            }

            text.Append(characters, 0, decoder.GetChars(buffer, 0, received.Count, characters, 0));
            if (!received.EndOfMessage)
                continue;
            var message = JsonDocument.Parse(text.ToString()).RootElement;
            if (message.GetProperty("type").GetString() != "ping")
                return message;
            await Send(new { type = "pong" });
            text.Clear();
        }
    }
}
