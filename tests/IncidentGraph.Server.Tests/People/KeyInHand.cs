using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.People;

/// <summary>An API key with the secret that its answer showed.</summary>
internal sealed record KeyInHand(string Id, string Prefix, string Secret)
{
    public static Task<KeyInHand> Of(TestServer server, params string[] scopes) => Of(server, null, scopes);

    public static async Task<KeyInHand> Of(TestServer server, DateTimeOffset? expiresAt, params string[] scopes)
    {
        var created = await server.As("gives-keys", Persona.Admin).Mutate(
            "createApiKey", new { name = Arrange.Unique("Key"), scopes, expiresAt }, "apiKey { id prefix } secret");
        return new KeyInHand(created["apiKey"].Text("id"), created["apiKey"].Text("prefix"), created.Json.Text("secret"));
    }

    public GraphQLClient Client(TestServer server) => new(server.Http, Secret);

    public Task<Payload> Revoke(TestServer server) =>
        server.As("gives-keys", Persona.Admin).Mutate("revokeApiKey", new { id = Id, reason = "Found in a log" }, "apiKey { id isActive }");

    /// <summary>What a socket is closed with that brings this secret.</summary>
    public static async Task<(WebSocketCloseStatus?, string?)> Knock(TestServer server, string secret)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        var hello = JsonSerializer.Serialize(new { type = "connection_init", payload = new { Authorization = $"Bearer {secret}" } });
        await socket.SendAsync(Encoding.UTF8.GetBytes(hello), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await socket.ReceiveAsync(new byte[1024], CancellationToken.None);
        return (socket.CloseStatus, socket.CloseStatusDescription);
    }
}
