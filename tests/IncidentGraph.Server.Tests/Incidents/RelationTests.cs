using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Incidents;

public sealed class RelationTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Both_sides_show_a_relation_each_by_its_own_kind_and_tell_of_it(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ravi"), Persona.Responder);
        var (one, other) = (await client.Declare(), await client.Declare());

        var linked = await client.Mutate("linkIncidents", new { id = one.Id, targetId = other.Key, kind = "RECURRENCE_OF" }, "incident { number version }");

        Assert.Equal(one.Version + 1, linked["incident"].Int("version"));
        Assert.Equal([("RECURRENCE_OF", other.Number)], await Related(client, one));
        Assert.Equal([("RECURRED_AS", one.Number)], await Related(client, other));
        var told = (await client.Query(
            """
            query($id: ID!) {
              incident(id: $id) { timeline(where: { type: { eq: INCIDENTS_LINKED } }) { nodes { summary ... on IncidentsLinked { relation target { number } } } } }
            }
            """,
            new { id = other.Id })).GetProperty("incident").GetProperty("timeline").GetProperty("nodes")[0];
        Assert.Equal(("RECURRED_AS", one.Number), (told.Text("relation"), told.GetProperty("target").Int("number")));
        Assert.EndsWith($"noted that incident {other.Number} recurred as incident {one.Number}.", told.Text("summary"));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task What_cannot_be_is_refused_by_name(DatabaseProvider provider)
    {
        var client = (await servers.On(provider)).As(Arrange.Unique("ravi"), Persona.Responder);
        var (a, b, c) = (await client.Declare(), await client.Declare(), await client.Declare());
        Task<Payload> Link(Declared from, string kind, string targetId) => client.Mutate(
            "linkIncidents", new { id = from.Id, targetId, kind }, "", "... on CycleError { path } ... on AlreadyExistsError { existing { id } }");

        (await Link(a, "RELATED", a.Id)).Refused("ValidationError", "targetId");
        foreach (var unknown in (string[])["999999", "", "x\0", "checkout"])
            (await Link(a, "RELATED", unknown)).Refused("NotFoundError", "targetId");
        (await Link(a, "CAUSED_BY", b.Id)).Accepted();
        Assert.Equal(b.Id, (await Link(a, "CAUSED_BY", b.Id)).Refused("AlreadyExistsError", "targetId").GetProperty("existing").Text("id"));
        (await Link(b, "CAUSES", a.Id)).Refused("AlreadyExistsError", "targetId");
        (await Link(c, "CAUSES", b.Id)).Accepted();
        var circle = (await Link(c, "CAUSED_BY", a.Key)).Refused("CycleError", "targetId");
        Assert.Equal([c.Id, a.Id, b.Id, c.Id], circle.GetProperty("path").EnumerateArray().Select(p => p.GetString()));
        (await Link(a, "CAUSES", b.Id)).Refused("CycleError", "targetId");
        (await client.Mutate("linkIncidents", new { id = a.Id, targetId = c.Id, kind = "RELATED", expectedVersion = 99 })).Refused("VersionConflictError", "expectedVersion");
        (await Link(a, "RELATED", c.Id)).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_relation_to_a_hidden_incident_is_neither_shown_nor_told(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var insider = server.As(Arrange.Unique("rosa"), Persona.Responder);
        var foreigner = server.As(Arrange.Unique("eve"), Persona.Responder);
        var (open, third) = (await insider.Declare(), await insider.Declare());
        var hidden = await insider.Declare(new { isPrivate = true });
        (await insider.Mutate("linkIncidents", new { id = open.Id, targetId = hidden.Id, kind = "CAUSED_BY" })).Accepted();
        (await insider.Mutate("linkIncidents", new { id = hidden.Id, targetId = third.Id, kind = "CAUSED_BY" })).Accepted();

        Assert.Equal([("CAUSED_BY", hidden.Number)], await Related(insider, open));
        Assert.Equal([("CAUSES", open.Number), ("CAUSED_BY", third.Number)], await Related(insider, hidden));
        Assert.Empty(await Related(foreigner, open));
        Assert.Empty(await Linked(foreigner, open));
        Assert.Empty(await Linked(insider, third));
        (await foreigner.Mutate("linkIncidents", new { id = open.Id, targetId = hidden.Id, kind = "RELATED" })).Refused("NotFoundError", "targetId");
        (await foreigner.Mutate("linkIncidents", new { id = hidden.Id, targetId = open.Id, kind = "RELATED" })).Refused("NotFoundError", "id");

        // The way back leads through what is hidden: refusing would tell of it.
        (await insider.Mutate("linkIncidents", new { id = third.Id, targetId = open.Id, kind = "CAUSED_BY" })).Refused("CycleError", "targetId");
        (await foreigner.Mutate("linkIncidents", new { id = third.Id, targetId = open.Id, kind = "CAUSED_BY" })).Accepted();
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task From_the_target_of_a_merge_the_duplicates_their_people_and_their_updates_are_reached(DatabaseProvider provider)
    {
        var server = await servers.On(provider);
        var client = server.As(Arrange.Unique("ravi"), Persona.Responder);
        var handle = Arrange.Unique("rosa");
        await server.As(handle, Persona.Responder).Join();
        var (_, service) = await server.As("relation-admin", Persona.Admin).Register();
        var target = await client.Declare();
        var duplicate = await client.Declare(new { services = new[] { new { serviceId = service, level = "MAJOR_OUTAGE" } } });
        (await client.Mutate("addIncidentParticipant", new { id = duplicate.Id, userId = handle })).Accepted();
        (await client.Mutate("postIncidentUpdate", new { id = duplicate.Id, audience = "INTERNAL", body = "Seen here too" })).Accepted();

        (await client.Mutate("mergeIncident", new { id = duplicate.Id, intoId = target.Id })).Accepted();

        var data = await client.Query(
            """
            query($id: ID!, $service: String!) {
              incident(id: $id) {
                participants { nodes { handle } } services { edges { current node { key } } }
                related { kind incident { number participants { nodes { handle } } updates { nodes { body } } mergedInto { number } } }
              }
              service(key: $service) { status }
            }
            """,
            new { id = target.Id, service });
        var incident = data.GetProperty("incident");
        var related = Assert.Single(incident.GetProperty("related").EnumerateArray());
        Assert.Equal(("HAS_DUPLICATE", duplicate.Number), (related.Text("kind"), related.GetProperty("incident").Int("number")));
        Assert.Equal("Seen here too", related.GetProperty("incident").GetProperty("updates").GetProperty("nodes")[0].Text("body"));
        Assert.Equal(handle, incident.GetProperty("participants").GetProperty("nodes")[0].Text("handle"));
        Assert.Equal("MAJOR_OUTAGE", incident.GetProperty("services").GetProperty("edges")[0].Text("current"));
        Assert.Equal("MAJOR_OUTAGE", data.GetProperty("service").Text("status"));
        Assert.Equal([("DUPLICATE_OF", target.Number)], await Related(client, duplicate));
    }

    private static async Task<IEnumerable<(string, int)>> Related(GraphQLClient client, Declared incident) =>
        (await client.Query("query($id: ID!) { incident(id: $id) { related { kind incident { number } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("related").EnumerateArray().Select(r => (r.Text("kind"), r.GetProperty("incident").Int("number")));

    private static async Task<IEnumerable<JsonElement>> Linked(GraphQLClient client, Declared incident) =>
        (await client.Query(
            "query($id: ID!) { incident(id: $id) { timeline(where: { type: { eq: INCIDENTS_LINKED } }) { nodes { summary } } } }", new { id = incident.Id }))
            .GetProperty("incident").GetProperty("timeline").GetProperty("nodes").EnumerateArray();
}
