using System.Text.Json;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Hosting.Conversations;

/// <summary>An event stream for each operation.</summary>
internal sealed class EventStreamConversation(HttpClient http, string? token) : LiveConversation
{
    private readonly List<LiveEvents> _streams = [];

    public override async Task<JsonElement> Ask(string query, object? variables = null)
    {
        await using var stream = await LiveEvents.Open(http, token, query, variables);
        return await stream.NextResponse() ?? throw new InvalidOperationException("It has ended without an answer.");
    }

    public override async Task<Func<Task<JsonElement?>>> Follow(string query, object? variables = null)
    {
        var stream = await LiveEvents.Open(http, token, query, variables);
        _streams.Add(stream);
        return stream.NextResponse;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams)
            await stream.DisposeAsync();
        await base.DisposeAsync();
    }
}
