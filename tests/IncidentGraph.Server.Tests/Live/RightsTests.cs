using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Live;

public sealed class RightsTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_private_incident_reaches_admins_and_its_people_only(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, other, admin) = await Cast(server);
        var after = await reporter.EventCursor();
        var secret = await reporter.Declare(new { isPrivate = true });
        var open = await reporter.Declare();

        foreach (var (client, first) in new[] { (reporter, secret), (admin, secret), (other, open) })
        {
            await using var socket = await LiveSocket.Open(server.Address, client.Token);
            var changes = await socket.Subscribe(Documents.IncidentsChanged, new { after });
            var events = await socket.Subscribe(Documents.Events, new { after });
            Assert.Equal(first.Number, (await changes.Next()).GetProperty("incident").Int("number"));
            Assert.Equal(first.Number, (await events.Next()).GetProperty("event").GetProperty("incident").Int("number"));
        }
    }

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite, true)]
    [InlineData(DatabaseProvider.Sqlite, false)]
    [InlineData(DatabaseProvider.Postgres, true)]
    [InlineData(DatabaseProvider.Postgres, false)]
    public async Task Turning_private_withdraws_the_incident_once_from_those_without_rights(DatabaseProvider provider, bool isLive)
    {
        var server = await servers.On(provider);
        var (reporter, other, _) = await Cast(server);
        var declared = await reporter.Declare();
        await using var socket = await LiveSocket.Open(server.Address, other.Token);
        async Task<LiveOperation> Follow(string document) => await socket.Subscribe(document, new { after = declared.Cursor });
        var (changes, events) = isLive ? (await Follow(Documents.IncidentsChanged), await Follow(Documents.Events)) : default;

        await reporter.Mutate("changeIncidentVisibility", new { id = declared.Id, isPrivate = true, reason = "Legal" });
        await reporter.Mutate("addTimelineNote", new { id = declared.Id, note = "Not for everybody" });
        var marker = await reporter.Declare();
        if (!isLive)
            (changes, events) = (await Follow(Documents.IncidentsChanged), await Follow(Documents.Events));

        var left = await changes.Next();
        Assert.Equal(("IncidentWithdrawn", "LEFT"), (left.Happened(), left.Text("match")));
        Assert.True(left.IsNull("incident"));
        Assert.True(left.GetProperty("event").IsNull("incident"));
        Assert.Equal(declared.Id, left.GetProperty("event").Text("incidentId"));
        Assert.Equal(marker.Number, (await changes.Next()).GetProperty("incident").Int("number"));
        Assert.Equal("IncidentWithdrawn", (await events.Next()).Happened());
        Assert.Equal("IncidentDeclared", (await events.Next()).Happened());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Turning_private_ends_the_stream_of_that_incident_as_not_found(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, other, _) = await Cast(server);
        var declared = await reporter.Declare();
        await using var socket = await LiveSocket.Open(server.Address, other.Token);
        var change = await socket.Subscribe(Documents.IncidentChanged, new { id = declared.Id, after = declared.Cursor });
        await reporter.Mutate("acknowledgeIncident", new { id = declared.Id });
        Assert.Equal("IncidentAcknowledged", (await change.Next()).Happened());

        await reporter.Mutate("changeIncidentVisibility", new { id = declared.Id, isPrivate = true, reason = "Legal" });

        Assert.Equal("NOT_FOUND", await change.ErrorCode());
        var again = await socket.Subscribe(Documents.IncidentChanged, new { id = declared.Id, after = declared.Cursor });
        Assert.Equal("NOT_FOUND", await again.ErrorCode());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Who_is_let_in_sees_it_enter_and_who_stays_sees_no_change_of_that(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, other, _) = await Cast(server);
        var userId = await other.Join();
        var secret = await reporter.Declare(new { isPrivate = true });
        await using var theirs = await LiveSocket.Open(server.Address, other.Token);
        await using var ours = await LiveSocket.Open(server.Address, reporter.Token);
        var entering = await theirs.Subscribe(Documents.IncidentsChanged, new { after = secret.Cursor });
        var staying = await ours.Subscribe(Documents.IncidentsChanged, new { after = secret.Cursor });

        (await reporter.Mutate("addIncidentParticipant", new { id = secret.Id, userId })).Accepted();
        await reporter.Mutate("acknowledgeIncident", new { id = secret.Id });

        Assert.Equal(["IncidentParticipantAdded ENTERED", "IncidentAcknowledged STAYED"], await Told(entering, 2));
        Assert.Equal(["IncidentParticipantAdded STAYED", "IncidentAcknowledged STAYED"], await Told(staying, 2));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_reporter_who_is_made_a_participant_has_seen_it_all_along(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, _, admin) = await Cast(server);
        var declared = await reporter.Declare();
        (await admin.Mutate("changeIncidentVisibility", new { id = declared.Id, isPrivate = true, reason = "Legal" })).Accepted();
        await using var socket = await LiveSocket.Open(server.Address, reporter.Token);
        var changes = await socket.Subscribe(Documents.IncidentsChanged, new { after = declared.Cursor });

        (await admin.Mutate("addIncidentParticipant", new { id = declared.Id, userId = await reporter.Join() })).Accepted();

        Assert.Equal(
            ["IncidentVisibilityChanged STAYED", "IncidentParticipantAdded STAYED", "IncidentParticipantAdded STAYED"], await Told(changes, 3));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Who_makes_an_incident_private_keeps_it(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, other, _) = await Cast(server);
        var declared = await reporter.Declare();
        await using var socket = await LiveSocket.Open(server.Address, other.Token);
        var changes = await socket.Subscribe(Documents.IncidentsChanged, new { after = declared.Cursor });

        await other.Mutate("changeIncidentVisibility", new { id = declared.Id, isPrivate = true, reason = "Legal" });

        Assert.Equal(["IncidentVisibilityChanged STAYED", "IncidentParticipantAdded STAYED"], await Told(changes, 2));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_becomes_visible_enters(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, other, _) = await Cast(server);
        var secret = await reporter.Declare(new { isPrivate = true });
        await using var socket = await LiveSocket.Open(server.Address, other.Token);
        var changes = await socket.Subscribe(Documents.IncidentsChanged, new { after = secret.Cursor });

        await reporter.Mutate("changeIncidentVisibility", new { id = secret.Id, isPrivate = false, reason = "Over" });

        Assert.Equal(["IncidentVisibilityChanged ENTERED"], await Told(changes, 1));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Replaying_history_asks_for_rights_by_the_page(DatabaseProvider provider)
    {
        await using var server = await TestServer.StartAsync(provider);
        var (reporter, other, _) = await Cast(server);
        var declared = await reporter.Declare();
        for (var i = 0; i < 40; i++)
            await reporter.Mutate("addTimelineNote", new { id = declared.Id, note = "Noted" });
        await using var restarted = server.Twin(); // has seen none of that
        await using var socket = await LiveSocket.Open(restarted.Address, other.Token);
        await socket.Query("{ eventCursor }");

        restarted.Statements.Clear();
        var events = await socket.Subscribe("subscription($after: String) { events(after: $after) { cursor } }", new { after = declared.Cursor });
        await events.Next(40);

        Assert.DoesNotContain(restarted.Statements.Seen.GroupBy(s => s), same => same.Count() >= 20);
    }

    private static async Task<IEnumerable<string>> Told(LiveOperation changes, int count) =>
        (await changes.Next(count)).Select(c => $"{c.Happened()} {c.Text("match")}");

    /// <summary>A responder who declares, another responder, and an admin; all have been here before.</summary>
    private static async Task<(GraphQLClient Reporter, GraphQLClient Other, GraphQLClient Admin)> Cast(TestServer server)
    {
        var reporter = server.As(Arrange.Unique("ada"), Persona.Responder);
        var other = server.As(Arrange.Unique("bob"), Persona.Responder);
        var admin = server.As(Arrange.Unique("root"), Persona.Admin);
        foreach (var client in new[] { reporter, other, admin })
            await client.Join();
        return (reporter, other, admin);
    }
}
