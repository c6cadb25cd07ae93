using System.Text.Json;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

internal sealed class SocketConversation(LiveSocket socket) : LiveConversation
{
    public override async Task<Func<Task<JsonElement?>>> Follow(string query, object? variables = null)
    {
        var operation = await socket.Subscribe(query, variables);
        return async () => Response((await operation.NextMessage())!.Value); // the server closes none of these sockets
    }

    public override async ValueTask DisposeAsync()
    {
        await socket.DisposeAsync();
        await base.DisposeAsync();
    }

    private static JsonElement? Response(JsonElement message) => message.Text("type") switch
    {
        "next" => message.GetProperty("payload"),
        "error" => JsonSerializer.SerializeToElement(new { errors = message.GetProperty("payload") }),
        _ => null,
    };
}
