using System.Text.Json;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

/// <summary>An event stream for each operation, opened by its address alone; the token is in a header, as programs can send it.</summary>
internal sealed class EventSourceConversation(HttpClient http, string? token) : LiveConversation
{
    private readonly List<LiveEvents> _streams = [];

    public override Task<JsonElement> Ask(string query, object? variables = null) =>
        OperationAddress.AskAsync(new GraphQLClient(http, token), query, variables, GetAsync);

    public override async Task<Func<Task<JsonElement?>>> Follow(string query, object? variables = null)
    {
        var stream = await LiveEvents.OpenAddress(http, OperationAddress.Of(query, variables), token: token);
        _streams.Add(stream);
        return stream.NextResponse;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams)
            await stream.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<JsonElement> GetAsync(string address)
    {
        await using var stream = await LiveEvents.OpenAddress(http, address, token: token);
        return await stream.NextResponse() ?? throw new InvalidOperationException("It has ended without an answer.");
    }
}
