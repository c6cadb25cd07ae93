using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.People;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Live;

/// <summary>What somebody may know of is decided in SQL, where the log is read, and in memory, where it is pushed: alike.</summary>
public sealed class SightTests
{
    private const string Follow = "subscription($after: String) { events(after: $after) { event { id __typename summary incident { number } } } }";
    private const string Read = "query($after: String) { events(first: 100, after: $after) { nodes { id __typename summary incident { number } } pageInfo { hasNextPage endCursor } } }";

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_log_and_replays_from_it_and_from_memory_show_everybody_the_same(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await using var forgetful = server.Twin(clock: null, ("Live:RecentEvents", "1"));
        var admin = server.As("root", Persona.Admin);
        var cast = await Cast(server);
        var after = await admin.EventCursor();
        await Happen(server, admin, new Random(20260301));
        var last = (await admin.Mutate("declareIncident", new { title = "The end", symptoms = new[] { "x" }, severityId = "2" }, "incident { number }")).Accepted();
        await forgetful.As("root", Persona.Admin).Query("{ eventCursor }");

        var stories = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (who, client) in cast)
        {
            var logged = await Logged(client, after);
            Assert.Equal((who, logged), (who, await Replayed(server, client, after)));
            Assert.Equal((who, logged), (who, await Replayed(forgetful, client, after)));
            stories.Add(logged);
        }

        Assert.NotNull(last.Cursor);
        Assert.Equal(cast.Count, stories.Count); // each sees something that others do not, or misses something
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_happens_to_api_keys_is_told_to_admins_only(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var (admin, publisher) = (server.As("root", Persona.Admin), server.As("paula", Persona.Publisher));
        await publisher.Join();
        var (strong, weak) = (await KeyInHand.Of(server, "ADMIN"), await KeyInHand.Of(server, "PUBLISH", "PRIVATE"));
        GraphQLClient[] told = [admin, strong.Client(server)];
        GraphQLClient[] untold = [publisher, weak.Client(server)];
        var after = await admin.EventCursor();
        var sockets = await Task.WhenAll(told.Concat(untold).Select(c => LiveSocket.Open(server.Address, c.Token)));
        var streams = await Task.WhenAll(sockets.Select(s => s.Subscribe(Documents.Events, new { after })));

        await (await KeyInHand.Of(server, "READ")).Revoke(server);
        var marker = await admin.Declare();

        foreach (var stream in streams[..2])
            Assert.Equal(["ApiKeyCreated", "ApiKeyRevoked", "IncidentDeclared"], (await stream.Next(3)).Select(m => m.Happened()));
        foreach (var stream in streams[2..])
            Assert.Equal(marker.Number, (await stream.Next()).GetProperty("event").GetProperty("incident").Int("number"));
        var ids = (await admin.Query("query($after: String) { events(after: $after) { nodes { id } } }", new { after }))
            .GetProperty("events").GetProperty("nodes").EnumerateArray().Select(e => e.Text("id")).ToList();
        foreach (var client in untold)
        {
            var nodes = (await client.Query("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids })).GetProperty("nodes").EnumerateArray();
            Assert.Equal([JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Object], nodes.Select(n => n.ValueKind));
        }

        foreach (var socket in sockets)
            await socket.DisposeAsync();
    }

    private static async Task<IReadOnlyList<(string Who, GraphQLClient Client)>> Cast(TestServer server)
    {
        var cast = new List<(string, GraphQLClient)>();
        foreach (var name in (string[])["ann", "bob", "cleo"]) // in and out of private incidents
            cast.Add((name, server.As(name, Persona.Responder)));
        cast.Add(("stranger", server.As("stranger", Persona.Publisher)));
        foreach (var (_, client) in cast)
            await client.Join();
        cast.Add(("root", server.As("root", Persona.Admin)));
        cast.Add(("key ADMIN", (await KeyInHand.Of(server, "ADMIN")).Client(server)));
        cast.Add(("key READ+PRIVATE", (await KeyInHand.Of(server, "READ", "PRIVATE")).Client(server)));
        return cast;
    }

    /// <summary>People come and go in incidents that turn private and public; keys are made and revoked.</summary>
    private static async Task Happen(TestServer server, GraphQLClient admin, Random random)
    {
        string[] people = ["ann", "bob", "cleo"];
        var incidents = new List<Declared>();
        for (var i = 0; i < 4; i++)
            incidents.Add(await server.As(people[i % 3], Persona.Responder).Declare(new { isPrivate = i > 1 }));
        for (var i = 0; i < 60; i++)
        {
            var (id, userId) = (incidents[random.Next(4)].Id, people[random.Next(3)]);
            await (random.Next(6) switch
            {
                0 or 1 => admin.Mutate("addIncidentParticipant", new { id, userId }),
                2 or 3 => admin.Mutate("removeIncidentParticipant", new { id, userId }),
                4 => admin.Mutate("changeIncidentVisibility", new { id, isPrivate = random.Next(3) > 0, reason = "x" }),
                _ => admin.Mutate("addTimelineNote", new { id, note = $"Note {i}" }),
            });
            if (i % 20 == 0)
                await (await KeyInHand.Of(server, "READ")).Revoke(server);
        }

        foreach (var userId in people.Take(2)) // the last word on one of them
            await admin.Mutate("removeIncidentParticipant", new { id = incidents[3].Id, userId });
    }

    private static async Task<string> Logged(GraphQLClient client, string after)
    {
        var lines = new List<string>();
        while (true)
        {
            var page = (await client.Query(Read, new { after })).GetProperty("events");
            lines.AddRange(page.GetProperty("nodes").EnumerateArray().Select(e => e.GetRawText()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                return string.Join('\n', lines);
            after = page.GetProperty("pageInfo").Text("endCursor");
        }
    }

    private static async Task<string> Replayed(TestServer server, GraphQLClient client, string after)
    {
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var stream = await socket.Subscribe(Follow, new { after });
        var lines = new List<string>();
        while (lines.Count == 0 || !lines[^1].Contains("The end", StringComparison.Ordinal))
            lines.Add((await stream.Next()).GetProperty("event").GetRawText());
        return string.Join('\n', lines);
    }
}
