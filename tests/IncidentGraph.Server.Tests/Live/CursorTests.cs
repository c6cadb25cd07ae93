using System.Security.Cryptography;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Data.Logs;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Live;

public sealed class CursorTests(Servers servers) : IClassFixture<Servers>
{
    private static readonly string[] Subscriptions = [Documents.Events, Documents.IncidentsChanged];

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_no_cursor_of_this_log_is_refused(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var declared = await client.Declare();
        var foreign = new CursorCodec(RandomNumberGenerator.GetBytes(8), RandomNumberGenerator.GetBytes(32)).Write(1);
        var codec = await server.Services.GetRequiredService<CursorCodecSource>().GetAsync(CancellationToken.None);
        string[] wrong = ["", "nonsense", $"{declared.Cursor}x", declared.Cursor[..^1], foreign, codec.Write(1_000_000)];

        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        foreach (var after in wrong)
        {
            foreach (var document in Subscriptions)
                Assert.Equal("CURSOR_INVALID", await (await socket.Subscribe(document, new { after })).ErrorCode());
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_is_older_than_the_window_has_expired_but_can_still_be_queried(DatabaseProvider provider)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(provider, clock, ("Live:ResumeWindow", "01:00:00"));
        var client = new GraphQLClient(server.Http, Persona.Token("ada", Persona.Responder, TimeSpan.FromDays(1)));
        var first = await client.Declare();
        var second = await client.Declare();
        clock.Advance(TimeSpan.FromHours(2));
        var last = await client.Declare();

        await using var socket = await LiveSocket.Open(server.Address, client.Token);
        foreach (var after in new[] { "origin", first.Cursor })
            Assert.Equal("CURSOR_EXPIRED", await (await socket.Subscribe(Documents.Events, new { after })).ErrorCode());
        Assert.Equal(2, (await client.Logged(first.Cursor)).Count);

        var resumed = await socket.Subscribe(Documents.Events, new { after = second.Cursor });
        Assert.Equal(last.Cursor, (await resumed.Next()).Cursor());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task On_an_event_stream_each_id_is_the_cursor_and_the_last_one_wins_over_after(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);
        var declared = await client.Declare();
        var noted = await client.Mutate("addTimelineNote", new { id = declared.Id, note = "Seen before the cut" });
        await client.Mutate("acknowledgeIncident", new { id = declared.Id });
        var variables = new { id = declared.Id, after = declared.Cursor };

        await using var stream = await LiveEvents.Open(server.Http, client.Token, Documents.IncidentChanged, variables);
        var (id, change) = await stream.Next();
        Assert.Equal(noted.Cursor, id);
        Assert.Equal(noted.Cursor, change.Cursor());
        Assert.Equal(declared.Cursor, change.Previous());

        await using var resumed = await LiveEvents.Open(server.Http, client.Token, Documents.IncidentChanged, variables, id);
        var (_, next) = await resumed.Next();
        Assert.Equal("IncidentAcknowledged", next.Happened());
        Assert.Equal(id, next.Previous());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task On_an_event_stream_a_wrong_cursor_is_reset_and_the_stream_completes(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ada"), Persona.Responder);

        await using var stream = await LiveEvents.Open(server.Http, client.Token, Documents.Events, null, "nonsense");
        var (name, id, data) = (await stream.NextEvent())!.Value;

        Assert.Equal(("next", ""), (name, id));
        var error = JsonDocument.Parse(data).RootElement.GetProperty("errors")[0];
        Assert.Equal("CURSOR_INVALID", error.GetProperty("extensions").Text("code"));
        Assert.Equal("complete", (await stream.NextEvent())?.Name);
        Assert.Null(await stream.NextEvent());
    }
}
