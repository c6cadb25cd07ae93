using System.Net;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Telemetry;

/// <summary>A bit of everything that a server does, so that each of its metrics is there.</summary>
internal static class Work
{
    /// <summary>What the server needs to be given.</summary>
    public static (string Key, string? Value)[] Settings => [("Transport:MaxOperationsPerSocket", "1"), ("Telemetry:MetricsToken", Token)];

    public static string Token => "scraped-by-prometheus";

    /// <summary>Two operations answered, two subscriptions that go on, one refusal for each of three reasons. The open streams are the caller's.</summary>
    public static async Task<(LiveSocket Socket, LiveEvents Events)> Do(ServerProcess server)
    {
        var client = server.As("ada", Persona.Responder);
        await client.Query("query NobodyElseCallsItThat { incidents(first: 1) { totalCount } }");
        var socket = await LiveSocket.Open(server.Address, client.Token);
        var changes = await socket.Subscribe(Documents.Events);
        var events = await LiveEvents.Open(server.Http, client.Token, Documents.Events, new { after = await client.EventCursor() });
        await client.Declare();
        await changes.Next();
        await events.Next();
        Assert.Equal("TOO_MANY_OPERATIONS", await (await socket.Subscribe("{ __typename }")).ErrorCode());
        Assert.Equal("ROOT_FIELD_LIMIT", (await client.Send($"{{ {string.Concat(Enumerable.Range(0, 60).Select(i => $"a{i}: __typename "))} }}")).RefusalCode);
        Assert.Equal("UNAUTHENTICATED", (await new GraphQLClient(server.Http, "stale").Send("{ __typename }")).RefusalCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/health/ready")).StatusCode);
        return (socket, events);
    }

    public static IAsyncDisposable Closing(this (LiveSocket Socket, LiveEvents Events) open) => new Open(open.Socket, open.Events);

    private sealed class Open(LiveSocket socket, LiveEvents events) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await events.DisposeAsync();
            await socket.DisposeAsync();
        }
    }
}
