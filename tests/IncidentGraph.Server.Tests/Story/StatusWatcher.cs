using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Story;

/// <summary>Somebody who only watches: a socket with one subscription, left open from before the incident until it is closed.</summary>
internal sealed class StatusWatcher : IAsyncDisposable
{
    private const string Changes = """
        subscription($after: String) {
          incidentsChanged(after: $after) {
            cursor previousCursor match
            event { id type summary }
            incident { status version }
          }
        }
        """;

    private readonly LiveSocket _socket;
    private readonly LiveOperation _operation;

    private StatusWatcher(LiveSocket socket, LiveOperation operation, string after)
    {
        _socket = socket;
        _operation = operation;
        After = after;
    }

    public string After { get; }

    public static async Task<StatusWatcher> Open(TestServer server)
    {
        var token = Persona.Token("vera", Persona.Viewer, validFor: TimeSpan.FromDays(7));
        var after = await new GraphQLClient(server.Http, token).EventCursor();
        var socket = await LiveSocket.Open(server.Address, token);
        return new StatusWatcher(socket, await socket.Subscribe(Changes, new { after }), after);
    }

    /// <summary>Everything that was pushed, up to the closing of the incident.</summary>
    public async Task<IReadOnlyList<JsonElement>> SawUntilClosed()
    {
        var seen = new List<JsonElement>();
        do
            seen.Add(await _operation.Next());
        while (seen[^1].GetProperty("event").Text("type") != "INCIDENT_CLOSED");
        return seen;
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
