using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Postmortems;

/// <summary>Who sees the incident sees its postmortem, live too; for all others there is none.</summary>
public sealed class PostmortemVisibilityTests(Servers servers) : IClassFixture<Servers>
{
    private const string Everywhere =
        """
        query($id: ID!, $number: Int!) {
          node(id: $id) { id }
          postmortem(id: $id) { id }
          byNumber: postmortem(incidentNumber: $number) { id }
          postmortems(where: { incident: { number: { eq: $number } } }) { totalCount nodes { id } }
          incidents(where: { postmortem: { id: { eq: $id } } }) { totalCount }
          events(last: 100, where: { incident: { number: { eq: $number } } }) { nodes { type } }
        }
        """;

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Of_a_private_incident_foreign_callers_find_nothing(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (author, foreigner) = (server.As(Arrange.Unique("author"), Persona.Responder), server.As(Arrange.Unique("foreigner"), Persona.Publisher));
        var review = await author.Written(new { isPrivate = true });
        var id = (await author.Query("query($n: Int) { postmortem(incidentNumber: $n) { id } }", new { n = review.Number })).GetProperty("postmortem").Text("id");

        var seen = await author.Query(Everywhere, new { id, number = review.Number });
        Assert.Equal((id, 1, 1), (seen.GetProperty("node").Text("id"), seen.GetProperty("postmortems").Int("totalCount"), seen.GetProperty("incidents").Int("totalCount")));
        var hidden = await foreigner.Query(Everywhere, new { id, number = review.Number });
        Assert.True(hidden.IsNull("node") && hidden.IsNull("postmortem") && hidden.IsNull("byNumber"));
        Assert.Equal((0, 0), (hidden.GetProperty("postmortems").Int("totalCount"), hidden.GetProperty("incidents").Int("totalCount")));
        Assert.Empty(hidden.GetProperty("events").GetProperty("nodes").EnumerateArray());
        (await foreigner.Mutate("startPostmortem", new { incidentId = review.Key })).Refused("NotFoundError", "incidentId");
        foreach (var key in (string[])[id, review.Key])
        {
            (await foreigner.Mutate("updatePostmortem", new { id = key, summary = "x", expectedVersion = 99 })).Refused("NotFoundError", "id");
            (await foreigner.Mutate("submitPostmortem", new { id = key })).Refused("NotFoundError", "id");
            (await foreigner.Mutate("returnPostmortem", new { id = key, reason = "x" })).Refused("NotFoundError", "id");
            (await foreigner.Mutate("approvePostmortem", new { id = key })).Refused("NotFoundError", "id");
            (await foreigner.Mutate("publishPostmortem", new { id = key })).Refused("NotFoundError", "id");
            (await foreigner.Mutate("closePostmortem", new { id = key })).Refused("NotFoundError", "id");
        }
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Nobody_is_named_in_a_private_one_who_could_not_see_it(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (author, handle) = (server.As(Arrange.Unique("author"), Persona.Responder), Arrange.Unique("colleague"));
        await server.As(handle, Persona.Responder).Join();
        var review = await author.Reviewing(new { isPrivate = true });

        (await author.Mutate("updatePostmortem", new { id = review.Key, ownerId = handle })).Refused("ValidationError", "ownerId");
        (await author.Mutate("updatePostmortem", new { id = review.Key, participantIds = new[] { handle } })).Refused("ValidationError", "participantIds.0");
        (await author.Mutate("addIncidentParticipant", new { id = review.Key, userId = handle })).Accepted();
        var named = (await author.Mutate(
            "updatePostmortem", new { id = review.Key, ownerId = handle, participantIds = new[] { handle } }, "postmortem { owner { handle } participants { totalCount nodes { handle } } }"))["postmortem"];
        Assert.Equal((handle, 1, handle), (named.GetProperty("owner").Text("handle"), named.GetProperty("participants").Int("totalCount"), named.GetProperty("participants").GetProperty("nodes")[0].Text("handle")));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Viewers_read_and_do_not_write(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var (author, viewer) = (server.As(Arrange.Unique("author"), Persona.Responder), server.As(Arrange.Unique("viewer"), Persona.Viewer));
        var review = await author.Written();

        var shown = (await viewer.Query("query($n: Int) { postmortem(incidentNumber: $n) { summary availableTransitions { isAllowed } } }", new { n = review.Number })).GetProperty("postmortem");
        Assert.Equal("Payments failed.", shown.Text("summary"));
        Assert.All(shown.GetProperty("availableTransitions").EnumerateArray(), t => Assert.False(t.GetProperty("isAllowed").GetBoolean()));
        Assert.Equal("FORBIDDEN", (await viewer.Send("mutation($id: ID!) { submitPostmortem(input: { id: $id }) { cursor } }", new { id = review.Key })).RefusalCode);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Its_events_reach_whoever_follows_the_incident(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var author = server.As(Arrange.Unique("author"), Persona.Responder);
        var incident = await author.Resolved();
        var after = await author.EventCursor();
        await using var socket = await LiveSocket.Open(server.Address, author.Token);
        var changes = await socket.Subscribe(
            "subscription($id: ID!, $after: String) { incidentChanged(id: $id, after: $after) { event { type version summary ... on PostmortemStarted { postmortem { status } } ... on PostmortemUpdated { changes { field after } } } } }",
            new { id = incident.Id, after });

        (await author.Mutate("startPostmortem", new { incidentId = incident.Key })).Accepted();
        (await author.Mutate("updatePostmortem", new { id = incident.Key, rootCause = "An index" })).Accepted();

        var started = (await changes.Next()).GetProperty("event");
        Assert.Equal(("POSTMORTEM_STARTED", 1), (started.Text("type"), started.Int("version")));
        Assert.NotEqual(JsonValueKind.Null, started.GetProperty("postmortem").ValueKind);
        var updated = (await changes.Next()).GetProperty("event");
        Assert.Equal(("rootCause", "An index"), (updated.GetProperty("changes")[0].Text("field"), updated.GetProperty("changes")[0].Text("after")));
    }
}
