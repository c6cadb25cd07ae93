using System.Net.WebSockets;
using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Live;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Live;

public sealed class EndingTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task When_the_token_expires_the_socket_closes_and_the_event_stream_ends_without_completing()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var token = Persona.Token(Arrange.Unique("ada"), Persona.Viewer, validFor: TimeSpan.FromSeconds(3));
        await using var socket = await LiveSocket.Open(server.Address, token);
        await socket.Subscribe(Documents.Events);
        await using var stream = await LiveEvents.Open(server.Http, token, Documents.IncidentsChanged);

        Assert.Equal((WebSocketCloseStatus)4403, await socket.Closed());
        Assert.Null(await stream.NextEvent());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_server_that_stops_sends_its_clients_elsewhere_and_they_miss_nothing(DatabaseProvider provider)
    {
        await using var home = await TestServer.StartAsync(provider);
        await using var server = home.Twin();
        var client = server.As("ada", Persona.Responder);
        var declared = await client.Declare();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var events = await socket.Subscribe(Documents.Events, new { after = declared.Cursor });
        await using var stream = await LiveEvents.Open(server.Http, client.Token, Documents.Events, new { after = declared.Cursor });
        await client.Mutate("acknowledgeIncident", new { id = declared.Id });
        var last = await events.Next();
        await stream.Next();

        var stopping = server.StopAsync();

        Assert.Equal((WebSocketCloseStatus)1012, await socket.Closed());
        Assert.False(events.HasMessage); // neither error nor complete
        Assert.Null(await stream.NextEvent());
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
        var elsewhere = home.As("ada", Persona.Responder);
        await elsewhere.Mutate("resolveIncident", new { id = declared.Id });
        await using var again = await LiveSocket.Open(home.Address, elsewhere.Token);
        var next = await (await again.Subscribe(Documents.Events, new { after = last.Cursor() })).Next();
        Assert.Equal(("IncidentResolved", last.Cursor()), (next.Happened(), next.Previous()));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_reader_that_does_not_read_is_ended_with_its_last_cursor_and_its_siblings_go_on(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(
            provider, clock: null, ("Live:MostPending", "25"), ("Live:CatchUpWithin", "00:00:00"));
        var client = server.As("ada", Persona.Responder);
        var (noisy, quiet) = (await client.Declare(), await client.Declare());
        await using var socket = await LiveSocket.Open(server.Address, client.Token, receiveBuffer: 4096);
        var slow = await socket.Subscribe(Heavy(), new { after = quiet.Cursor });
        var sibling = await socket.Subscribe(Documents.IncidentChanged, new { id = quiet.Id, after = quiet.Cursor });
        await client.Mutate("acknowledgeIncident", new { id = quiet.Id });
        Assert.Equal("IncidentAcknowledged", (await sibling.Next()).Happened()); // both are live now
        await slow.Next();

        await Note(server, noisy.Number, 300);
        var (error, before) = await slow.Error();

        Assert.Equal("SLOW_CONSUMER", error.Text("code"));
        Assert.InRange(before.Count, 1, 299);
        Assert.Equal(before[^1].Cursor(), error.Text("cursor"));
        await client.Mutate("resolveIncident", new { id = quiet.Id });
        Assert.Equal("IncidentResolved", (await sibling.Next()).Happened());
        var rest = await socket.Subscribe(Documents.Events, new { after = error.Text("cursor") });
        var logged = await client.Logged(error.Text("cursor"));
        Assert.Equal(logged, (await rest.Next(logged.Count)).Select(m => m.EventId()));
        Assert.Equal(300 + 1, before.Count + logged.Count);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task One_commit_of_more_than_may_be_pending_ends_no_reader(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider, clock: null, ("Live:MostPending", "25"), ("Live:RecentEvents", "50"));
        var client = server.As("ada", Persona.Responder);
        var declared = await client.Declare();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var events = await socket.Subscribe(Documents.Events, new { after = declared.Cursor });
        await client.Mutate("acknowledgeIncident", new { id = declared.Id });
        Assert.Equal("IncidentAcknowledged", (await events.Next()).Happened()); // it is live now

        await Note(server, declared.Number, 300, perCommit: 300);

        var logged = (await client.Logged(declared.Cursor))[1..];
        Assert.Equal(300, logged.Count);
        Assert.Equal(logged, (await events.Next(300)).Select(m => m.EventId()));
    }

    [Fact]
    public void A_reader_is_too_slow_when_it_has_been_too_far_behind_for_too_long_and_never_while_it_catches_up_at_first()
    {
        var clock = new FakeTimeProvider();
        var lag = new Lag(new LiveOptions { MostPending = 10, CatchUpWithin = TimeSpan.FromSeconds(30) }, clock);

        clock.Advance(TimeSpan.FromHours(1));
        Assert.False(lag.IsTooMuch(5000)); // it replays
        lag.CaughtUp();
        Assert.False(lag.IsTooMuch(5000)); // one commit
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(lag.IsTooMuch(4000));
        Assert.False(lag.IsTooMuch(10)); // near again
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(lag.IsTooMuch(11));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(lag.IsTooMuch(11));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Catching_up_with_more_than_may_be_pending_is_not_slow(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(
            provider, clock: null, ("Live:MostPending", "5"), ("Live:RecentEvents", "50"));
        var client = server.As("ada", Persona.Responder);
        var declared = await client.Declare();
        await Note(server, declared.Number, 120);
        await using var socket = await LiveSocket.Open(server.Address, client.Token);

        var logged = await client.Logged(declared.Cursor);
        var fromHistory = await socket.Subscribe(Documents.Events, new { after = declared.Cursor });
        var seen = await fromHistory.Next(120);
        var fromMemory = await socket.Subscribe(Documents.Events, new { after = seen[80].Cursor() });

        Assert.Equal(logged, seen.Select(m => m.EventId()));
        Assert.Equal(logged[81..], (await fromMemory.Next(39)).Select(m => m.EventId()));
    }

    [Fact]
    public async Task An_operation_that_the_client_completes_says_nothing_more()
    {
        var server = await servers.On(DatabaseProvider.Sqlite);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var declared = await client.Declare();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var (left, kept) = (
            await socket.Subscribe(Documents.IncidentChanged, new { id = declared.Id, after = declared.Cursor }),
            await socket.Subscribe(Documents.IncidentChanged, new { id = declared.Id, after = declared.Cursor }));

        await left.Complete();
        await socket.Query("{ eventCursor }"); // the socket has read the completion
        await client.Mutate("acknowledgeIncident", new { id = declared.Id });
        await kept.Next();
        await client.Mutate("resolveIncident", new { id = declared.Id });
        await kept.Next();

        Assert.False(left.HasMessage);
    }

    /// <summary>A message of some 100 KB for each note.</summary>
    private static string Heavy()
    {
        var fields = string.Join(' ', Enumerable.Range(0, 50).Select(i => $"n{i}: note"));
        return $"subscription($after: String) {{ events(after: $after) {{ cursor event {{ ... on TimelineNoteAdded {{ {fields} }} }} }} }}";
    }

    /// <summary>Twenty in each commit: fast enough for a socket that accepts nothing to be kept meanwhile.</summary>
    private static async Task Note(TestServer server, long incident, int times, int perCommit = 20)
    {
        var commit = server.Services.GetRequiredService<Commit>();
        var notes = new Command
        {
            By = Caller.System,
            Decide = async (work, ct) =>
            {
                var noted = (await work.IncidentAsync(incident, ct))!; // it was declared
                for (var i = 0; i < perCommit; i++)
                    Assert.Empty(noted.AddNote(work.Act, new string('x', 2000)));
                return Decision.Accepted(EntityRef.Of("Incident", incident));
            },
        };
        for (var i = 0; i < times; i += perCommit)
            Assert.True((await commit.RunAsync(notes, CancellationToken.None)).IsAccepted);
    }
}
