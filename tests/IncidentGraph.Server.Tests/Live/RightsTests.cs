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
    [InlineData(DatabaseProvider.Sqlite, true)]
    [InlineData(DatabaseProvider.Sqlite, false)]
    [InlineData(DatabaseProvider.Postgres, true)]
    [InlineData(DatabaseProvider.Postgres, false)]
    public async Task Who_is_removed_from_a_private_incident_is_told_so_once_and_nobody_else_is(DatabaseProvider provider, bool isLive)
    {
        var server = await servers.On(provider);
        var (reporter, other, admin) = await Cast(server);
        var stranger = server.As(Arrange.Unique("zoe"), Persona.Responder);
        await stranger.Join();
        var (secret, userId) = (await reporter.Declare(new { isPrivate = true }), await other.Join());
        var after = (await reporter.Mutate("addIncidentParticipant", new { id = secret.Id, userId })).Accepted().Cursor;
        await using var theirs = await LiveSocket.Open(server.Address, other.Token);
        await using var strangers = await LiveSocket.Open(server.Address, stranger.Token);
        async Task<(LiveOperation Changes, LiveOperation Events)> Follow(LiveSocket socket) =>
            (await socket.Subscribe(Documents.IncidentsChanged, new { after }), await socket.Subscribe(Documents.Events, new { after }));
        var (lost, unaware) = isLive ? (await Follow(theirs), await Follow(strangers)) : default;

        (await admin.Mutate("removeIncidentParticipant", new { id = secret.Id, userId })).Accepted();
        await reporter.Mutate("addTimelineNote", new { id = secret.Id, note = "Not for everybody" });
        var marker = await reporter.Declare();
        if (!isLive)
            (lost, unaware) = (await Follow(theirs), await Follow(strangers));

        var left = await lost.Changes.Next();
        Assert.Equal(("IncidentWithdrawn", "LEFT", secret.Id), (left.Happened(), left.Text("match"), left.GetProperty("event").Text("incidentId")));
        Assert.True(left.IsNull("incident") && left.GetProperty("event").IsNull("incident"));
        Assert.Equal("IncidentWithdrawn", (await lost.Events.Next()).Happened());
        foreach (var stream in new[] { lost.Changes, lost.Events, unaware.Changes, unaware.Events })
            Assert.Equal("IncidentDeclared", (await stream.Next()).Happened());
        var log = await other.Query("query($after: String) { events(after: $after) { nodes { __typename incident { number } } } }", new { after });
        var told = log.GetProperty("events").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(["IncidentWithdrawn", "IncidentDeclared"], told.Select(e => e.Text("__typename")));
        Assert.Equal((true, marker.Number), (told[0].IsNull("incident"), told[1].GetProperty("incident").Int("number")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Removal_ends_the_stream_of_a_private_incident_as_not_found_but_not_for_its_reporter(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, other, admin) = await Cast(server);
        var secret = await reporter.Declare(new { isPrivate = true });
        var people = new[] { await reporter.Join(), await other.Join() };
        var after = (await reporter.Mutate("addIncidentParticipant", new { id = secret.Id, userId = people[1] })).Accepted().Cursor;
        await using var theirs = await LiveSocket.Open(server.Address, other.Token);
        await using var ours = await LiveSocket.Open(server.Address, reporter.Token);
        var (lost, kept) = (
            await theirs.Subscribe(Documents.IncidentChanged, new { id = secret.Id, after }),
            await ours.Subscribe(Documents.IncidentChanged, new { id = secret.Id, after }));
        await theirs.Query("{ eventCursor }");
        await ours.Query("{ eventCursor }");

        foreach (var userId in people)
            (await admin.Mutate("removeIncidentParticipant", new { id = secret.Id, userId })).Accepted();
        await admin.Mutate("acknowledgeIncident", new { id = secret.Id });

        Assert.Equal("NOT_FOUND", await lost.ErrorCode());
        Assert.Equal(
            ["IncidentParticipantRemoved", "IncidentParticipantRemoved", "IncidentAcknowledged"], (await kept.Next(3)).Select(c => c.Happened()));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Who_is_removed_from_an_incident_that_all_may_see_sees_that(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (reporter, other, _) = await Cast(server);
        var (open, userId) = (await reporter.Declare(), await other.Join());
        var after = (await reporter.Mutate("addIncidentParticipant", new { id = open.Id, userId })).Accepted().Cursor;
        await using var socket = await LiveSocket.Open(server.Address, other.Token);
        var changes = await socket.Subscribe(Documents.IncidentsChanged, new { after });

        (await reporter.Mutate("removeIncidentParticipant", new { id = open.Id, userId })).Accepted();

        Assert.Equal(["IncidentParticipantRemoved STAYED"], await Told(changes, 1));
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
