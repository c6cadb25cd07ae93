using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Auth;

public sealed class SocketAuthenticationTests
{
    private const WebSocketCloseStatus Forbidden = (WebSocketCloseStatus)4403;

    [Theory]
    [InlineData("""{"Authorization":"Bearer TOKEN"}""")]
    [InlineData("""{"authorization":"Bearer TOKEN"}""")]
    [InlineData("""{"headers":{"Authorization":"Bearer TOKEN"}}""")]
    public async Task A_token_in_the_payload_says_who_is_behind_the_socket(string payload)
    {
        await using var door = await Door.ProductionAsync(TestTokens.Settings);
        using var socket = await ConnectAsync(door, payload.Replace("TOKEN", TestTokens.Mint("ada")));

        Assert.Equal("connection_ack", (await ReceiveAsync(socket)).GetProperty("type").GetString());
        Assert.Equal("ada", await AskAsync(socket));
    }

    [Theory]
    [InlineData("""{"Authorization":"Bearer TOKEN"}""", "not valid")]
    [InlineData("""{"headers":{"Authorization":"Basic YTpi"}}""", "bearer token")]
    [InlineData("""{"Authorization":7}""", "must be a string")]
    public async Task Bad_credentials_close_the_socket_as_forbidden_even_where_the_demo_viewer_would_do(string payload, string reason)
    {
        await using var door = await Door.DevelopmentAsync(TestTokens.Settings);
        var forged = TestTokens.Mint(key: RandomNumberGenerator.GetBytes(32));
        using var socket = await ConnectAsync(door, payload.Replace("TOKEN", forged));

        await socket.ReceiveAsync(new byte[4096], CancellationToken.None);

        Assert.Equal(Forbidden, socket.CloseStatus);
        Assert.Contains(reason, socket.CloseStatusDescription);
    }

    [Fact]
    public async Task Without_credentials_the_caller_of_the_handshake_stays()
    {
        await using var development = await Door.DevelopmentAsync();
        await using var production = await Door.ProductionAsync(TestTokens.Settings);

        foreach (var (door, expected) in new[] { (development, "demo-viewer"), (production, "nobody") })
        {
            using var socket = await ConnectAsync(door, "{}");
            await ReceiveAsync(socket);
            Assert.Equal(expected, await AskAsync(socket));
        }
    }

    [Fact]
    public async Task When_the_token_expires_the_socket_is_closed()
    {
        await using var door = await Door.ProductionAsync(TestTokens.Settings);
        using var socket = await ConnectAsync(door, $$"""{"Authorization":"Bearer {{TestTokens.Mint(validFor: TimeSpan.FromSeconds(1))}}"}""");

        await ReceiveAsync(socket);
        await socket.ReceiveAsync(new byte[4096], CancellationToken.None);

        Assert.Equal(Forbidden, socket.CloseStatus);
    }

    [Fact]
    public async Task The_token_of_a_ping_takes_the_place_of_the_former_one()
    {
        await using var door = await Door.ProductionAsync(TestTokens.Settings);
        using var socket = await ConnectAsync(door, $$"""{"Authorization":"Bearer {{TestTokens.Mint()}}"}""");
        await ReceiveAsync(socket);

        await PingAsync(socket, TestTokens.Mint(validFor: TimeSpan.FromSeconds(1)));
        await UntilClosedAsync(socket);

        Assert.Equal(Forbidden, socket.CloseStatus);
        Assert.Equal("The credentials have expired", socket.CloseStatusDescription);
    }

    [Fact]
    public async Task The_token_of_a_ping_is_the_same_users_in_the_same_role_or_the_socket_is_closed()
    {
        await using var door = await Door.ProductionAsync(TestTokens.Settings);
        string[] tokens =
        [
            TestTokens.Mint("eve"),
            TestTokens.Mint("ada", claims: new() { ["roles"] = new[] { "admin" } }),
            TestTokens.Mint("ada", key: RandomNumberGenerator.GetBytes(32)),
            "",
        ];
        foreach (var token in tokens)
        {
            using var socket = await ConnectAsync(door, $$"""{"Authorization":"Bearer {{TestTokens.Mint("ada")}}"}""");
            await ReceiveAsync(socket);
            await PingAsync(socket, TestTokens.Mint("ada"));
            Assert.Equal("pong", (await ReceiveAsync(socket)).GetProperty("type").GetString());
            Assert.Equal("ada", await AskAsync(socket));

            await PingAsync(socket, token);
            await UntilClosedAsync(socket);

            Assert.Equal(Forbidden, socket.CloseStatus);
        }
    }

    private static Task PingAsync(ClientWebSocket socket, string token) =>
        SendAsync(socket, $$$"""{"type":"ping","payload":{"Authorization":"Bearer {{{token}}}"}}""");

    private static async Task UntilClosedAsync(ClientWebSocket socket)
    {
        while ((await socket.ReceiveAsync(new byte[4096], CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(Door door, string payload)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(door.Address) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        await SendAsync(socket, $$"""{"type":"connection_init","payload":{{payload}}}""");
        return socket;
    }

    private static async Task<string?> AskAsync(ClientWebSocket socket)
    {
        await SendAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"{ subject }"}}""");
        var next = await ReceiveAsync(socket);
        return next.GetProperty("payload").GetProperty("data").GetProperty("subject").GetString();
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        return JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement;
    }
}
