using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;

namespace IncidentGraph.Server.Tests.Story;

/// <summary>Somebody who only watches: a socket with one subscription, left open from the first day until the incident is closed.</summary>
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
    private readonly List<JsonElement> _seen = [];

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

    /// <summary>Everything that was pushed, in that order.</summary>
    public IReadOnlyList<JsonElement> Seen => _seen;

    /// <summary>Reads on until the event of that cursor has come.</summary>
    public async Task CatchUp(string cursor)
    {
        while ((_seen.Count > 0 ? _seen[^1].Cursor() : After) != cursor)
            _seen.Add(await _operation.Next());
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
