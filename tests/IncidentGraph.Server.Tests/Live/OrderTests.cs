using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Live;

public sealed class OrderTests(Servers servers) : IClassFixture<Servers>
{
    private const int Writers = 4;
    private const int Writes = 15;

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Every_event_comes_once_in_order_and_chained_to_the_one_before(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var after = (await client.Declare()).Cursor;
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var events = await socket.Subscribe(Documents.Events, new { after });

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Write(client)));
        var logged = await client.Logged(after);
        var seen = await events.Next(logged.Count);

        Assert.Equal(logged, seen.Select(m => m.EventId()));
        Documents.AssertChained(seen, after);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Resuming_while_writers_go_at_full_rate_leaves_no_gap_and_no_duplicate(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var after = (await client.Declare()).Cursor;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Write(client)));

        var seen = new List<JsonElement>();
        for (var cut = 0; cut < 8; cut++)
            seen.AddRange(await Follow(server, client, seen.Count == 0 ? after : seen[^1].Cursor(), 7));
        await writing;
        var logged = await client.Logged(after);
        seen.AddRange(await Follow(server, client, seen[^1].Cursor(), logged.Count - seen.Count));

        Assert.Equal(logged, seen.Select(m => m.EventId()));
        Documents.AssertChained(seen, after);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task From_the_origin_the_whole_log_is_replayed(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("root"), Persona.Admin);
        var declared = await client.Declare();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);

        var events = await socket.Subscribe(Documents.Events, new { after = "origin" });
        var logged = await client.Logged("origin");
        var seen = await events.Next(logged.Count);

        Assert.Equal(logged, seen.Select(m => m.EventId()));
        Assert.Contains(seen, m => m.Cursor() == declared.Cursor);
        Documents.AssertChained(seen, "origin");
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_pushed_can_be_queried_at_that_version(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var declared = await client.Declare();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var changes = await socket.Subscribe(Documents.IncidentChanged, new { id = declared.Id, after = declared.Cursor });
        var writing = Notes(client, declared.Id);

        for (var i = 0; i < Writes; i++)
        {
            var change = await changes.Next();
            var version = change.GetProperty("event").Int("version");
            var now = await client.Query("query($id: ID!) { incident(id: $id) { version } }", new { id = declared.Id });
            Assert.True(now.GetProperty("incident").Int("version") >= version);
            Assert.True(change.GetProperty("incident").Int("version") >= version);
            Assert.Equal("STAYED", change.Text("match"));
        }

        await writing;
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_query_and_a_subscription_after_its_cursor_have_no_gap_between_them(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var declared = await client.Declare();
        var writing = Notes(client, declared.Id);

        const string query = "query($id: ID!) { incident(id: $id) { version } eventCursor }";
        var asked = await client.Query(query, new { id = declared.Id });
        var version = asked.GetProperty("incident").Int("version");
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var changes = await socket.Subscribe(Documents.IncidentChanged, new { id = declared.Id, after = asked.Text("eventCursor") });
        await writing;
        await client.Mutate("resolveIncident", new { id = declared.Id });

        var versions = new List<int>();
        JsonElement change;
        do
        {
            change = await changes.Next();
            versions.Add(change.GetProperty("event").Int("version"));
        }
        while (change.Happened() != "IncidentResolved");
        Assert.True(versions[0] <= version + 1, "An event between the query and the subscription is missing.");
        Assert.Equal(Enumerable.Range(versions[0], versions.Count), versions);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_mutation_cursor_stands_after_its_own_events(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var declared = await client.Declare();
        var noted = await client.Mutate("addTimelineNote", new { id = declared.Id, note = "First" });
        await client.Mutate("acknowledgeIncident", new { id = declared.Id });
        await using var socket = await LiveSocket.Open(server.Address, client.Token);

        var changes = await socket.Subscribe(Documents.IncidentChanged, new { number = declared.Number, after = noted.Cursor });

        Assert.Equal("IncidentAcknowledged", (await changes.Next()).Happened());
    }

    private static async Task Write(GraphQLClient client)
    {
        var declared = await client.Declare();
        await Notes(client, declared.Id);
    }

    private static async Task Notes(GraphQLClient client, string id)
    {
        for (var i = 0; i < Writes; i++)
            (await client.Mutate("addTimelineNote", new { id, note = $"Note {i}" })).Accepted();
    }

    private static async Task<IReadOnlyList<JsonElement>> Follow(TestServer server, GraphQLClient client, string after, int count)
    {
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        return await (await socket.Subscribe(Documents.Events, new { after })).Next(count);
    }
}
