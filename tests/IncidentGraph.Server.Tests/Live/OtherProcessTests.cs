using System.Net.WebSockets;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Live;

public sealed class OtherProcessTests
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_another_node_wrote_reaches_the_subscriber(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        await using var other = server.Twin();
        var client = server.As("ada", Persona.Responder);
        var declared = await client.Declare();
        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        var changes = await socket.Subscribe(Documents.IncidentChanged, new { id = declared.Id, after = declared.Cursor });

        await other.As("ada", Persona.Responder).Mutate("acknowledgeIncident", new { id = declared.Id });

        Assert.Equal("IncidentAcknowledged", (await changes.Next()).Happened());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task After_a_kill_everything_that_was_acknowledged_is_delivered_to_who_resumes(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        string after;
        var seen = new List<JsonElement>();
        List<string> acknowledged;
        await using (var server = await ServerProcess.Start(database.Options))
        {
            var client = server.As("ada", Persona.Responder);
            after = (await client.Declare()).Cursor;
            await using var socket = await LiveSocket.Open(server.Address, client.Token);
            var events = await socket.Subscribe(Documents.Events, new { after });
            var writing = WriteUntilKilled(client, 3);
            seen.AddRange(await events.Next(20));
            await server.Kill();
            acknowledged = [.. (await Task.WhenAll(writing)).SelectMany(c => c)];
            await ReadRest(events, seen);
        }

        await using var restarted = await ServerProcess.Start(database.Options);
        var survivor = restarted.As("ada", Persona.Responder);
        await using var again = await LiveSocket.Open(restarted.Address, survivor.Token);
        var resumed = await again.Subscribe(Documents.Events, new { after = seen[^1].Cursor() });
        var marker = await survivor.Declare();
        while (seen[^1].Cursor() != marker.Cursor)
            seen.Add(await resumed.Next());

        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Except(seen.Select(m => m.Cursor())));
        Assert.Equal(await survivor.Logged(after), seen.Select(m => m.EventId()));
        Documents.AssertChained(seen, after);
    }

    /// <summary>Each writer's acknowledged cursors.</summary>
    private static Task<List<string>>[] WriteUntilKilled(GraphQLClient client, int writers) => [.. Enumerable.Range(0, writers).Select(_ => Write(client))];

    private static async Task<List<string>> Write(GraphQLClient client)
    {
        var cursors = new List<string>();
        try
        {
            while (true)
                cursors.Add((await client.Declare()).Cursor);
        }
        catch (HttpRequestException)
        {
            return cursors; // killed
        }
    }

    /// <summary>What had left the server before it was killed.</summary>
    private static async Task ReadRest(LiveOperation events, List<JsonElement> seen)
    {
        try
        {
            while (await events.NextMessage() is { } message)
                seen.Add(message.GetProperty("payload").GetProperty("data").GetProperty("events"));
        }
        catch (WebSocketException)
        {
            // A killed server says no goodbye.
        }
    }
}
