using System.Text.Json;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>One operation on a socket.</summary>
public sealed class LiveOperation(LiveSocket socket, string id)
{
    /// <summary>The root field of the next message; anything but data fails the test.</summary>
    public async Task<JsonElement> Next() => (await NextData()).EnumerateObject().Single().Value;

    public async Task<JsonElement> NextData()
    {
        var message = await Message();
        Assert.True(message.GetProperty("type").GetString() == "next", message.ToString());
        var payload = message.GetProperty("payload");
        Assert.False(payload.TryGetProperty("errors", out _), message.ToString());
        return payload.GetProperty("data");
    }

    public async Task<IReadOnlyList<JsonElement>> Next(int count)
    {
        var all = new List<JsonElement>();
        while (all.Count < count)
            all.Add(await Next());
        return all;
    }

    /// <summary>The only error that ends the operation, after whatever is still on its way.</summary>
    public async Task<(JsonElement Extensions, IReadOnlyList<JsonElement> Before)> Error()
    {
        var before = new List<JsonElement>();
        while (true)
        {
            var message = await Message();
            if (message.GetProperty("type").GetString() == "error")
                return (message.GetProperty("payload")[0].GetProperty("extensions"), before);
            before.Add(message.GetProperty("payload").GetProperty("data").EnumerateObject().Single().Value);
        }
    }

    public async Task<string?> ErrorCode() => (await Error()).Extensions.GetProperty("code").GetString();

    public Task Complete() => socket.Complete(id);

    /// <summary>Whether something has come that nobody has read yet.</summary>
    public bool HasMessage => socket.HasKept(id);

    /// <summary>What has come so far and what still comes, until the socket is closed.</summary>
    public async Task<JsonElement?> NextMessage() => await socket.Next(id);

    private async Task<JsonElement> Message() =>
        await socket.Next(id) ?? throw new InvalidOperationException($"The socket was closed with {socket.CloseStatus}.");
}
